// The server's side: pre-receive and update, run by git receive-pack inside its quarantine, without a hook on the side that pushes.
#include <cstdlib>
#include <filesystem>

#include "tests/cli/hook_fixture.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class Server : public HookFixture {
 protected:
  void InstallOnServer(const std::string& hook) { ExpectPassed(HookIn(remote_.path(), {"install", hook})); }
  void Begin(const std::string& hook) {
    CommitFile("a.txt", "one\n");
    ExpectPassed(Push({"-q", "origin", "main"}));
    InstallOnServer(hook);
  }
};

class PreReceive : public Server {};
class Update : public Server {};
class HttpBackend : public Server {};

TEST_F(PreReceive, CleanPushIsTaken) {
  Begin("pre-receive");
  CommitFile("b.txt", "two\n");
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_EQ(remote_.Git({"rev-parse", "main"}), work_.Git({"rev-parse", "main"}));
}

TEST_F(PreReceive, SecretIsRefusedAndNothingOfThePushStays) {
  Begin("pre-receive");
  const std::string commit = CommitFile("b.env", token_);
  const CommandResult result = Push({"origin", "main", "main:refs/heads/other"});
  ExpectBlocked(result, token_);
  EXPECT_THAT(result.err, HasSubstr("remote: sluice: push to this server blocked: 1 secret in 1 new commit"));
  EXPECT_THAT(result.err, HasSubstr("b.env:1:1"));
  EXPECT_THAT(result.err, Not(HasSubstr("SLUICE_BYPASS"))) << "not up to who pushes";
  EXPECT_FALSE(RemoteHas("other"));
  EXPECT_NE(remote_.TryGit({"cat-file", "-e", commit}).exit_code, 0) << "left the quarantine";
}

TEST_F(PreReceive, FirstPushIntoAnEmptyRepository) {
  InstallOnServer("pre-receive");
  CommitFile("b.env", token_);
  ExpectBlocked(Push({"origin", "main"}), token_);
  work_.Git({"commit", "-q", "--amend", "-m", "clean", "--allow-empty"});
  fs::remove(work_.path() / "b.env");
  work_.Write("b.txt", "clean\n");
  work_.Git({"add", "-A"});
  work_.Git({"commit", "-q", "--amend", "-m", "clean"});
  ExpectPassed(Push({"origin", "main"}));
}

TEST_F(PreReceive, ManyRefsAtOnce) {
  Begin("pre-receive");
  std::string stream;
  for (int i = 0; i < 300; ++i) {
    stream += "commit refs/heads/b" + std::to_string(i) +
              "\ncommitter C <c@example.com> 1780000000 +0000\ndata 1\nx\nfrom refs/heads/main^0\n" +
              "M 100644 inline f.txt\ndata 4\n" + std::to_string(1000 + i) + "\n";
  }
  work_.Git({"fast-import", "--quiet"}, stream);
  ExpectPassed(Push({"-q", "origin", "refs/heads/*:refs/heads/*"}));
  work_.Git({"checkout", "-q", "b299"});
  CommitFile("b.env", token_);
  ExpectBlocked(Push({"origin", "refs/heads/*:refs/heads/*"}), token_);
}

TEST_F(PreReceive, WhatTheServerHasIsNotScannedAgain) {
  CommitFile("old.env", token_);
  ExpectPassed(Push({"-q", "origin", "main"}));
  InstallOnServer("pre-receive");
  work_.Git({"branch", "again"});
  ExpectPassed(Push({"origin", "again"}));
  CommitFile("b.txt", "clean\n");
  ExpectPassed(Push({"origin", "main"}));
  ExpectPassed(Push({"origin", ":again"}));
}

TEST_F(PreReceive, SecretInATagMessage) {
  Begin("pre-receive");
  work_.Git({"tag", "-a", "v1", "-m", token_});
  ExpectBlocked(Push({"origin", "v1"}), token_);
}

