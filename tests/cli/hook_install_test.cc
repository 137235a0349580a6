// Installing, chaining, taking away: what git really runs afterwards, and that everything is put back.
#include <filesystem>

#include "tests/cli/hook_fixture.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class HookInstall : public HookFixture {
 protected:
  HookInstall() { CommitFile("a.txt", "one\n"); }
  fs::path Hooks() const { return work_.path() / ".git/hooks"; }
  // A commit that must not be pushed.
  void CommitToken() { CommitFile("b.env", token_); }
};

TEST_F(HookInstall, DefaultIsPrePushInTheGitFolder) {
  ExpectPassed(Hook({"install"}));
  EXPECT_TRUE(fs::exists(Hooks() / "pre-push"));
  EXPECT_FALSE(fs::exists(Hooks() / "pre-commit"));
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}), token_);
}

TEST_F(HookInstall, TwiceIsOnce) {
  WriteExecutable(Hooks() / "pre-push", "#!/bin/sh\nexit 0\n");
  ExpectPassed(Hook({"install"}));
  const std::string script = ReadFile(Hooks() / "pre-push");
  const auto written = fs::last_write_time(Hooks() / "pre-push");
  ExpectPassed(Hook({"install"}));
  EXPECT_EQ(ReadFile(Hooks() / "pre-push"), script);
  EXPECT_EQ(fs::last_write_time(Hooks() / "pre-push"), written);
  EXPECT_EQ(ReadFile(Hooks() / "pre-push.sluice-chained"), "#!/bin/sh\nexit 0\n");
}

TEST_F(HookInstall, ChainedHookKeepsStandardInputArgumentsAndExitCode) {
  const std::string seen = home_ / "seen";
  WriteExecutable(Hooks() / "pre-push",
                  "#!/bin/sh\necho \"$@\" > '" + seen + "'\ncat >> '" + seen + "'\nexit ${CHAINED_EXIT:-0}\n");
  ExpectPassed(Hook({"install"}));
  ExpectPassed(Push({"origin", "main", "main:refs/heads/second"}));
  const std::string head = work_.Git({"rev-parse", "HEAD"}), none(40, '0');
  EXPECT_EQ(ReadFile(seen), "origin " + remote_.path().string() + "\nrefs/heads/main " + head + " refs/heads/main " + none +
                                "\nrefs/heads/main " + head + " refs/heads/second " + none + "\n");
  CommitFile("c.txt", "clean\n");
  EXPECT_NE(Push({"origin", "main"}, {"CHAINED_EXIT=7"}).exit_code, 0) << "the chained hook's exit code counts";
  const CommandResult direct = RunIn(work_.path(), {Hooks() / "pre-push", "origin", "x"}, {"CHAINED_EXIT=7"});
  EXPECT_EQ(direct.exit_code, 7);
}

TEST_F(HookInstall, ChainedHookDoesNotRunWhenSluiceBlocks) {
  const std::string seen = home_ / "seen";
  WriteExecutable(Hooks() / "pre-push", "#!/bin/sh\ntouch '" + seen + "'\n");
  ExpectPassed(Hook({"install"}));
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}), token_);
  EXPECT_FALSE(fs::exists(seen));
}

TEST_F(HookInstall, ChainedHookThatReadsNothingIsNoError) {
  WriteExecutable(Hooks() / "pre-push", "#!/bin/sh\nexit 0\n");
  ExpectPassed(Hook({"install"}));
  ExpectPassed(Push({"origin", "main"}));
}

TEST_F(HookInstall, HookThatWasNotExecutableStillDoesNotRun) {
  std::ofstream(Hooks() / "pre-push") << "#!/bin/sh\nexit 1\n";
  ExpectPassed(Hook({"install"}));
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_THAT(Hook({"status", "pre-push"}).out, HasSubstr("is not executable"));
}

