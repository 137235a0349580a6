#include "scanner/detect/shadow.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

Rule MakeRule(const std::string& id, Kind kind) {
  Rule rule;
  rule.id = id;
  rule.name = "A test rule";
  rule.provider = "x";
  rule.kind = kind;
  rule.regex = rule.prefilter = "abc[0-9]{4}";
  rule.remedy = "Revoke it.";
  rule.file = "x.yaml";
  return rule;
}

// In the order of their ids: 0 and 1 structured (the second with a checksum), 2 a generic token, 3 a form many use, 4 a
// password, 5 and 6 tokens.
const RuleSet& Rules() {
  static const RuleSet rules = [] {
    std::vector<Rule> all = {MakeRule("a-structured", Kind::kStructured),
                             MakeRule("b-checked", Kind::kStructured),
                             MakeRule("c-generic", Kind::kToken),
                             MakeRule("d-form", Kind::kStructured),
                             MakeRule("e-password", Kind::kPassword),
                             MakeRule("f-token", Kind::kToken),
                             MakeRule("g-token", Kind::kToken)};
    all[1].checksum = "github-crc32";
    all[2].provider = "generic";
    all[3].provider = "jwt";
    auto made = RuleSet::Make(std::move(all));
    SLUICE_CHECK(made.ok());
    return std::move(made).value();
  }();
  return rules;
}

Match At(uint32_t rule, uint64_t begin, uint64_t end) {
  Match match;
  match.rule = rule;
  match.whole = match.secret = {begin, end};
  return match;
}

// The rules that are left, in order.
std::vector<uint32_t> Left(std::vector<Match> matches) {
  DropShadowed(Rules(), &matches, nullptr);
  std::vector<uint32_t> rules;
  for (const Match& match : matches) rules.push_back(match.rule);
  return rules;
}

using Indices = std::vector<uint32_t>;

TEST(DropShadowed, MatchesApartAllStay) {
  EXPECT_EQ(Left({At(4, 0, 10), At(0, 10, 20), At(5, 20, 30)}), (Indices{4, 0, 5}));
  EXPECT_EQ(Left({}), Indices{});
}

TEST(DropShadowed, StructuredBeatsTokenBeatsPassword) {
  EXPECT_EQ(Left({At(4, 0, 20), At(0, 5, 15)}), Indices{0});
  EXPECT_EQ(Left({At(0, 5, 15), At(5, 0, 40)}), Indices{0});
  EXPECT_EQ(Left({At(4, 0, 40), At(5, 0, 20)}), Indices{5});
}

TEST(DropShadowed, GenericRulesGiveWay) {
  EXPECT_EQ(Left({At(2, 0, 20), At(4, 0, 20)}), Indices{4});
  EXPECT_EQ(Left({At(2, 0, 40), At(0, 0, 20)}), Indices{0});
}

TEST(DropShadowed, VendorBeatsAFormManyUse) {
  EXPECT_EQ(Left({At(3, 0, 40), At(0, 0, 20)}), Indices{0});
  EXPECT_EQ(Left({At(3, 0, 20), At(5, 0, 40)}), Indices{3});
}

TEST(DropShadowed, ChecksumThenLengthThenPlaceDecide) {
  EXPECT_EQ(Left({At(0, 0, 40), At(1, 0, 20)}), Indices{1});
  EXPECT_EQ(Left({At(5, 0, 20), At(6, 0, 30)}), Indices{6});
  EXPECT_EQ(Left({At(6, 0, 20), At(5, 0, 20)}), Indices{5});
}

TEST(DropShadowed, PairBeatsAChecksum) {
  std::vector<Match> matches = {At(0, 0, 20), At(1, 0, 20), At(5, 30, 40)};
  matches[0].paired_with = 2;
  matches[2].paired_with = 0;
  DropShadowed(Rules(), &matches, nullptr);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].rule, 0U);
  EXPECT_EQ(matches[0].paired_with, 1);
  EXPECT_EQ(matches[1].paired_with, 0);
}

TEST(DropShadowed, ResultIsSortedAndPairsFollow) {
  std::vector<Match> matches = {At(5, 50, 60), At(0, 0, 10), At(6, 30, 40)};
  matches[0].paired_with = 1;
  matches[1].paired_with = 0;
  DropShadowed(Rules(), &matches, nullptr);
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].secret.begin, 0U);
  EXPECT_EQ(matches[0].paired_with, 2);
  EXPECT_EQ(matches[1].paired_with, -1);
  EXPECT_EQ(matches[2].paired_with, 0);
}

TEST(DropShadowed, HalfOfADroppedPairIsAlone) {
  std::vector<Match> matches = {At(5, 0, 20), At(0, 5, 15), At(6, 30, 40)};
  matches[0].paired_with = 2;
  matches[2].paired_with = 0;
  DropShadowed(Rules(), &matches, nullptr);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[1].rule, 6U);
  EXPECT_EQ(matches[1].paired_with, -1);
}

TEST(DropShadowed, RefusalsAreToldApart) {
  std::vector<Match> matches = {At(4, 0, 20), At(0, 5, 15)};
  std::vector<Rejection> rejections;
  DropShadowed(Rules(), &matches, &rejections);
  ASSERT_EQ(rejections.size(), 1U);
  EXPECT_EQ(rejections[0].rule, 4U);
  EXPECT_EQ(rejections[0].at, Stage::kShadowed);
  EXPECT_EQ(rejections[0].secret, (ByteRange{0, 20}));
}

TEST(DropShadowed, ManyOverlapsTakeLittleTime) {
  std::vector<Match> matches;
  for (uint64_t i = 0; i < 200'000; ++i) matches.push_back(At(static_cast<uint32_t>(i % 2 == 0 ? 4 : 0), i, i + 1000));
  DropShadowed(Rules(), &matches, nullptr);
  for (size_t i = 1; i < matches.size(); ++i) ASSERT_FALSE(matches[i].secret.Overlaps(matches[i - 1].secret));
}

}  // namespace
}  // namespace sluice
