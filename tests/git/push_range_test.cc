#include "git/push_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "git/ref_ids.h"
#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSubsetOf;

std::set<std::string> Pushed(Repo* repo, const PushRange& range) {
  const Result<CommitList> list = ListPush(repo, range, {});
  EXPECT_TRUE(list.ok());
  return list ? CommitIds(*list) : std::set<std::string>();
}

std::shared_ptr<OtherSide> Refs(std::vector<ObjectId> ids) {
  return std::make_shared<OtherSide>([ids = std::move(ids)] { return ids; });
}

TEST(PushRange, TipsAndWhatTheOtherSideHas) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  const std::string two = builder.Commit("two");
  Repo repo = OpenRepo(builder.path());
  const ObjectId unknown = Id(std::string(40, '7'));
  const PushRange range = PlanPush(&repo, {{"a", "a", Id(one), Id(two)}, {"b", "b", unknown, Id(two)}, {"c", "", Id(one), {}}},
                                   [] { return std::vector<ObjectId>(); });
  EXPECT_THAT(range.tips, ElementsAre(Id(two)));
  EXPECT_THAT(range.hides, ElementsAre(Id(one))) << "an id that is not here hides nothing";
  EXPECT_EQ(Pushed(&repo, range), std::set<std::string>{two});
}

// Many refs only stop the walk; the list still holds everything that is new, and the exact one nothing else.
TEST(PushRange, ManyRefsShowNothingLess) {
  RepoBuilder builder;
  ImportHistory(&builder, 11, 300);
  Repo repo = OpenRepo(builder.path());
  const std::vector<std::string> all = SplitLines(builder.Git({"rev-list", "--all"}));
  const std::string tip = builder.Git({"rev-parse", "refs/heads/b0"});
  for (size_t first = 1; first < 40; first += 6) {
    std::vector<ObjectId> refs;
    std::vector<std::string> arguments{"rev-list", tip, "--not"};
    for (size_t i = first; i < all.size(); i += 23) {
      refs.push_back(Id(all[i]));
      arguments.push_back(all[i]);
    }
    const PushRange range{{Id(tip)}, {}, Refs(refs)};
    const std::set<std::string> wanted = LineSet(builder.Git(arguments));
    EXPECT_EQ(Pushed(&repo, range.Exact()), wanted);
    EXPECT_THAT(wanted, IsSubsetOf(Pushed(&repo, range)));
  }
}

TEST(PushRange, WalkThatMeetsNoRefEndsInTheExactList) {
  RepoBuilder builder;
  std::string stream;
  for (int i = 1; i <= 1500; ++i) {
    stream += "commit refs/heads/main\nmark :" + std::to_string(i) + "\ncommitter C <c@example.com> " +
              std::to_string(1767225600 + i) + " +0000\ndata 1\nx\n";
  }
  stream += "commit refs/remotes/origin/side\ncommitter C <c@example.com> 1767300000 +0000\ndata 1\ny\nfrom :1490\n";
  builder.Git({"fast-import", "--quiet"}, stream);
  Repo repo = OpenRepo(builder.path());
  const PushRange range{
      {Id(builder.Git({"rev-parse", "main"}))}, {}, Refs({Id(builder.Git({"rev-parse", "refs/remotes/origin/side"}))})};
  EXPECT_EQ(Pushed(&repo, range).size(), 10U);
}

// Sixty thousand refs cost more than the few commits that most pushes bring.
TEST(PushRange, RefsAreReadOnlyWhenThePushLeavesMuchToScan) {
  RepoBuilder builder;
  std::vector<std::string> commits;
  for (int i = 0; i < 40; ++i) commits.push_back(builder.Commit("commit " + std::to_string(i)));
  Repo repo = OpenRepo(builder.path());
  int times_read = 0;
  const auto read = [&] {
    ++times_read;
    return std::vector<ObjectId>{Id(commits[37])};
  };
  const PushRange few = PlanPush(&repo, {{"a", "a", Id(commits[20]), Id(commits[39])}}, read);
  EXPECT_EQ(Pushed(&repo, few).size(), 19U);
  EXPECT_EQ(times_read, 0);
  EXPECT_EQ(Pushed(&repo, few.Exact()).size(), 2U);
  EXPECT_EQ(times_read, 1);
  const PushRange many = PlanPush(&repo, {{"a", "a", Id(commits[0]), Id(commits[39])}}, read);
  EXPECT_EQ(Pushed(&repo, many).size(), 2U);
  const PushRange fresh = PlanPush(&repo, {{"a", "a", {}, Id(commits[39])}}, read);
  EXPECT_EQ(Pushed(&repo, fresh).size(), 2U);
  EXPECT_EQ(times_read, 3);
}

TEST(PushRange, TipThatARefNamesBringsNothing) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  Repo repo = OpenRepo(builder.path());
  EXPECT_THAT(Pushed(&repo, {{Id(one)}, {}, Refs({Id(one)})}), IsEmpty());
}

}  // namespace
}  // namespace sluice::git
