#include "git/location.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

// The builder's repository and what stands beside it, by canonical path.
fs::path Real(const fs::path& path) { return fs::canonical(path); }

TEST(Location, WorkTreeIsFoundFromItsRootItsGitFolderAndBelow) {
  RepoBuilder builder;
  const std::string root = Real(builder.path());
  builder.Write("a/b/c.txt", "x");
  for (const std::string& path : {root, root + "/", root + "/.git"}) {
    const Result<Location> location = Locate(path);
    ASSERT_TRUE(location.ok()) << path;
    EXPECT_EQ(location->git_dir, root + "/.git");
    EXPECT_EQ(location->common_dir, root + "/.git");
    EXPECT_EQ(location->work_dir, root);
  }
  EXPECT_FALSE(Locate(root + "/a/b").ok()) << "only LocateAbove looks upwards";
  EXPECT_EQ(LocateAbove(root + "/a/b").value(), root);
  EXPECT_EQ(LocateAbove(root + "/a/b/c.txt").value(), root);
}

TEST(Location, BareRepositoryHasNoWorkFolder) {
  RepoBuilder builder(RepoBuilder::Layout::kBare);
  const Result<Location> location = Locate(builder.path());
  ASSERT_TRUE(location.ok());
  EXPECT_EQ(location->git_dir, Real(builder.path()));
  EXPECT_EQ(location->work_dir, "");
}

TEST(Location, ConfigurationDoesNotMoveTheWorkFolder) {
  RepoBuilder builder;
  builder.Git({"config", "core.worktree", "/"});
  builder.Git({"config", "core.bare", "false"});
  EXPECT_EQ(Locate(builder.path())->work_dir, Real(builder.path()));
  builder.Git({"config", "--unset", "core.worktree"});
  builder.Git({"config", "core.bare", "true"});
  EXPECT_EQ(Locate(builder.path())->work_dir, Real(builder.path()));
}

TEST(Location, LinkedWorktreeSharesTheCommonFolder) {
  RepoBuilder builder;
  builder.Commit("first");
  builder.Git({"worktree", "add", "-q", "../linked", "-b", "topic"});
  const fs::path linked = Real(builder.path().parent_path() / "linked");
  const fs::path git_dir = Real(builder.path()) / ".git" / "worktrees" / "linked";
  for (const fs::path& path : {linked, linked / ".git", git_dir}) {
    const Result<Location> location = Locate(path);
    ASSERT_TRUE(location.ok()) << path;
    EXPECT_EQ(location->git_dir, git_dir);
    EXPECT_EQ(location->common_dir, Real(builder.path()) / ".git");
    EXPECT_EQ(location->work_dir, linked);
  }
}

TEST(Location, SeparateGitFolderIsFollowed) {
  RepoBuilder builder;
  builder.Git({"init", "-q", "--separate-git-dir", "../elsewhere"});
  const Result<Location> location = Locate(builder.path());
  ASSERT_TRUE(location.ok());
  EXPECT_EQ(location->git_dir, Real(builder.path().parent_path() / "elsewhere"));
  EXPECT_EQ(location->work_dir, Real(builder.path()));
}

TEST(Location, SubmoduleIsARepositoryOfItsOwn) {
  RepoBuilder inner;
  inner.Write("in.txt", "inner");
  inner.Commit("inner");
  RepoBuilder outer;
  outer.Git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path(), "sub"});
  const Result<Location> location = Locate(outer.path() / "sub");
  ASSERT_TRUE(location.ok());
  EXPECT_EQ(location->git_dir, Real(outer.path()) / ".git" / "modules" / "sub");
  EXPECT_EQ(location->work_dir, Real(outer.path()) / "sub");
}

TEST(Location, PlainFolderAndFileAreUsageErrors) {
  const testlib::TempDir dir;
  const std::string file = dir.Write("notes.txt", "gitdir: /nowhere\n");
  for (const std::string& path : {dir.path().string(), file, dir / "missing"}) {
    const Result<Location> location = Locate(path);
    ASSERT_FALSE(location.ok()) << path;
    EXPECT_EQ(location.error().code, Code::kUsage) << path;
    EXPECT_FALSE(IsRepositoryPath(path));
  }
}

TEST(Location, DamagedGitFolderIsUnreadableAndNotAPlainFolder) {
  RepoBuilder builder;
  fs::remove(builder.path() / ".git" / "HEAD");
  EXPECT_TRUE(IsRepositoryPath(builder.path()));
  const Result<Location> location = Locate(builder.path());
  ASSERT_FALSE(location.ok());
  EXPECT_EQ(location.error().code, Code::kUnreadable);
  EXPECT_NE(location.error().message.find("HEAD"), std::string::npos);
}

TEST(Location, GitFileThatNamesNothingIsUnreadable) {
  const testlib::TempDir dir;
  dir.Write(".git", "gitdir: ../gone\n");
  EXPECT_TRUE(IsRepositoryPath(dir.path()));
  EXPECT_EQ(Locate(dir.path()).error().code, Code::kUnreadable);
}

TEST(Location, AlternatesAreFollowedOnceAndInCircles) {
  const testlib::TempDir dir;
  dir.Write("a/objects/info/alternates", "# comment\n../../b/objects\n");
  dir.Write("b/objects/info/alternates", dir / "a/objects" + "\n" + (dir / "c/objects") + "\n");
  dir.Write("c/objects/info/packs", "");
  const std::vector<std::string> folders = ObjectFolders(dir / "a");
  const std::vector<std::string> expected{dir / "a/objects", Real(dir / "b/objects"), Real(dir / "a/objects"),
                                          Real(dir / "c/objects")};
  EXPECT_EQ(std::set<std::string>(folders.begin(), folders.end()), std::set<std::string>(expected.begin(), expected.end()));
  EXPECT_LE(folders.size(), 4U);
}

}  // namespace
}  // namespace sluice::git
