// `git push` really runs the installed hook: what it stops, and what it lets through.
#include <filesystem>

#include "tests/cli/hook_fixture.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class PrePush : public HookFixture {
 protected:
  PrePush() { Install(); }
  // main at the remote, with one commit.
  void Begin() {
    CommitFile("a.txt", "one\n");
    ExpectPassed(Push({"-q", "-u", "origin", "main"}));
  }
};

TEST_F(PrePush, CleanCommitsPass) {
  Begin();
  CommitFile("b.txt", "two\n");
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_EQ(remote_.Git({"rev-parse", "main"}), work_.Git({"rev-parse", "main"}));
}

TEST_F(PrePush, SecretInANewCommitBlocks) {
  Begin();
  CommitFile("conf/prod.env", "TOKEN=" + token_ + "\n");
  ExpectBlocked(Push({"origin", "main"}), token_);
  EXPECT_NE(remote_.Git({"rev-parse", "main"}), work_.Git({"rev-parse", "main"}));
}

TEST_F(PrePush, SecretThatTheRemoteHasBlocksNoChangeOfItsFile) {
  CommitFile("conf/prod.env", "TOKEN=" + token_ + "\n");
  ExpectPassed(Push({"-q", "-u", "--no-verify", "origin", "main"}));
  CommitFile("conf/prod.env", "# a comment\nTOKEN=" + token_ + "\n");
  ExpectPassed(Push({"origin", "main"}));
  CommitFile("conf/prod.env", "# a comment\nTOKEN=" + token_ + "\nOTHER=" + FakeToken(8) + "\n");
  ExpectBlocked(Push({"origin", "main"}), FakeToken(8));
}

TEST_F(PrePush, FirstPushToAnEmptyRemoteScansEverything) {
  CommitFile("conf/prod.env", "TOKEN=" + token_ + "\n");
  CommitFile("conf/prod.env", "TOKEN=\n");
  ExpectBlocked(Push({"origin", "main"}), token_);
  EXPECT_FALSE(RemoteHas("main"));
}

TEST_F(PrePush, SecretAddedAndRemovedWithinThePushIsFound) {
  Begin();
  CommitFile("conf/prod.env", "TOKEN=" + token_ + "\n");
  fs::remove(work_.path() / "conf/prod.env");
  work_.Commit("remove it again");
  ExpectBlocked(Push({"origin", "main"}), token_);
}

TEST_F(PrePush, EveryRefOfAPushIsScanned) {
  Begin();
  for (const std::string branch : {"first", "second", "third"}) {
    work_.Git({"checkout", "-q", "-b", branch, "main"});
    CommitFile(branch + ".txt", branch == "third" ? token_ : branch);
  }
  ExpectBlocked(Push({"origin", "first", "second", "third"}), token_);
  ExpectPassed(Push({"origin", "first", "second"}));
}

TEST_F(PrePush, SecretInACommitMessageBlocks) {
  Begin();
  work_.Write("b.txt", "two\n");
  work_.Commit("use " + token_);
  ExpectBlocked(Push({"origin", "main"}), token_);
}

TEST_F(PrePush, SecretInATagMessageBlocks) {
  Begin();
  work_.Git({"tag", "-a", "v1", "-m", "release " + token_});
  ExpectBlocked(Push({"origin", "v1"}), token_);
  EXPECT_FALSE(RemoteHas("v1"));
}

TEST_F(PrePush, TagOnACommitThatNoBranchHasIsScanned) {
  Begin();
  work_.Git({"checkout", "-q", "--detach"});
  CommitFile("b.txt", token_);
  work_.Git({"tag", "v1"});
  work_.Git({"checkout", "-q", "main"});
  ExpectBlocked(Push({"origin", "--tags"}), token_);
}

TEST_F(PrePush, NewBranchBringsOnlyWhatTheRemoteLacks) {
  Begin();
  CommitFile("old.env", token_);
  ExpectPassed(Push({"--no-verify", "origin", "main"}));
  work_.Git({"checkout", "-q", "-b", "topic"});
  CommitFile("b.txt", "clean\n");
  ExpectPassed(Push({"origin", "topic"}));
}

