// What the hook says: the exact way out, who has the secret already, how to accept it, and how to go on all the same.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "base/time.h"
#include "tests/cli/hook_fixture.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class HookMessage : public HookFixture {
 protected:
  HookMessage() {
    Install();
    CommitFile("a.txt", "one\n");
    ExpectPassed(Push({"-q", "-u", "origin", "main"}));
  }
  std::string Refused(std::vector<std::string> what = {"origin", "main"}) const {
    const CommandResult result = Push(std::move(what));
    ExpectBlocked(result, token_);
    return result.err;
  }
  // Runs the commands of the "undo" rows as a person would: the file is mended by `mend`, the list of the rebase by sed.
  void Undo(const std::string& message, const std::string& mend) const {
    std::string script = "set -e\nexport GIT_EDITOR=true GIT_SEQUENCE_EDITOR='sed -i 1s/^pick/edit/'\n";
    bool is_undo = false;
    for (size_t begin = 0; begin < message.size(); begin = message.find('\n', begin) + 1) {
      const std::string line = message.substr(begin, message.find('\n', begin) - begin);
      is_undo = line.starts_with("  undo") || (is_undo && line.starts_with("          "));
      if (is_undo) script += line.substr(10) + "\n" + (line.find("# take it out") != std::string::npos ? mend + "\n" : "");
    }
    const CommandResult result = RunIn(work_.path(), {"sh", "-c", script});
    EXPECT_EQ(result.exit_code, 0) << script << result.out << result.err;
  }
};

TEST_F(HookMessage, NamesSecretRuleLifetimeCommitAndPlace) {
  work_.Write("conf/prod.env", "# first\nTOKEN=" + token_ + "\n");
  const std::string commit = work_.Commit("add");
  EXPECT_THAT(Refused(), AllOf(HasSubstr("push to origin blocked: 1 secret in 1 new commit"),
                               HasSubstr("GitHub personal access token (classic)"), HasSubstr("long-lived"),
                               HasSubstr("conf/prod.env:2:7"), HasSubstr("commit " + commit.substr(0, 10)),
                               HasSubstr("…" + token_.substr(36)), HasSubstr("Nothing was pushed.")));
}

TEST_F(HookMessage, AmendWhenItIsInTheTip) {
  CommitFile("b.txt", "clean\n");
  CommitFile("b.env", token_);
  const std::string message = Refused();
  EXPECT_THAT(message, AllOf(HasSubstr("git add -- b.env\n          git commit --amend --no-edit\n"), Not(HasSubstr("rebase"))));
  Undo(message, "echo clean > b.env");
  ExpectPassed(Push({"origin", "main"}));
}

TEST_F(HookMessage, RebaseOntoTheParentWhenItIsDeeper) {
  const std::string parent = CommitFile("b.txt", "clean\n");
  const std::string commit = CommitFile("b.env", token_);
  CommitFile("c.txt", "more\n");
  const std::string message = Refused();
  EXPECT_THAT(message, HasSubstr("  undo    git rebase -i " + parent + "\n"));
  EXPECT_THAT(message, HasSubstr("change `pick` to `edit` before " + commit.substr(0, 10)));
  Undo(message, "echo clean > b.env");
  ExpectPassed(Push({"origin", "main"}));
  EXPECT_EQ(ReadFile(work_.path() / "c.txt"), "more\n");
}

TEST_F(HookMessage, RebaseFromTheRootCommit) {
  work_.Git({"checkout", "-q", "--orphan", "fresh"});
  CommitFile("b.env", token_);
  CommitFile("c.txt", "more\n");
  const std::string message = Refused({"origin", "fresh"});
  EXPECT_THAT(message, HasSubstr("git rebase -i --root\n"));
  Undo(message, "echo clean > b.env");
  ExpectPassed(Push({"origin", "fresh"}));
}

