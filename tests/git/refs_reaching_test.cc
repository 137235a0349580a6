#include "git/refs_reaching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

uint32_t IndexOf(const CommitList& commits, const std::string& id) {
  for (uint32_t i = 0; i < commits.commits.size(); ++i) {
    if (commits.commits[i].id == Id(id)) return i;
  }
  ADD_FAILURE() << id << " is not listed";
  return 0;
}

TEST(RefsReaching, PrefersHeadsBranchThenBranchesRemotesAndTags) {
  RepoBuilder builder;
  const std::string root = builder.Commit("root");
  builder.Git({"checkout", "-q", "-b", "side"});
  const std::string on_side = builder.Commit("side");
  builder.Git({"checkout", "-q", "-b", "another"});
  builder.Git({"checkout", "-q", "--detach"});
  const std::string on_remote = builder.Commit("remote");
  builder.Git({"update-ref", "refs/remotes/origin/x", on_remote});
  const std::string on_tag = builder.Commit("tag");
  builder.Git({"tag", "-a", "v1", "-m", "v1"});
  const std::string on_other = builder.Commit("other");
  builder.Git({"update-ref", "refs/other/x", on_other});
  builder.Git({"checkout", "-q", "main"});
  const std::string on_main = builder.Commit("main");
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  std::vector<uint32_t> wanted;
  for (const std::string& id : {root, on_side, on_remote, on_tag, on_other, on_main}) wanted.push_back(IndexOf(commits, id));
  EXPECT_THAT(RefsReaching(commits, RefsOf(&repo), "refs/heads/main", wanted, &repo),
              testing::ElementsAre("refs/heads/main", "refs/heads/another", "refs/remotes/origin/x", "refs/tags/v1", "refs/other/x",
                                   "refs/heads/main"));
}

TEST(RefsReaching, EqualsGitBranchContains) {
  RepoBuilder builder;
  ImportHistory(&builder, 41, 80);
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  std::vector<uint32_t> wanted;
  for (uint32_t i = 0; i < commits.commits.size(); ++i) wanted.push_back(i);
  const std::vector<std::string> names = RefsReaching(commits, RefsOf(&repo), "", wanted, &repo);
  for (uint32_t i = 0; i < wanted.size(); ++i) {
    const std::string contains = builder.Git(
        {"for-each-ref", "--count=1", "--format=%(refname)", "--contains=" + commits.commits[i].id.Hex(), "refs/heads"});
    EXPECT_EQ(names[i], contains);
  }
}

TEST(RefsReaching, CommitThatNothingReachesHasNone) {
  RepoBuilder builder;
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  const std::vector<uint32_t> wanted{0};
  EXPECT_THAT(RefsReaching(commits, {}, "refs/heads/main", wanted, &repo), testing::ElementsAre(""));
}

}  // namespace
}  // namespace sluice::git