TEST_F(PrePush, ForcedUpdateScansWhatIsNew) {
  Begin();
  CommitFile("old.env", token_);
  ExpectPassed(Push({"--no-verify", "origin", "main"}));
  work_.Git({"reset", "-q", "--hard", "HEAD~1"});
  CommitFile("b.txt", "clean\n");
  ExpectPassed(Push({"--force", "origin", "main"}));
  work_.Git({"reset", "-q", "--hard", "HEAD~1"});
  const std::string other = FakeToken(8);
  CommitFile("c.env", other);
  ExpectBlocked(Push({"--force", "origin", "main"}), other);
}

TEST_F(PrePush, DeletionScansNothing) {
  Begin();
  work_.Git({"checkout", "-q", "-b", "topic"});
  CommitFile("old.env", token_);
  ExpectPassed(Push({"--no-verify", "origin", "topic"}));
  ExpectPassed(Push({"origin", ":topic"}));
  EXPECT_FALSE(RemoteHas("topic"));
}

TEST_F(PrePush, DeletionBesideAnUpdateDoesNotHideTheUpdate) {
  Begin();
  work_.Git({"branch", "topic"});
  ExpectPassed(Push({"origin", "topic"}));
  CommitFile("b.env", token_);
  ExpectBlocked(Push({"origin", ":topic", "main"}), token_);
}

TEST_F(PrePush, MirrorPushIsScanned) {
  CommitFile("a.txt", "one\n");
  work_.Git({"checkout", "-q", "-b", "topic"});
  CommitFile("b.env", token_);
  work_.Git({"checkout", "-q", "main"});
  ExpectBlocked(Push({"--mirror", "origin"}), token_);
  work_.Git({"branch", "-q", "-D", "topic"});
  ExpectPassed(Push({"--mirror", "origin"}));
}

TEST_F(PrePush, RemoteObjectThatIsUnknownHere) {
  Begin();
  RepoBuilder other;
  other.Git({"pull", "-q", remote_.path().string(), "main"});
  other.Write("theirs.txt", "theirs\n");
  other.Commit("theirs");
  other.Git({"push", "-q", remote_.path().string(), "main"});
  CommitFile("mine.txt", "mine\n");
  ExpectPassed(Push({"--force", "origin", "main"}));
  other.Write("theirs.txt", "more\n");
  other.Commit("more");
  other.Git({"push", "-q", "--force", remote_.path().string(), "main"});
  CommitFile("mine.env", token_);
  ExpectBlocked(Push({"--force", "origin", "main"}), token_);
}

TEST_F(PrePush, NoCapOnTheNumberOfCommits) {
  Begin();
  CommitFile("first.env", token_);
  std::string stream;
  for (int i = 0; i < 120; ++i) {
    stream += "commit refs/heads/main\ncommitter C <c@example.com> " + std::to_string(1780000000 + i) + " +0000\ndata 1\nx\n";
    if (i == 0) stream += "from refs/heads/main^0\n";
    stream += "M 100644 inline count.txt\ndata 3\n" + std::to_string(100 + i) + "\n";
  }
  work_.Git({"fast-import", "--quiet"}, stream);
  ExpectBlocked(Push({"origin", "main"}), token_);
}

TEST_F(PrePush, MergeHidesNothingAndWhatItBringsFromTheRemoteIsNotScannedAgain) {
  Begin();
  work_.Git({"checkout", "-q", "-b", "theirs"});
  CommitFile("old.env", token_);
  ExpectPassed(Push({"--no-verify", "origin", "theirs"}));
  work_.Git({"checkout", "-q", "main"});
  CommitFile("m.txt", "main\n");
  work_.Git({"merge", "-q", "--no-edit", "theirs"});
  ExpectPassed(Push({"origin", "main"}));
  work_.Git({"checkout", "-q", "-b", "topic", "HEAD~1"});
  CommitFile("t.txt", "topic\n");
  work_.Git({"merge", "-q", "--no-commit", "main"});
  const std::string other = FakeToken(8);
  CommitFile("evil.env", other);
  ExpectBlocked(Push({"origin", "topic"}), other);
}