TEST_F(HookInstall, UninstallRestoresByteForByte) {
  const std::string text("#!/bin/sh\n\0binary\xff\n", 20);
  WriteExecutable(Hooks() / "pre-push", text);
  fs::permissions(Hooks() / "pre-push", fs::perms(0711));
  const auto written = fs::last_write_time(Hooks() / "pre-push");
  ExpectPassed(Hook({"install"}));
  ExpectPassed(Hook({"uninstall"}));
  EXPECT_EQ(ReadFile(Hooks() / "pre-push"), text);
  EXPECT_EQ(fs::status(Hooks() / "pre-push").permissions(), fs::perms(0711));
  EXPECT_EQ(fs::last_write_time(Hooks() / "pre-push"), written);
  EXPECT_FALSE(fs::exists(Hooks() / "pre-push.sluice-chained"));
}

TEST_F(HookInstall, UninstallRestoresASymbolicLink) {
  WriteExecutable(work_.path() / "scripts/push.sh", "#!/bin/sh\nexit 0\n");
  fs::create_symlink("../../scripts/push.sh", Hooks() / "pre-push");
  ExpectPassed(Hook({"install"}));
  EXPECT_FALSE(fs::is_symlink(Hooks() / "pre-push"));
  EXPECT_EQ(ReadFile(work_.path() / "scripts/push.sh"), "#!/bin/sh\nexit 0\n");
  ExpectPassed(Push({"origin", "main"}));
  ExpectPassed(Hook({"uninstall"}));
  EXPECT_EQ(fs::read_symlink(Hooks() / "pre-push"), "../../scripts/push.sh");
}

TEST_F(HookInstall, UninstallWithoutAHookBeforeLeavesNone) {
  ExpectPassed(Hook({"install"}));
  ExpectPassed(Hook({"uninstall"}));
  EXPECT_FALSE(fs::exists(Hooks() / "pre-push"));
  ExpectPassed(Hook({"uninstall"}));
}

TEST_F(HookInstall, UninstallLeavesAHookOfSomebodyElse) {
  ExpectPassed(Hook({"install"}));
  WriteExecutable(Hooks() / "pre-push", "#!/bin/sh\n# mine\n");
  EXPECT_THAT(Hook({"uninstall"}).out, HasSubstr("nothing to do"));
  EXPECT_EQ(ReadFile(Hooks() / "pre-push"), "#!/bin/sh\n# mine\n");
}

TEST_F(HookInstall, FailureLeavesEverythingAsItWas) {
  WriteExecutable(Hooks() / "pre-push", "#!/bin/sh\n# new\n");
  WriteExecutable(Hooks() / "pre-push.sluice-chained", "#!/bin/sh\n# old\n");
  const CommandResult both = Hook({"install"});
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_THAT(both.err, HasSubstr("keep one of them"));
  EXPECT_EQ(ReadFile(Hooks() / "pre-push"), "#!/bin/sh\n# new\n");
  EXPECT_EQ(ReadFile(Hooks() / "pre-push.sluice-chained"), "#!/bin/sh\n# old\n");
  fs::create_directory(Hooks() / "pre-commit");
  EXPECT_NE(Hook({"install", "pre-commit"}).exit_code, 0);
  EXPECT_TRUE(fs::is_directory(Hooks() / "pre-commit"));
}

TEST_F(HookInstall, MissingHookFolderIsMade) {
  fs::remove_all(Hooks());
  ExpectPassed(Hook({"install"}));
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}), token_);
}

TEST_F(HookInstall, FromAFolderBelowTheTop) {
  fs::create_directories(work_.path() / "deep/er");
  ExpectPassed(HookIn(work_.path() / "deep/er", {"install"}));
  EXPECT_TRUE(fs::exists(Hooks() / "pre-push"));
}

TEST_F(HookInstall, OutsideARepositoryIsWrongUsage) {
  const CommandResult result = HookIn(home_.path(), {"install"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("not in a git repository"));
}

TEST_F(HookInstall, HooksPathIsHonoured) {
  for (const std::string& path : {std::string("tools/hooks"), home_ / "absolute", std::string("~/in-home")}) {
    work_.Git({"config", "core.hooksPath", path});
    ExpectPassed(Hook({"install"}));
    EXPECT_FALSE(fs::exists(Hooks() / "pre-push")) << path;
    work_.Write("b.env", token_ + "\n" + path);
    work_.Commit("token");
    ExpectBlocked(Push({"origin", "main"}), token_);
    ExpectPassed(Hook({"uninstall"}));
    work_.Git({"reset", "-q", "--hard", "HEAD~1"});
  }
}

TEST_F(HookInstall, HooksPathOfTheUserOrOfAnIncludeIsHonoured) {
  std::ofstream(home_ / ".gitconfig") << "[include]\npath = ~/more.inc\n";
  std::ofstream(home_ / "more.inc") << "[core]\nhooksPath = " << home_ / "user-hooks"
                                    << "\n";
  ExpectPassed(Hook({"install"}));
  EXPECT_TRUE(fs::exists(home_ / "user-hooks/pre-push"));
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}), token_);
}

