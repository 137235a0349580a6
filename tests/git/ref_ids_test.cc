#include "git/ref_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::string GitFolder(const RepoBuilder& builder) { return (builder.path() / ".git").string(); }

TEST(RefIds, LooseAndPackedRefsBelowThePrefix) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  builder.Git({"update-ref", "refs/remotes/origin/packed", one});
  builder.Git({"pack-refs", "--all"});
  const std::string two = builder.Commit("two");
  builder.Git({"update-ref", "refs/remotes/origin/deep/er/loose", two});
  builder.Git({"update-ref", "refs/remotes/other/main", builder.Commit("three")});
  builder.Git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/packed"});
  EXPECT_THAT(ReadRefIds(GitFolder(builder), "refs/remotes/origin/"), UnorderedElementsAre(Id(one), Id(two)));
  EXPECT_THAT(ReadRefIds(GitFolder(builder), "refs/remotes/nowhere/"), IsEmpty());
}

// A branch that was reset at the remote: its packed line still names what the remote has no more.
TEST(RefIds, LooseRefReplacesThePackedOne) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  builder.Git({"update-ref", "refs/remotes/origin/main", builder.Commit("two")});
  builder.Git({"pack-refs", "--all"});
  builder.Git({"update-ref", "refs/remotes/origin/main", one});
  EXPECT_THAT(ReadRefIds(GitFolder(builder), "refs/remotes/origin/"), ElementsAre(Id(one)));
}

TEST(RefIds, RefsOfThoseLeftOutAreNotTaken) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  const std::string two = builder.Commit("two");
  builder.Git({"update-ref", "refs/remotes/team/main", one});
  builder.Git({"update-ref", "refs/remotes/team/fork/main", two});
  EXPECT_THAT(ReadRefIds(GitFolder(builder), "refs/remotes/team/", {"refs/remotes/team/fork/"}), ElementsAre(Id(one)));
  builder.Git({"pack-refs", "--all"});
  EXPECT_THAT(ReadRefIds(GitFolder(builder), "refs/remotes/team/", {"refs/remotes/team/fork/"}), ElementsAre(Id(one)));
}

TEST(RefIds, PackedAnnotatedTagGivesAlsoWhatItNames) {
  RepoBuilder builder;
  const std::string commit = builder.Commit("one");
  builder.Git({"tag", "-a", "v1", "-m", "v1"});
  const std::string tag = builder.Git({"rev-parse", "refs/tags/v1"});
  builder.Git({"pack-refs", "--all"});
  EXPECT_THAT(ReadRefIds(GitFolder(builder), "refs/tags/"), UnorderedElementsAre(Id(commit), Id(tag)));
}

TEST(RefIds, DamagedRefsAreLeftOut) {
  RepoBuilder builder;
  const std::string one = builder.Commit("one");
  builder.Git({"update-ref", "refs/remotes/origin/main", one});
  std::ofstream(builder.path() / ".git/refs/remotes/origin/broken") << "what\n";
  std::ofstream(builder.path() / ".git/packed-refs") << "# pack-refs\nx\n^\n" << std::string(40, 'z') << " refs/remotes/origin/y\n";
  EXPECT_THAT(ReadRefIds(GitFolder(builder), "refs/remotes/origin/"), ElementsAre(Id(one)));
}

}  // namespace
}  // namespace sluice::git