TEST_F(PreReceive, BudgetThatRunsOutRefusesWithTheReason) {
  Begin("pre-receive");
  std::string stream = "commit refs/heads/big\ncommitter C <c@example.com> 1780000000 +0000\ndata 1\nx\n";
  for (int i = 0; i < 3000; ++i)
    stream += "M 100644 inline f" + std::to_string(i) + "\ndata 5\n" + std::to_string(10000 + i) + "\n";
  work_.Git({"fast-import", "--quiet"}, stream);
  const CommandResult result = Push({"origin", "big"}, {"SLUICE_HOOK_TIMEOUT=0s"});
  ExpectBlocked(result);
  EXPECT_THAT(result.err, HasSubstr("the deadline of 0 s"));
  EXPECT_THAT(result.err, HasSubstr("SLUICE_HOOK_TIMEOUT"));
  EXPECT_FALSE(RemoteHas("big"));
  ExpectPassed(Push({"origin", "big"}));
}

TEST_F(PreReceive, ServersOwnSettingsCountNotThoseOfWhoPushes) {
  Begin("pre-receive");
  work_.Write(".sluice.yaml", "allow:\n- {paths: ['**'], why: everything}\n");
  CommitFile("b.env", token_);
  ExpectBlocked(Push({"origin", "main"}), token_);
  std::ofstream(remote_.path() / ".sluice.yaml") << "allow:\n- {paths: ['b.env'], why: known}\n";
  ExpectPassed(Push({"origin", "main"}));
}

TEST_F(PreReceive, ChainedHookSeesTheSameLines) {
  Begin("pre-receive");
  ExpectPassed(HookIn(remote_.path(), {"uninstall", "pre-receive"}));
  WriteExecutable(remote_.path() / "hooks/pre-receive", "#!/bin/sh\ncat > '" + (home_ / "seen") + "'\n");
  InstallOnServer("pre-receive");
  ExpectPassed(Push({"origin", "main:refs/heads/other"}));
  EXPECT_EQ(ReadFile(home_ / "seen"), std::string(40, '0') + " " + work_.Git({"rev-parse", "main"}) + " refs/heads/other\n");
}

TEST_F(Update, RefusesOneRefAndTakesTheOthers) {
  Begin("update");
  CommitFile("b.txt", "clean\n");
  work_.Git({"checkout", "-q", "-b", "bad"});
  CommitFile("c.env", token_);
  const CommandResult result = Push({"origin", "main", "bad"});
  ExpectBlocked(result, token_);
  EXPECT_EQ(remote_.Git({"rev-parse", "main"}), work_.Git({"rev-parse", "main"}));
  EXPECT_FALSE(RemoteHas("bad"));
}

TEST_F(Update, DeletionAndWrongArguments) {
  Begin("update");
  work_.Git({"branch", "topic"});
  ExpectPassed(Push({"origin", "topic"}));
  ExpectPassed(Push({"origin", ":topic"}));
  const CommandResult wrong = RunIn(remote_.path(), {SluiceProgram(), "hook", "run", "update", "refs/heads/main"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("an update hook gets three arguments"));
}

// The hooks of both sides over `git http-backend`, as forges serve it.
TEST_F(HttpBackend, BothSidesOverHttp) {
  if (RunIn(home_.path(), {"python3", "--version"}).exit_code != 0) GTEST_SKIP() << "python3 is not installed";
  const fs::path root = remote_.path().parent_path();
  remote_.Git({"config", "http.receivepack", "true"});
  const auto push = [&](std::vector<std::string> arguments) {
    std::vector<std::string> argv{"python3", std::string(SLUICE_SOURCE_DIR) + "/tests/cli/git_http_server.py", root.string(),
                                  "git"};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return RunIn(work_.path(), argv);
  };
  const std::string url = "{url}/" + remote_.path().filename().string();
  Install("pre-push");
  CommitFile("a.txt", "one\n");
  ExpectPassed(push({"push", url, "main"}));
  CommitFile("b.env", token_);
  const CommandResult here = push({"push", url, "main"});
  ExpectBlocked(here, token_);
  EXPECT_THAT(here.err, HasSubstr("sluice: push to http://127.0.0.1"));
  InstallOnServer("pre-receive");
  const CommandResult there = push({"push", "--no-verify", url, "main"});
  ExpectBlocked(there, token_);
  EXPECT_THAT(there.err, HasSubstr("remote: sluice: push to this server blocked"));
}

}  // namespace
}  // namespace sluice::testlib
