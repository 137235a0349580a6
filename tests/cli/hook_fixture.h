// A work repository with the hook installed and a bare one to push to; git itself runs the hook. No configuration of the user's, a
// home folder of its own, the compiled rules that all tests of this build share.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/scan_fixture.h"
#include "tests/testlib/temp_dir.h"

namespace sluice::testlib {

class HookFixture : public testing::Test {
 protected:
  HookFixture() { work_.Git({"remote", "add", "origin", remote_.path().string()}); }

  // `more` comes after the fixture's own environment, so it wins.
  CommandResult RunIn(const std::filesystem::path& folder, const std::vector<std::string>& argv, std::vector<std::string> more = {},
                      std::string_view stdin_bytes = {}) const {
    std::vector<std::string> env{"SLUICE_CACHE_DIR=" SLUICE_TEST_CACHE,
                                 "HOME=" + home_.path().string(),
                                 "XDG_CONFIG_HOME=" + home_.path().string() + "/.config",
                                 "GIT_CONFIG_NOSYSTEM=1",
                                 "GIT_AUTHOR_NAME=A U Thor",
                                 "GIT_AUTHOR_EMAIL=author@example.com",
                                 "GIT_COMMITTER_NAME=C O Mitter",
                                 "GIT_COMMITTER_EMAIL=committer@example.com",
                                 "SLUICE_BYPASS=",
                                 "NO_COLOR=1"};
    env.insert(env.end(), more.begin(), more.end());
    return testlib::Run(argv, stdin_bytes, env, folder);
  }

  CommandResult Hook(std::vector<std::string> arguments, std::string_view stdin_bytes = {}) const {
    return HookIn(work_.path(), std::move(arguments), stdin_bytes);
  }
  CommandResult HookIn(const std::filesystem::path& folder, std::vector<std::string> arguments,
                       std::string_view stdin_bytes = {}) const {
    arguments.insert(arguments.begin(), {SluiceProgram(), "hook"});
    return RunIn(folder, arguments, {}, stdin_bytes);
  }
  void Install(const std::string& hook = "pre-push") const { ExpectPassed(Hook({"install", hook})); }

  CommandResult Git(std::vector<std::string> arguments, std::vector<std::string> env = {}) const {
    return GitIn(work_.path(), std::move(arguments), std::move(env));
  }
  CommandResult GitIn(const std::filesystem::path& folder, std::vector<std::string> arguments,
                      std::vector<std::string> env = {}) const {
    arguments.insert(arguments.begin(), "git");
    return RunIn(folder, arguments, std::move(env));
  }
  CommandResult Push(std::vector<std::string> arguments, std::vector<std::string> env = {}) const {
    arguments.insert(arguments.begin(), "push");
    return Git(std::move(arguments), std::move(env));
  }

  static void ExpectPassed(const CommandResult& result) { EXPECT_EQ(result.exit_code, 0) << result.out << result.err; }
  // Sluice said no, and the secret did not show.
  static void ExpectBlocked(const CommandResult& result, const std::string& secret = {}) {
    EXPECT_NE(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr("blocked"));
    if (secret.empty()) return;
    EXPECT_THAT(result.err + result.out, testing::Not(testing::HasSubstr(secret)));
  }

  // Whether the bare repository has a ref of this name.
  bool RemoteHas(const std::string& ref) { return remote_.TryGit({"rev-parse", "-q", "--verify", ref}).exit_code == 0; }

  std::string CommitFile(const std::string& name, const std::string& text) {
    work_.Write(name, text);
    return work_.Commit("change " + name);
  }

  TempDir home_;
  RepoBuilder work_;
  RepoBuilder remote_{RepoBuilder::Layout::kBare};
  const std::string token_ = FakeToken(7);
};

inline void WriteExecutable(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
  std::filesystem::permissions(path, std::filesystem::perms(0755));
}

}  // namespace sluice::testlib