TEST_F(HookMessage, RebaseKeepsMerges) {
  const std::string parent = CommitFile("m.txt", "main\n");
  CommitFile("b.env", token_);
  work_.Git({"checkout", "-q", "-b", "side", parent});
  CommitFile("s.txt", "side\n");
  work_.Git({"checkout", "-q", "main"});
  work_.Git({"merge", "-q", "--no-ff", "-m", "merge", "side"});
  EXPECT_THAT(Refused(), HasSubstr("git rebase -i --rebase-merges " + parent + "\n"));
}

TEST_F(HookMessage, AnotherBranchIsSwitchedToFirst) {
  work_.Git({"checkout", "-q", "-b", "topic"});
  CommitFile("b.env", token_);
  work_.Git({"checkout", "-q", "main"});
  const std::string message = Refused({"origin", "topic"});
  EXPECT_THAT(message, HasSubstr("  undo    git switch topic\n"));
  EXPECT_THAT(message, HasSubstr("git commit --amend --no-edit"));
  Undo(message, "echo clean > b.env");
  ExpectPassed(Push({"origin", "topic"}));
}

TEST_F(HookMessage, CommitMessagesAndTagsAreWrittenAnew) {
  work_.Write("b.txt", "b\n");
  work_.Commit("use " + token_);
  EXPECT_THAT(Refused(), HasSubstr("git commit --amend      # and take it out of the message"));
  work_.Git({"commit", "-q", "--amend", "-m", "clean"});
  work_.Git({"tag", "-a", "v1", "-m", token_});
  EXPECT_THAT(Refused({"origin", "v1"}), HasSubstr("git tag -f -a v1 v1^{}"));
}

TEST_F(HookMessage, RotateFirstWhenARemoteHasIt) {
  RepoBuilder fork(RepoBuilder::Layout::kBare);
  work_.Git({"remote", "add", "fork", fork.path().string()});
  CommitFile("b.env", token_);
  EXPECT_THAT(Refused(), AllOf(HasSubstr("No remote of yours has it"), Not(HasSubstr("Rotate first"))));
  ExpectPassed(Push({"--no-verify", "fork", "main"}));
  EXPECT_THAT(Refused(), HasSubstr("Rotate first: fork already has it."));
}

TEST_F(HookMessage, AcceptCommandNamesFingerprintReasonAndNinetyDays) {
  CommitFile("b.env", token_);
  const std::string message = Refused();
  const size_t at = message.find("  accept  sluice baseline update --accept ");
  ASSERT_NE(at, std::string::npos) << message;
  const std::string line = message.substr(at, message.find('\n', at) - at);
  const std::string fingerprint = line.substr(42, 40);
  EXPECT_THAT(message, HasSubstr("fingerprint " + fingerprint));
  const std::string expires = line.substr(line.size() - 10);
  EXPECT_EQ(line, "  accept  sluice baseline update --accept " + fingerprint + " --reason '…' --expires " + expires);
  const std::optional<int64_t> expires_s = ParseUtc(expires);
  ASSERT_TRUE(expires_s);
  EXPECT_NEAR(static_cast<double>(*expires_s), static_cast<double>(std::time(nullptr) + 90 * 86400), 2 * 86400);
}

TEST_F(HookMessage, AcceptCommandAccepts) {
  CommitFile("b.env", token_);
  const std::string message = Refused();
  const size_t at = message.find("sluice baseline update --accept ");
  ASSERT_NE(at, std::string::npos) << message;
  const std::string command = message.substr(at, message.find('\n', at) - at);
  const std::string path = fs::path(SluiceProgram()).parent_path().string() + ":" + std::getenv("PATH");
  ExpectPassed(RunIn(work_.path(), {"sh", "-c", command}, {"PATH=" + path}));
  ExpectPassed(Push({"origin", "main"}));
}

