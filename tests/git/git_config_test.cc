#include "git/git_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/git/fixture.h"
#include "tests/testlib/temp_dir.h"

namespace sluice::git {
namespace {

class UserSettings : public testing::Test {
 protected:
  UserSettings() {
    setenv("HOME", home_.path().c_str(), 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("GIT_CONFIG_GLOBAL");
  }
  testlib::TempDir home_;
};

TEST_F(UserSettings, FileThatGitWrites) {
  EXPECT_EQ(UserConfigFile(), home_ / ".gitconfig");
  std::filesystem::create_directories(home_ / ".config/git");
  std::ofstream(home_ / ".config/git/config") << "";
  EXPECT_EQ(UserConfigFile(), home_ / ".config/git/config");
  std::ofstream(home_ / ".gitconfig") << "";
  EXPECT_EQ(UserConfigFile(), home_ / ".gitconfig");
  setenv("GIT_CONFIG_GLOBAL", "/srv/config", 1);
  EXPECT_EQ(UserConfigFile(), "/srv/config");
}

TEST_F(UserSettings, WriteAndRemoveLeaveTheRestAlone) {
  const std::string text = "; a comment\n[user]\n\tname = Me ; really\n";
  std::ofstream(home_ / ".gitconfig") << text;
  ASSERT_TRUE(WriteUserSetting("core.hookspath", "~/hooks").ok());
  const auto setting = ReadUserPathSetting("core.hookspath");
  ASSERT_TRUE(setting.ok() && *setting);
  EXPECT_EQ((*setting)->value, home_ / "hooks");
  EXPECT_EQ((*setting)->file, home_ / ".gitconfig");
  ASSERT_TRUE(RemoveUserSetting("core.hookspath").ok());
  EXPECT_THAT(testlib::ReadFile(home_ / ".gitconfig"), testing::StartsWith(text));
  EXPECT_FALSE(ReadUserPathSetting("core.hookspath")->has_value());
  EXPECT_TRUE(RemoveUserSetting("core.hookspath").ok()) << "nothing to remove is no error";
}

TEST_F(UserSettings, WorktreeConfigurationWinsWhereItIsOn) {
  RepoBuilder builder;
  builder.Git({"config", "core.hooksPath", "/srv/all"});
  std::ofstream(builder.path() / ".git/config.worktree") << "[core]\n\thooksPath = /srv/this\n";
  EXPECT_EQ((*ReadPathSetting(OpenRepo(builder.path()), "core.hookspath"))->value, "/srv/all");
  for (const char* on : {"true", "True", "YES", "On", "1"}) {
    builder.Git({"config", "extensions.worktreeConfig", on});
    EXPECT_EQ((*ReadPathSetting(OpenRepo(builder.path()), "core.hookspath"))->value, "/srv/this") << on;
  }
}

TEST_F(UserSettings, BrokenFileIsNamed) {
  RepoBuilder builder;
  std::ofstream(home_ / ".gitconfig") << "[core\n";
  const auto setting = ReadPathSetting(OpenRepo(builder.path()), "core.hookspath");
  ASSERT_FALSE(setting.ok());
  EXPECT_THAT(setting.error().message, testing::HasSubstr(".gitconfig"));
}

}  // namespace
}  // namespace sluice::git
