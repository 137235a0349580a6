#include "git/hook_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/git/fixture.h"
#include "tests/testlib/temp_dir.h"

namespace sluice::git {
namespace {

// A home folder of the test's own, without a system-wide configuration.
class HookFolders : public testing::Test {
 protected:
  HookFolders() {
    setenv("HOME", home_.path().c_str(), 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("GIT_CONFIG_GLOBAL");
  }
  static HookFolder Find(const std::filesystem::path& path) {
    const Result<HookFolder> folder = FindHookFolder(OpenRepo(path));
    EXPECT_TRUE(folder.ok()) << (folder.ok() ? "" : folder.error().message);
    return folder ? *folder : HookFolder{};
  }
  testlib::TempDir home_;
};

TEST_F(HookFolders, GitFolderByDefaultAlsoOfLinkedWorktrees) {
  RepoBuilder builder;
  builder.Commit("one");
  builder.Git({"worktree", "add", "-q", "-b", "topic", "../linked"});
  const std::string expected = (builder.path() / ".git/hooks").string();
  EXPECT_EQ(Find(builder.path()).path, expected);
  EXPECT_EQ(Find(builder.path().parent_path() / "linked").path, expected);
  EXPECT_EQ(Find(builder.path()).set_by, "");
  EXPECT_EQ(Find(RepoBuilder(RepoBuilder::Layout::kBare).path()).path.substr(0, 1), "/");
}

TEST_F(HookFolders, RelativePathCountsFromTheWorkTree) {
  RepoBuilder builder;
  builder.Git({"config", "core.hooksPath", "tools/../.githooks/"});
  const HookFolder folder = Find(builder.path());
  EXPECT_EQ(folder.path, (builder.path() / ".githooks").string());
  EXPECT_EQ(folder.set_by, (builder.path() / ".git/config").string());
  EXPECT_TRUE(folder.is_in_work_tree);
}

TEST_F(HookFolders, RelativePathOfABareRepositoryCountsFromItsFolder) {
  RepoBuilder builder(RepoBuilder::Layout::kBare);
  builder.Git({"config", "core.hooksPath", "my-hooks"});
  EXPECT_EQ(Find(builder.path()).path, (builder.path() / "my-hooks").string());
  EXPECT_FALSE(Find(builder.path()).is_in_work_tree);
}

TEST_F(HookFolders, PathInsideTheGitFolderIsNotShared) {
  RepoBuilder builder;
  builder.Git({"config", "core.hooksPath", ".git/more-hooks"});
  EXPECT_FALSE(Find(builder.path()).is_in_work_tree);
}

TEST_F(HookFolders, RepositoryWinsOverUserAndHomeIsExpanded) {
  RepoBuilder builder;
  std::ofstream(home_ / ".gitconfig") << "[core]\n\thooksPath = ~/user-hooks\n";
  EXPECT_EQ(Find(builder.path()).path, home_ / "user-hooks");
  EXPECT_EQ(Find(builder.path()).set_by, home_ / ".gitconfig");
  builder.Git({"config", "core.hooksPath", "/srv/hooks"});
  EXPECT_EQ(Find(builder.path()).path, "/srv/hooks");
}

TEST_F(HookFolders, ConditionalIncludesAreFollowed) {
  RepoBuilder builder;
  std::ofstream(home_ / ".gitconfig") << "[includeIf \"gitdir:" << builder.path().string() << "/\"]\n\tpath = ~/more\n";
  std::ofstream(home_ / "more") << "[core]\n\thooksPath = /srv/conditional\n";
  EXPECT_EQ(Find(builder.path()).path, "/srv/conditional");
  EXPECT_NE(Find(RepoBuilder().path()).path, "/srv/conditional");
}

}  // namespace
}  // namespace sluice::git
