#include "scanner/accepted_unread.h"

#include <gtest/gtest.h>

#include "tests/scanner/fake_source.h"

namespace sluice {
namespace {

using testlib::At;
using testlib::Commit;

class AcceptedUnread : public testing::Test {
 protected:
  // What is left of one thing unread in each item, by the items' numbers.
  std::string Rest(const AllowEntry& entry) {
    AllowEntry with_why = entry;
    with_why.why = "a test";
    const Allowlist allowlist = Allowlist::Make({with_why}, "x.yaml").value();
    std::vector<UnreadItem> items;
    for (const auto& [number, places] : source_.places)
      items.push_back({{LocationSource::kBlob, number}, {std::to_string(number), "encrypted"}});
    accepted_ = 0;
    std::string rest;
    for (const Unread& unread : WithoutAccepted(items, allowlist, &source_, &accepted_)) rest += unread.what;
    EXPECT_EQ(rest.size() + accepted_, items.size());
    return rest;
  }

  testlib::FakeSource source_;
  uint64_t accepted_ = 0;
};

TEST_F(AcceptedUnread, IsWhatStandsNowhereButAtAllowedPlaces) {
  source_.places = {
      {1, {At(1, "old/a.zip")}}, {2, {At(1, "old/a.zip"), At(2, "new/a.zip")}}, {3, {At(1, "new/b.zip", 7)}}, {4, {}}};
  EXPECT_EQ(Rest({.paths = {"old/**"}}), "234") << "2 stands elsewhere, too; of 4 nobody knows where it stands";
  EXPECT_EQ(Rest({.paths = {"**/*.zip"}}), "4");
  EXPECT_EQ(Rest({.commits = {Commit(7).Hex()}}), "124");
  EXPECT_EQ(Rest({.paths = {"new/**"}, .commits = {Commit(7).Hex()}, .needs_all = true}), "124");
  EXPECT_EQ(Rest({.paths = {"old/**"}, .commits = {Commit(7).Hex()}, .needs_all = true}), "1234");
}

TEST_F(AcceptedUnread, IsNothingByEntriesForSomeRulesOrForSecrets) {
  source_.places = {{1, {At(1, "old/a.zip")}}};
  EXPECT_EQ(Rest({.paths = {"old/**"}, .rules = {"x"}}), "1");
  EXPECT_EQ(Rest({.regexes = {"."}}), "1");
  source_.fails = true;
  EXPECT_EQ(Rest({.paths = {"old/**"}}), "1") << "places cannot be told";
}

}  // namespace
}  // namespace sluice