TEST_F(HookMessage, PasswordOfAUrlDoesNotShow) {
  CommitFile("b.env", token_);
  const std::string url = "https://me:open-sesame@example.com/x.git";
  const std::string head = work_.Git({"rev-parse", "HEAD"});
  const CommandResult result =
      Hook({"run", "pre-push", url, url}, "refs/heads/main " + head + " refs/heads/main " + std::string(40, '0') + "\n");
  ExpectBlocked(result, "open-sesame");
  EXPECT_THAT(result.err, HasSubstr("push to https://example.com/x.git blocked"));
}

TEST_F(HookMessage, HostileNamesCannotDriveTheTerminal) {
  CommitFile("a\x1b[2Jb'c.env", token_);
  const std::string message = Refused();
  EXPECT_THAT(message, Not(HasSubstr("\x1b")));
  EXPECT_THAT(message, HasSubstr("git add -- 'a\\x1b[2Jb'\\''c.env'"));
}

TEST_F(HookMessage, BypassNeedsAReasonAndIsRecorded) {
  CommitFile("b.env", token_);
  ExpectBlocked(Push({"origin", "main"}, {"SLUICE_BYPASS="}), token_);
  ExpectBlocked(Push({"origin", "main"}, {"SLUICE_BYPASS= \t"}), token_);
  const fs::path log = work_.path() / ".git/sluice/bypass.log";
  EXPECT_FALSE(fs::exists(log));
  const CommandResult result = Push({"origin", "main", "main:refs/heads/x"}, {"SLUICE_BYPASS=revoked\nyesterday\t"});
  ExpectPassed(result);
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("pre-push bypassed (revoked\\nyesterday), recorded in " + log.string()), Not(HasSubstr(token_))));
  const std::string text = ReadFile(log);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
  EXPECT_THAT(text, AllOf(HasSubstr("Z\tpre-push\trevoked\\nyesterday\trefs/heads/main,refs/heads/x\t"), Not(HasSubstr(token_))));
  EXPECT_EQ(fs::status(log).permissions(), fs::perms(0600));
}

TEST_F(HookMessage, BypassOfACleanPushIsNotRecorded) {
  CommitFile("b.txt", "clean\n");
  ExpectPassed(Push({"origin", "main"}, {"SLUICE_BYPASS=why not"}));
  EXPECT_FALSE(fs::exists(work_.path() / ".git/sluice"));
}

TEST_F(HookMessage, BypassThatCannotBeRecordedBlocks) {
  CommitFile("b.env", token_);
  std::ofstream(work_.path() / ".git/sluice") << "in the way";
  ExpectBlocked(Push({"origin", "main"}, {"SLUICE_BYPASS=why"}), token_);
}

TEST_F(HookMessage, BypassCoversWhatCouldNotBeScanned) {
  CommitFile("b.txt", "clean\n");
  work_.Write(".sluice.yaml", "rulez: {}\n");
  ExpectBlocked(Push({"origin", "main"}));
  ExpectPassed(Push({"origin", "main"}, {"SLUICE_BYPASS=settings are being mended"}));
  EXPECT_THAT(ReadFile(work_.path() / ".git/sluice/bypass.log"), HasSubstr("rulez"));
}

// The pre-commit framework hands on one ref of many and no standard input.
TEST_F(HookMessage, UnderThePreCommitFrameworkEverythingThatCouldBePushedIsScanned) {
  work_.Git({"checkout", "-q", "-b", "topic"});
  CommitFile("b.env", token_);
  work_.Git({"checkout", "-q", "main"});
  const std::vector<std::string> env{"PRE_COMMIT_REMOTE_NAME=origin", "PRE_COMMIT_REMOTE_URL=" + remote_.path().string(),
                                     "PRE_COMMIT_TO_REF=" + work_.Git({"rev-parse", "main"})};
  ExpectBlocked(RunIn(work_.path(), {SluiceProgram(), "hook", "run", "pre-push"}, env), token_);
  work_.Git({"branch", "-q", "-D", "topic"});
  ExpectPassed(RunIn(work_.path(), {SluiceProgram(), "hook", "run", "pre-push"}, env));
}

}  // namespace
}  // namespace sluice::testlib