TEST_F(HookInstall, SharedFolderNamesNoProgramOfThisMachine) {
  work_.Git({"config", "core.hooksPath", ".githooks"});
  ExpectPassed(Hook({"install"}));
  EXPECT_THAT(ReadFile(work_.path() / ".githooks/pre-push"), HasSubstr("sluice=''"));
}

TEST_F(HookInstall, HooksPathThatSwitchesHooksOffIsRefused) {
  work_.Git({"config", "core.hooksPath", "/dev/null"});
  const CommandResult result = Hook({"install"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("git runs no hooks here"));
}

TEST_F(HookInstall, LinkedWorktreesShareTheHook) {
  work_.Git({"worktree", "add", "-q", "-b", "topic", "../linked"});
  const fs::path linked = work_.path().parent_path() / "linked";
  ExpectPassed(HookIn(linked, {"install"}));
  EXPECT_TRUE(fs::exists(Hooks() / "pre-push"));
  EXPECT_EQ(HookIn(linked, {"status", "pre-push"}).exit_code, 0);
  EXPECT_EQ(Hook({"status", "pre-push"}).exit_code, 0);
}

TEST_F(HookInstall, HooksPathOfOneWorktreeIsHonoured) {
  work_.Git({"worktree", "add", "-q", "-b", "topic", "../linked"});
  const fs::path linked = work_.path().parent_path() / "linked";
  work_.Git({"config", "extensions.worktreeConfig", "true"});
  ExpectPassed(GitIn(linked, {"config", "--worktree", "core.hooksPath", home_ / "only-here"}));
  ExpectPassed(HookIn(linked, {"install"}));
  EXPECT_TRUE(fs::exists(home_ / "only-here/pre-push"));
  EXPECT_EQ(Hook({"status", "pre-push"}).exit_code, 1);
}

TEST_F(HookInstall, BareRepositories) {
  ExpectPassed(HookIn(remote_.path(), {"install", "pre-receive"}));
  EXPECT_TRUE(fs::exists(remote_.path() / "hooks/pre-receive"));
}

// What Husky 9 writes, in short: git runs the wrapper, the wrapper runs the project's file with `sh -e`.
TEST_F(HookInstall, Husky) {
  work_.Git({"config", "core.hooksPath", ".husky/_"});
  WriteExecutable(work_.path() / ".husky/_/pre-push", "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n");
  work_.Write(
      ".husky/_/h",
      "n=$(basename \"$0\")\ns=$(dirname \"$(dirname \"$0\")\")/$n\n[ ! -f \"$s\" ] && exit 0\nsh -e \"$s\" \"$@\"\nexit $?\n");
  work_.Write(".husky/_/.gitignore", "*\n");
  work_.Write(".husky/pre-push", "false | true\ntouch '" + (home_ / "ran") + "'\n");
  ExpectPassed(Hook({"install"}));
  EXPECT_EQ(Hook({"status", "pre-push"}).exit_code, 0);
  const std::vector<std::string> with_sluice{"PATH=" + fs::path(SluiceProgram()).parent_path().string() + ":" +
                                             std::getenv("PATH")};
  ExpectPassed(Push({"origin", "main"}, with_sluice));
  EXPECT_TRUE(fs::exists(home_ / "ran")) << "the project's own hook goes on running";
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}, with_sluice), token_);
  ExpectPassed(Hook({"uninstall"}));
  EXPECT_THAT(ReadFile(work_.path() / ".husky/pre-push"), testing::StartsWith("false | true"));
}