TEST_F(PrePush, DetachedHeadAndRevisionsWithSpaces) {
  Begin();
  work_.Git({"checkout", "-q", "--detach"});
  work_.Write("b.env", token_);
  work_.Commit("some words");
  ExpectBlocked(Push({"origin", "HEAD:refs/heads/x"}), token_);
  ExpectBlocked(Push({"origin", "HEAD^{/some words}:refs/heads/x"}), token_);
  ExpectPassed(Push({"origin", "HEAD~1:refs/heads/x"}));
}

TEST_F(PrePush, UrlOfAKnownRemoteIsThatRemote) {
  Begin();
  CommitFile("old.env", token_);
  ExpectPassed(Push({"--no-verify", "origin", "main"}));
  work_.Git({"checkout", "-q", "-b", "topic"});
  CommitFile("b.txt", "clean\n");
  ExpectPassed(Push({remote_.path().string(), "topic"}));
}

TEST_F(PrePush, UnknownUrlScansEverythingAndSaysSo) {
  Begin();
  CommitFile("old.env", token_);
  ExpectPassed(Push({"--no-verify", "origin", "main"}));
  RepoBuilder elsewhere(RepoBuilder::Layout::kBare);
  const CommandResult result = Push({elsewhere.path().string(), "main"});
  ExpectBlocked(result, token_);
  EXPECT_THAT(result.err, HasSubstr("No remote is configured for"));
  EXPECT_THAT(result.err, HasSubstr("Rotate first: origin already has it."));
}

TEST_F(PrePush, RefsOfAnotherRemoteHideNothing) {
  Begin();
  RepoBuilder elsewhere(RepoBuilder::Layout::kBare);
  work_.Git({"remote", "add", "elsewhere", elsewhere.path().string()});
  CommitFile("old.env", token_);
  ExpectPassed(Push({"--no-verify", "origin", "main"}));
  ExpectBlocked(Push({"elsewhere", "main"}), token_);
}

// So many refs that the walk does not set out from them; what the remote has is known all the same before anything is blocked.
TEST_F(PrePush, RemoteWithThousandsOfRefs) {
  Begin();
  CommitFile("old.env", token_);
  CommitFile("old.txt", "on top\n");
  const std::string known = work_.Git({"rev-parse", "HEAD"});
  work_.Git({"reset", "-q", "--hard", "HEAD~1"});
  std::string stream, tip;
  for (int i = 0; i < 1500; ++i) {
    stream += "commit refs/remotes/origin/b" + std::to_string(i) + "\ncommitter C <c@example.com> " +
              std::to_string(1767225700 + i) + " +0000\ndata 1\nx\nfrom " + known + "\n\n";
  }
  work_.Git({"fast-import", "--quiet"}, stream);
  work_.Git({"pack-refs", "--all"});
  CommitFile("b.txt", "clean\n");
  ExpectPassed(Push({"origin", "HEAD:refs/heads/x"}));
  work_.Git({"merge", "-q", "--no-edit", known});
  ExpectPassed(Push({"origin", "HEAD:refs/heads/merged"}));
  const std::string other = FakeToken(8);
  CommitFile("c.env", other);
  const CommandResult result = Push({"origin", "HEAD:refs/heads/y"});
  ExpectBlocked(result, other);
  EXPECT_THAT(result.err, HasSubstr("1 secret in 1 new commit"));
}

TEST_F(PrePush, FromALinkedWorktree) {
  Begin();
  work_.Git({"worktree", "add", "-q", "-b", "topic", "../linked"});
  const fs::path linked = work_.path().parent_path() / "linked";
  std::ofstream(linked / "b.env") << token_;
  ExpectPassed(GitIn(linked, {"add", "b.env"}));
  ExpectPassed(GitIn(linked, {"commit", "-q", "-m", "b"}));
  ExpectBlocked(GitIn(linked, {"push", "origin", "topic"}), token_);
}

TEST_F(PrePush, FromABareRepository) {
  CommitFile("b.env", token_);
  RepoBuilder bare(RepoBuilder::Layout::kBare);
  bare.Git({"fetch", "-q", work_.path().string(), "main:main"});
  bare.Git({"remote", "add", "origin", remote_.path().string()});
  ExpectPassed(HookIn(bare.path(), {"install"}));
  ExpectBlocked(GitIn(bare.path(), {"push", "origin", "main"}), token_);
}

