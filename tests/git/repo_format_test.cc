#include "git/repo_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

TEST(GitConfig, SectionsSubsectionsAndQuotesAreRead) {
  EXPECT_THAT(ParseGitConfig("[Core]\n\tBare = false ; comment\n[remote \"Ori\\\"gin\"] url = \"a # b\" \n[old.Style]\nflag\n"),
              ElementsAre(Pair("core.bare", "false"), Pair("remote.Ori\"gin.url", "a # b"), Pair("old.style.flag", "true")));
}

TEST(GitConfig, GarbageIsLeftOut) {
  EXPECT_THAT(ParseGitConfig("key = outside\n[broken\nkey = x\n]]\n= value\n\0\xff"), ElementsAre());
  EXPECT_THAT(ParseGitConfig("[a]\nkey = \"open\n\\"), testing::SizeIs(testing::Le(2)));
}

TEST(RepoFormat, OrdinaryRepositoryIsAccepted) {
  const Result<RepoFormat> format = CheckRepoFormat("[core]\n\trepositoryformatversion = 0\n\tbare = false\n", "repo");
  ASSERT_TRUE(format.ok());
  EXPECT_FALSE(format->is_partial);
  EXPECT_TRUE(CheckRepoFormat("", "repo").ok());
}

TEST(RepoFormat, ExtensionsThatDoNotMatterToAReaderAreAccepted) {
  const Result<RepoFormat> format = CheckRepoFormat(
      "[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = origin\nworktreeConfig = true\npreciousObjects = true\n"
      "relativeWorktrees = true\nobjectFormat = sha1\nrefStorage = files\n",
      "repo");
  ASSERT_TRUE(format.ok()) << format.error().message;
  EXPECT_TRUE(format->is_partial);
}

TEST(RepoFormat, PromisorRemoteMakesItPartial) {
  EXPECT_TRUE(CheckRepoFormat("[remote \"o\"]\npromisor = true\n", "repo")->is_partial);
  EXPECT_FALSE(CheckRepoFormat("[remote \"o\"]\npromisor = false\n", "repo")->is_partial);
}

TEST(RepoFormat, WhatCannotBeReadIsUnsupportedByName) {
  const std::string version = "[core]\nrepositoryformatversion = 1\n[extensions]\n";
  const std::pair<std::string, std::string> cases[]{
      {version + "objectFormat = sha256\n", "sha256"},    {"[extensions]\nobjectformat = sha256\n", "SHA-1"},
      {version + "refStorage = reftable\n", "reftable"},  {version + "somethingNew = 1\n", "somethingnew"},
      {"[core]\nrepositoryformatversion = 7\n", "newer"},
  };
  for (const auto& [config, word] : cases) {
    const Result<RepoFormat> format = CheckRepoFormat(config, "the/repo");
    ASSERT_FALSE(format.ok()) << config;
    EXPECT_EQ(format.error().code, Code::kUnsupported);
    EXPECT_THAT(format.error().message, HasSubstr(word));
    EXPECT_THAT(format.error().message, HasSubstr("the/repo"));
  }
  EXPECT_TRUE(CheckRepoFormat("[extensions]\nsomethingNew = 1\n", "repo").ok()) << "version 0 does not oblige to extensions";
}

}  // namespace
}  // namespace sluice::git