TEST_F(HookInstall, HuskyThatWasNotSetUpIsWarnedOf) {
  work_.Git({"config", "core.hooksPath", ".husky/_"});
  ExpectPassed(Hook({"install"}));
  EXPECT_THAT(Hook({"status", "pre-push"}).out, HasSubstr("warning: Husky's own"));
}

const char kPreCommitScript[] =
    "#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n# ID: 138fd403232d2ddd5efb44317e38bf03\n"
    "legacy=\"$(dirname \"$0\")/pre-push.legacy\"\n"
    "if [ -x \"$legacy\" ]; then\n"
    "  [ -z \"$PRE_COMMIT_RUNNING_LEGACY\" ] || exit 3\n"
    "  PRE_COMMIT_RUNNING_LEGACY=1 \"$legacy\" \"$@\" || exit 1\nfi\n"
    "echo ran >> \"$HOME/framework\"\n";

TEST_F(HookInstall, HookOfThePreCommitFrameworkIsChained) {
  WriteExecutable(Hooks() / "pre-push", kPreCommitScript);
  ExpectPassed(Hook({"install"}));
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_EQ(ReadFile(home_ / "framework"), "ran\n");
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}), token_);
}

// `pre-commit install` after ours moves our script to pre-push.legacy and runs it from there, while the framework's older script is
// still chained: neither may call the other for ever.
TEST_F(HookInstall, PreCommitFrameworkInstalledLater) {
  WriteExecutable(Hooks() / "pre-push", kPreCommitScript);
  ExpectPassed(Hook({"install"}));
  fs::rename(Hooks() / "pre-push", Hooks() / "pre-push.legacy");
  WriteExecutable(Hooks() / "pre-push", kPreCommitScript);
  EXPECT_EQ(Hook({"status", "pre-push"}).exit_code, 0);
  EXPECT_THAT(Hook({"status", "pre-push"}).out, HasSubstr("pre-push.legacy first"));
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_EQ(ReadFile(home_ / "framework"), "ran\n");
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}), token_);
  ExpectPassed(Hook({"uninstall"}));
  EXPECT_FALSE(fs::exists(Hooks() / "pre-push.legacy"));
  EXPECT_FALSE(fs::exists(Hooks() / "pre-push.sluice-chained"));
  EXPECT_EQ(ReadFile(Hooks() / "pre-push"), kPreCommitScript);
}

TEST_F(HookInstall, ProgramThatIsGoneIsLookedForOnThePath) {
  if (testlib::Run({"sh", "-c", "command -v sluice"}).exit_code == 0) GTEST_SKIP() << "a sluice is on PATH here";
  const fs::path moved = home_.path() / "bin/sluice";
  fs::create_directories(moved.parent_path());
  fs::copy_file(SluiceProgram(), moved);
  ExpectPassed(RunIn(work_.path(), {moved, "hook", "install"}));
  fs::remove(moved);
  CommitToken();
  const CommandResult gone = Push({"origin", "main"});
  ExpectBlocked(gone);
  EXPECT_THAT(gone.err, HasSubstr("cannot find the program sluice (not at " + moved.string() + ", not on PATH)"));
  EXPECT_THAT(Hook({"status", "pre-push"}).out, HasSubstr("warning: " + moved.string() + " is gone"));
  const std::string path = fs::path(SluiceProgram()).parent_path().string() + ":" + std::getenv("PATH");
  ExpectBlocked(Push({"origin", "main"}, {"PATH=" + path}), token_);
}

TEST_F(HookInstall, StatusTellsWhatWillRun) {
  EXPECT_EQ(Hook({"status", "pre-push"}).exit_code, 1);
  WriteExecutable(Hooks() / "pre-push", "#!/bin/sh\nexit 0\n");
  EXPECT_THAT(Hook({"status", "pre-push"}).out, HasSubstr("which is not Sluice's"));
  ExpectPassed(Hook({"install"}));
  const CommandResult status = Hook({"status", "pre-push"});
  EXPECT_EQ(status.exit_code, 0);
  EXPECT_THAT(status.out, HasSubstr("pre-push: runs sluice"));
  EXPECT_THAT(status.out, HasSubstr("then " + (Hooks() / "pre-push.sluice-chained").string()));
  EXPECT_THAT(status.out, Not(HasSubstr("warning")));
  fs::permissions(Hooks() / "pre-push", fs::perms(0644));
  const CommandResult off = Hook({"status", "pre-push"});
  EXPECT_EQ(off.exit_code, 1);
  EXPECT_THAT(off.out, HasSubstr("warning: " + (Hooks() / "pre-push").string() + " is not executable"));
}

