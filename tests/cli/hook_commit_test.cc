// `git commit` really runs the installed pre-commit hook, which scans what is committed and nothing else.
#include <filesystem>

#include "tests/cli/hook_fixture.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class PreCommit : public HookFixture {
 protected:
  PreCommit() { Install("pre-commit"); }
  void Stage(const std::string& name, const std::string& text) {
    work_.Write(name, text);
    work_.Git({"add", name});
  }
  CommandResult Commit(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"commit", "-m", "x"});
    return Git(std::move(more));
  }
};

TEST_F(PreCommit, FirstCommitIsScanned) {
  Stage("a.env", token_);
  const CommandResult result = Commit();
  ExpectBlocked(result, token_);
  EXPECT_THAT(result.err, HasSubstr("commit blocked: 1 secret in what is staged"));
  EXPECT_THAT(result.err, HasSubstr("a.env:1:1"));
  Stage("a.env", "clean\n");
  ExpectPassed(Commit());
}

TEST_F(PreCommit, WhatIsStagedCountsNotWhatIsOnDisk) {
  Stage("a.env", "clean\n");
  work_.Write("a.env", token_);
  work_.Write("untracked.env", token_);
  ExpectPassed(Commit());
  Stage("b.env", token_);
  work_.Write("b.env", "clean again\n");
  ExpectBlocked(Commit(), token_);
}

TEST_F(PreCommit, PartsOfAFile) {
  Stage("a.env", "one\n2\n3\n4\n5\n6\n7\n8\n9\n");
  ExpectPassed(Commit());
  Stage("a.env", "ONE\n2\n3\n4\n5\n6\n7\n8\n9\n");
  work_.Write("a.env", "ONE\n2\n3\n4\n5\n6\n7\n8\n" + token_ + "\n");
  ExpectPassed(Commit());
  ExpectBlocked(Commit({"-a"}), token_);
}

TEST_F(PreCommit, CommitOfSomePathsOnly) {
  Stage("a.txt", "one\n");
  Stage("b.txt", "one\n");
  ExpectPassed(Commit());
  Stage("b.txt", token_);
  work_.Write("a.txt", "two\n");
  ExpectPassed(Commit({"--", "a.txt"}));
  work_.Write("a.txt", token_ + "\n");
  work_.Git({"reset", "-q", "b.txt"});
  ExpectBlocked(Commit({"--", "a.txt"}), token_);
}

TEST_F(PreCommit, WhatHeadHoldsIsNoNews) {
  Stage("a.env", token_);
  ExpectPassed(Commit({"--no-verify"}));
  Stage("b.txt", "clean\n");
  ExpectPassed(Commit());
}

TEST_F(PreCommit, InALinkedWorktree) {
  Stage("a.txt", "one\n");
  ExpectPassed(Commit());
  work_.Git({"worktree", "add", "-q", "-b", "topic", "../linked"});
  const fs::path linked = work_.path().parent_path() / "linked";
  std::ofstream(linked / "b.env") << token_;
  ExpectPassed(GitIn(linked, {"add", "b.env"}));
  ExpectBlocked(GitIn(linked, {"commit", "-m", "x"}), token_);
}

TEST_F(PreCommit, InASubmodule) {
  CommitFile("a.txt", "one\n");
  RepoBuilder outer;
  outer.Git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", work_.path().string(), "sub"});
  const fs::path sub = outer.path() / "sub";
  ExpectPassed(HookIn(sub, {"install", "pre-commit"}));
  std::ofstream(sub / ".sluice.yaml") << "allow:\n- {paths: ['ok/**'], why: fixtures}\n";
  fs::create_directory(sub / "ok");
  std::ofstream(sub / "ok/a.env") << token_;
  ExpectPassed(GitIn(sub, {"add", "."}));
  ExpectPassed(GitIn(sub, {"commit", "-m", "x"}));
  std::ofstream(sub / "b.env") << token_;
  ExpectPassed(GitIn(sub, {"add", "."}));
  ExpectBlocked(GitIn(sub, {"commit", "-m", "x"}), token_);
}

TEST_F(PreCommit, NothingIsWrittenToDisk) {
  Stage("a.env", token_);
  TempDir scratch;
  ExpectBlocked(Git({"commit", "-m", "x"}, {"TMPDIR=" + scratch.path().string()}), token_);
  EXPECT_TRUE(fs::is_empty(scratch.path()));
}

TEST_F(PreCommit, ChainsTheHookThatWasThere) {
  ExpectPassed(Hook({"uninstall", "pre-commit"}));
  WriteExecutable(work_.path() / ".git/hooks/pre-commit", "#!/bin/sh\ntouch '" + (home_ / "own") + "'\n");
  Install("pre-commit");
  Stage("a.txt", "clean\n");
  ExpectPassed(Commit());
  EXPECT_TRUE(fs::exists(home_ / "own"));
}

}  // namespace
}  // namespace sluice::testlib