TEST_F(PrePush, FromAShallowClone) {
  Begin();
  CommitFile("a.txt", "two\n");
  ExpectPassed(Push({"origin", "main"}));
  TempDir folder;
  const std::string shallow = folder / "shallow";
  ExpectPassed(GitIn(folder.path(), {"clone", "-q", "--depth", "1", "file://" + remote_.path().string(), shallow}));
  ExpectPassed(HookIn(shallow, {"install"}));
  std::ofstream(shallow + "/b.txt") << "clean\n";
  ExpectPassed(GitIn(shallow, {"add", "b.txt"}));
  ExpectPassed(GitIn(shallow, {"commit", "-q", "-m", "clean"}));
  ExpectPassed(GitIn(shallow, {"push", "origin", "main"}));
  std::ofstream(shallow + "/b.txt") << token_;
  ExpectPassed(GitIn(shallow, {"commit", "-q", "-a", "-m", "b"}));
  ExpectBlocked(GitIn(shallow, {"push", "origin", "main"}), token_);
}

TEST_F(PrePush, NothingToPushPasses) {
  Begin();
  ExpectPassed(Push({"origin", "main"}));
  ExpectPassed(Hook({"run", "pre-push", "origin", remote_.path().string()}, ""));
}

TEST_F(PrePush, LinesThatGitDoesNotWriteBlock) {
  Begin();
  const CommandResult result = Hook({"run", "pre-push", "origin", "x"}, "refs/heads/main what\n");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("line 1 of standard input"));
  EXPECT_EQ(Hook({"run", "pre-push"}, "").exit_code, 2) << "no arguments";
  EXPECT_EQ(Hook({"run", "post-checkout"}, "").exit_code, 2) << "not a hook of ours";
}

TEST_F(PrePush, ObjectThatIsMissingBlocks) {
  Begin();
  CommitFile("b.txt", "clean\n");
  const std::string blob = work_.Git({"rev-parse", "HEAD:b.txt"});
  fs::remove(work_.path() / ".git/objects" / blob.substr(0, 2) / blob.substr(2));
  const std::string line =
      "refs/heads/main " + work_.Git({"rev-parse", "HEAD"}) + " refs/heads/main " + work_.Git({"rev-parse", "HEAD~1"}) + "\n";
  const CommandResult result = Hook({"run", "pre-push", "origin", remote_.path().string()}, line);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("not scanned: blob " + blob));
  EXPECT_THAT(result.err, HasSubstr("hook: {on_incomplete: allow}"));
  work_.Write(".sluice.yaml", "hook: {on_incomplete: allow}\n");
  const CommandResult allowed = Hook({"run", "pre-push", "origin", remote_.path().string()}, line);
  EXPECT_EQ(allowed.exit_code, 0);
  EXPECT_THAT(allowed.err, HasSubstr("warning: not everything was scanned"));
}

TEST_F(PrePush, BrokenConfigurationBlocks) {
  Begin();
  work_.Write(".sluice.yaml", "rulez: {}\n");
  work_.Commit("break it");
  const CommandResult result = Push({"origin", "main"});
  ExpectBlocked(result);
  EXPECT_THAT(result.err, HasSubstr(".sluice.yaml:1"));
}

TEST_F(PrePush, AcceptedByTheAllowListPasses) {
  Begin();
  CommitFile("testdata/x.env", token_);
  ExpectBlocked(Push({"origin", "main"}), token_);
  work_.Write(".sluice.yaml", "allow:\n- {paths: ['testdata/**'], why: fixtures}\n");
  ExpectPassed(Push({"origin", "main"}));
}

TEST_F(PrePush, TimeoutThatIsNoTimeBlocks) {
  Begin();
  const std::string line =
      "refs/heads/main " + work_.Git({"rev-parse", "HEAD"}) + " refs/heads/main " + std::string(40, '0') + "\n";
  const CommandResult result = Hook({"run", "--timeout", "soon", "pre-push", "origin", "x"}, line);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--timeout soon: expected a time"));
}

}  // namespace
}  // namespace sluice::testlib
