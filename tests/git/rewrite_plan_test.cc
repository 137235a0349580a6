#include "git/rewrite_plan.h"

#include <gtest/gtest.h>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

TEST(RewritePlan, NewestCommitOfHeadsBranch) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  const std::string two = builder.Commit("two");
  Repo repo = OpenRepo(builder.path());
  const RewritePlan plan = PlanRewrite(&repo, Id(two), "refs/heads/main", {Id(two)});
  EXPECT_TRUE(plan.is_newest);
  EXPECT_EQ(plan.branch, "");
  EXPECT_EQ(plan.parent, Id(one));
  EXPECT_FALSE(plan.has_merges);
}

TEST(RewritePlan, DeeperAndRootCommits) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  const std::string two = builder.Commit("two");
  const std::string three = builder.Commit("three");
  Repo repo = OpenRepo(builder.path());
  EXPECT_FALSE(PlanRewrite(&repo, Id(two), "refs/heads/main", {Id(three)}).is_newest);
  EXPECT_EQ(PlanRewrite(&repo, Id(two), "refs/heads/main", {Id(three)}).parent, Id(one));
  EXPECT_EQ(PlanRewrite(&repo, Id(one), "refs/heads/main", {Id(three)}).parent, std::nullopt);
  EXPECT_FALSE(PlanRewrite(&repo, Id(two), "refs/heads/main", {Id(two)}).is_newest) << "pushed as a tip, but HEAD is further on";
}

TEST(RewritePlan, AnotherBranchIsNamed) {
  RepoBuilder builder;
  builder.Commit("one");
  builder.Git({"checkout", "-q", "-b", "topic"});
  const std::string two = builder.Commit("two");
  builder.Git({"checkout", "-q", "main"});
  Repo repo = OpenRepo(builder.path());
  const RewritePlan plan = PlanRewrite(&repo, Id(two), "refs/heads/topic", {Id(two)});
  EXPECT_EQ(plan.branch, "topic");
  EXPECT_TRUE(plan.is_newest);
}

TEST(RewritePlan, MergesAfterItAndAtIt) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  builder.Git({"checkout", "-q", "-b", "side"});
  builder.Commit("side");
  builder.Git({"checkout", "-q", "main"});
  const std::string two = builder.Commit("two");
  builder.Git({"merge", "-q", "--no-ff", "-m", "merge", "side"});
  const std::string merge = builder.Git({"rev-parse", "HEAD"});
  Repo repo = OpenRepo(builder.path());
  EXPECT_TRUE(PlanRewrite(&repo, Id(two), "refs/heads/main", {Id(merge)}).has_merges);
  EXPECT_TRUE(PlanRewrite(&repo, Id(merge), "refs/heads/main", {Id(merge)}).has_merges);
  EXPECT_FALSE(PlanRewrite(&repo, Id(one), "refs/heads/main", {Id(two)}).has_merges);
}

}  // namespace
}  // namespace sluice::git