TEST_F(HookInstall, StatusWarnsOfAHooksPathThatShadows) {
  ExpectPassed(Hook({"install"}));
  work_.Git({"config", "core.hooksPath", "elsewhere"});
  const CommandResult status = Hook({"status", "pre-push"});
  EXPECT_EQ(status.exit_code, 1);
  EXPECT_THAT(status.out,
              HasSubstr("warning: " + (Hooks() / "pre-push").string() + " is installed and never run: core.hooksPath in "));
}

class UserWideHook : public HookInstall {
 protected:
  fs::path Folder() const { return home_.path() / ".config/sluice/hooks"; }
};

TEST_F(UserWideHook, GuardsEveryRepositoryAndRunsItsOwnHooks) {
  ExpectPassed(Hook({"install", "pre-push", "--global"}));
  WriteExecutable(Hooks() / "pre-push", "#!/bin/sh\ncat > '" + (home_ / "own") + "'\n");
  WriteExecutable(Hooks() / "commit-msg", "#!/bin/sh\ntouch '" + (home_ / "message") + "'\n");
  ExpectPassed(Git({"commit", "-q", "--allow-empty", "-m", "x"}));
  EXPECT_TRUE(fs::exists(home_ / "message")) << "hooks that are not Sluice's are passed on";
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_THAT(ReadFile(home_ / "own"), HasSubstr("refs/heads/main"));
  CommitToken();
  ExpectBlocked(Push({"origin", "main"}), token_);
  const CommandResult status = Hook({"status", "pre-push"});
  EXPECT_EQ(status.exit_code, 0);
  EXPECT_THAT(status.out, HasSubstr("then the repository's own hook"));
  EXPECT_EQ(Hook({"status", "pre-commit"}).exit_code, 1) << "only passed on";
}

TEST_F(UserWideHook, UninstallPutsTheSettingsBack) {
  const std::string settings = "# mine\n[user]\n\tname = Me\n";
  std::ofstream(home_ / ".gitconfig") << settings;
  ExpectPassed(Hook({"install", "--global"}));
  ExpectPassed(Hook({"install", "pre-commit", "--global"}));
  ExpectPassed(Hook({"uninstall", "--global"}));
  EXPECT_EQ(Hook({"status", "pre-push"}).exit_code, 1);
  EXPECT_EQ(Hook({"status", "pre-commit"}).exit_code, 0) << "the other one stays";
  ExpectPassed(Hook({"uninstall", "pre-commit", "--global"}));
  EXPECT_FALSE(fs::exists(Folder()));
  EXPECT_THAT(ReadFile(home_ / ".gitconfig"), testing::StartsWith(settings));
  EXPECT_THAT(ReadFile(home_ / ".gitconfig"), Not(HasSubstr("hooksPath")));
}

TEST_F(UserWideHook, FolderThatTheUserHasAlreadyIsUsed) {
  std::ofstream(home_ / ".gitconfig") << "[core]\n\thooksPath = ~/hooks\n";
  WriteExecutable(home_ / "hooks/pre-push", "#!/bin/sh\ntouch '" + (home_ / "own") + "'\n");
  ExpectPassed(Hook({"install", "--global"}));
  EXPECT_FALSE(fs::exists(Folder()));
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_TRUE(fs::exists(home_ / "own"));
  ExpectPassed(Hook({"uninstall", "--global"}));
  EXPECT_THAT(ReadFile(home_ / "hooks/pre-push"), HasSubstr("touch"));
}

TEST_F(UserWideHook, StatusWarnsWhereARepositoryDoesNotUseIt) {
  ExpectPassed(Hook({"install", "--global"}));
  work_.Git({"config", "core.hooksPath", ".husky/_"});
  EXPECT_THAT(Hook({"status", "pre-push"}).out, HasSubstr("is not run here: core.hooksPath in "));
}

}  // namespace
}  // namespace sluice::testlib
