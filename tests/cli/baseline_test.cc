// What a baseline accepts in real repositories, and what it does not.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kFile[] = ".sluice-baseline.json";

class BaselineTest : public testing::Test {
 protected:
  CommandResult Command(std::vector<std::string> arguments, std::string_view keys = {}) {
    arguments.insert(arguments.begin(), "baseline");
    return Sluice(arguments, keys, repo_.path());
  }
  void Create() {
    const CommandResult result = Command({"create", "--reason", "known since long"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }
  int ScanExit() { return Sluice({"scan"}, {}, repo_.path()).exit_code; }
  nlohmann::json File() { return nlohmann::json::parse(ReadFile(repo_.path() / kFile)); }
  std::string FingerprintOf(const std::string& secret) {
    return Scan(repo_.path(), {"--no-baseline"}).Holding(secret)["fingerprint"];
  }
  void WriteEntry(const std::string& fingerprint, const std::string& rest) {
    repo_.Write(kFile, "{\"" + fingerprint + "\": {\"reason\": \"x\"" + rest + "}, \"schema\": 1}\n");
  }

  RepoBuilder repo_;
};

TEST_F(BaselineTest, AcceptedFindingIsNotReported) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  ASSERT_EQ(ScanExit(), 1);
  Create();
  EXPECT_EQ(ScanExit(), 0);
  EXPECT_EQ(Scan(repo_.path(), {"--no-baseline"}).exit_code, 1);
  const CommandResult text = Sluice({"scan"}, {}, repo_.path());
  EXPECT_THAT(text.out, HasSubstr("1 finding not shown: the baseline names it"));
  EXPECT_EQ(text.err, "");
}

TEST_F(BaselineTest, FileHoldsNoSecretNoPersonAndNoTime) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\npassword: \"k3W!pq29zT\"\n");
  repo_.Write(FakeToken(2) + "/b.env", "U=" + FakeToken(3) + "\n");
  repo_.Commit("add");
  Create();
  const std::string text = ReadFile(repo_.path() / kFile);
  EXPECT_EQ(File().size(), 5U) << text;  // four secrets and the schema
  for (const std::string& secret : {FakeToken(1), FakeToken(2), FakeToken(3), std::string("k3W!pq29zT")}) {
    EXPECT_THAT(text, Not(HasSubstr(secret.substr(0, 10))));
  }
  EXPECT_THAT(text, Not(HasSubstr("@")));
  EXPECT_THAT(text, Not(HasSubstr("2026")));
  EXPECT_THAT(text, HasSubstr("\"path\": \"a.env\", \"reason\": \"known since long\""));
}

TEST_F(BaselineTest, SameRepositoryGivesTheSameBytes) {
  for (uint64_t i = 0; i < 5; ++i) repo_.Write("f" + std::to_string(i), FakeToken(i));
  repo_.Commit("add");
  Create();
  const std::string before = ReadFile(repo_.path() / kFile);
  EXPECT_EQ(Command({"update"}).exit_code, 0);
  EXPECT_EQ(ReadFile(repo_.path() / kFile), before);
}

TEST_F(BaselineTest, MovedLineIsNotReportedAgain) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  Create();
  repo_.Write("a.env", "# one\n# two\nx=1\nexport T=" + FakeToken(1) + "\n");
  repo_.Commit("move the line");
  EXPECT_EQ(ScanExit(), 0);
}

TEST_F(BaselineTest, RenamedFileIsNotReportedAgain) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  Create();
  repo_.Git({"mv", "a.env", "b.env"});
  repo_.Commit("rename");
  EXPECT_EQ(ScanExit(), 0);
  EXPECT_EQ(Sluice({"scan", "--range", "HEAD~1..HEAD"}, {}, repo_.path()).exit_code, 0);
}

TEST_F(BaselineTest, RebaseDoesNotBringAFindingBack) {
  repo_.Write("base", "1\n");
  repo_.Commit("base");
  repo_.Git({"checkout", "-q", "-b", "topic"});
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  const std::string before = repo_.Commit("add");
  Create();
  repo_.Git({"checkout", "-q", "main"});
  repo_.Write("base", "2\n");
  repo_.Commit("main moves on");
  repo_.Git({"rebase", "-q", "main", "topic"});
  ASSERT_NE(repo_.Git({"rev-parse", "topic"}), before);
  EXPECT_EQ(Sluice({"scan", "--range", "main..topic"}, {}, repo_.path()).exit_code, 0);
  EXPECT_EQ(ScanExit(), 0);
}

TEST_F(BaselineTest, SquashDoesNotBringAFindingBack) {
  repo_.Write("base", "1\n");
  repo_.Commit("base");
  repo_.Git({"checkout", "-q", "-b", "topic"});
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  repo_.Write("a.env", "# more\nT=" + FakeToken(1) + "\n");
  repo_.Commit("more");
  Create();
  repo_.Git({"checkout", "-q", "main"});
  repo_.Git({"merge", "-q", "--squash", "topic"});
  repo_.Commit("all of topic");
  repo_.Git({"branch", "-q", "-D", "topic"});
  EXPECT_EQ(ScanExit(), 0);
  EXPECT_THAT(Sluice({"scan"}, {}, repo_.path()).err, Not(HasSubstr("stale")));
}

TEST_F(BaselineTest, AnotherKeyOnAnAcceptedLineDoesNotPass) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  Create();
  repo_.Write("a.env", "T=" + FakeToken(2) + "\n");
  repo_.Commit("another key");
  const ScanRun run = Scan(repo_.path());
  EXPECT_EQ(run.exit_code, 1);
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0]["secret"], FakeToken(2));
}

TEST_F(BaselineTest, StagedAndWorktreeScansUseItToo) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  Create();
  repo_.Write("b.env", "U=" + FakeToken(1) + "\n");
  repo_.Git({"add", "b.env"});
  EXPECT_EQ(Sluice({"scan", "--staged"}, {}, repo_.path()).exit_code, 0);
  EXPECT_EQ(Sluice({"scan", "--worktree"}, {}, repo_.path()).exit_code, 0);
  repo_.Write("b.env", "U=" + FakeToken(9) + "\n");
  EXPECT_EQ(Sluice({"scan", "--worktree"}, {}, repo_.path()).exit_code, 1);
}

TEST_F(BaselineTest, ExpiredEntryIsReportedAgainAndNamed) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  const std::string fingerprint = FingerprintOf(FakeToken(1));
  WriteEntry(fingerprint, ", \"expires\": \"2999-12-31\"");
  EXPECT_EQ(ScanExit(), 0);
  WriteEntry(fingerprint, ", \"expires\": \"2001-01-01\"");
  const CommandResult result = Sluice({"scan"}, {}, repo_.path());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr(fingerprint + ", until 2001-01-01 has expired"));
}

TEST_F(BaselineTest, StaleEntryIsNamedAndIsNoError) {
  repo_.Write("a.env", "nothing\n");
  repo_.Commit("add");
  WriteEntry(std::string(40, 'b'), "");
  const CommandResult result = Sluice({"scan", "--stats"}, {}, repo_.path());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr(std::string(40, 'b') + " is stale"));
  EXPECT_THAT(result.err, testing::ContainsRegex("entries stale +1\n"));
  // Part of the history, or some of the rules, tells nothing about the rest.
  for (const std::vector<std::string>& flags :
       {std::vector<std::string>{"--since", "2020-01-01"}, {"--skip", "jwt"}, {"--staged"}}) {
    std::vector<std::string> arguments{"scan"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    EXPECT_THAT(Sluice(arguments, {}, repo_.path()).err, Not(HasSubstr("stale"))) << flags[0];
  }
}

TEST_F(BaselineTest, UpdateKeepsReasonsAddsNewDropsStale) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  Create();
  const std::string first = FingerprintOf(FakeToken(1)), gone(40, 'c');
  std::string text = ReadFile(repo_.path() / kFile);
  text.insert(2, "\"" + gone + "\": {\"reason\": \"long ago\"},\n");
  repo_.Write(kFile, text);
  repo_.Write("b.env", "U=" + FakeToken(2) + "\n");
  repo_.Commit("more");
  const CommandResult result = Command({"update", "--reason", "seen in review", "--expires", "2999-01-01"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("dropped, no such secret is found any more: " + gone + ": long ago"));
  EXPECT_THAT(result.out, HasSubstr("1 added, 1 dropped, 2 in all"));
  const nlohmann::json file = File();
  EXPECT_EQ(file[first]["reason"], "known since long");
  EXPECT_EQ(file[FingerprintOf(FakeToken(2))]["reason"], "seen in review");
  EXPECT_EQ(file[FingerprintOf(FakeToken(2))]["expires"], "2999-01-01");
  EXPECT_FALSE(file.contains(gone));
}

TEST_F(BaselineTest, IncompleteScanDropsNothing) {
  RepoBuilder origin;
  for (const std::string version : {"1", "2", "3"}) {
    origin.Write("a.env", version);
    origin.Commit(version);
  }
  const TempDir dir;
  origin.Git({"clone", "-q", "--depth", "1", "file://" + origin.path().string(), dir / "shallow"});
  const std::filesystem::path clone = dir.path() / "shallow";
  const std::string entry = "{\"" + std::string(40, 'd') + "\": {\"reason\": \"x\"}, \"schema\": 1}";
  dir.Write("shallow/.sluice-baseline.json", entry);
  EXPECT_EQ(Sluice({"baseline", "update"}, {}, clone).exit_code, 3);
  EXPECT_TRUE(nlohmann::json::parse(ReadFile(clone / kFile)).contains(std::string(40, 'd')));
}

TEST_F(BaselineTest, AcceptWritesExactlyOneEntryWithoutScanning) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\nU=" + FakeToken(2) + "\n");
  repo_.Commit("add");
  const std::string fingerprint = FingerprintOf(FakeToken(1));
  const CommandResult result =
      Command({"update", "--accept", fingerprint, "--reason", "revoked on 2026-01-02", "--expires", "2999-12-31"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(ReadFile(repo_.path() / kFile),
            "{\n\"" + fingerprint +
                "\": {\"reason\": \"revoked on 2026-01-02\", \"expires\": \"2999-12-31\", \"verdict\": "
                "\"accepted\"},\n\"schema\": 1\n}\n");
  const ScanRun run = Scan(repo_.path());
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0]["secret"], FakeToken(2));
}

TEST_F(BaselineTest, AcceptKeepsWhatItDoesNotChange) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\nU=" + FakeToken(2) + "\n");
  repo_.Commit("add");
  Create();
  const std::string fingerprint = FingerprintOf(FakeToken(1));
  EXPECT_EQ(Command({"update", "--accept", fingerprint, "--reason", "rotated", "--expires", "90d"}).exit_code, 0);
  const nlohmann::json file = File();
  EXPECT_EQ(file.size(), 3U);
  EXPECT_EQ(file[fingerprint]["path"], "a.env");
  EXPECT_EQ(file[fingerprint]["reason"], "rotated");
  EXPECT_EQ(file[fingerprint]["expires"].get<std::string>().size(), 10U);
  EXPECT_EQ(file[FingerprintOf(FakeToken(2))]["reason"], "known since long");
}

TEST_F(BaselineTest, AcceptNeedsAReasonAFingerprintAndAFutureDate) {
  repo_.Write("a", "x");
  repo_.Commit("add");
  const std::string fingerprint(40, 'a');
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"update", "--accept", fingerprint},
                                                {"update", "--accept", fingerprint, "--reason", "  "},
                                                {"update", "--accept", "abc", "--reason", "x"},
                                                {"update", "--accept", fingerprint, "--reason", "x", "--expires", "2001-01-01"},
                                                {"update", "--accept", fingerprint, "--reason", "x", "--expires", "soon"}}) {
    EXPECT_EQ(Command(wrong).exit_code, 2);
  }
  EXPECT_FALSE(std::filesystem::exists(repo_.path() / kFile));
}

TEST_F(BaselineTest, CreateReplacesNothing) {
  repo_.Write("a", "x");
  repo_.Commit("add");
  repo_.Write(kFile, "mine");
  EXPECT_EQ(Command({"create"}).exit_code, 2);
  EXPECT_EQ(ReadFile(repo_.path() / kFile), "mine");
}

TEST_F(BaselineTest, DamagedOrMissingFileEndsTheScan) {
  repo_.Write("a", "x");
  repo_.Commit("add");
  repo_.Write(kFile, "{\n\"" + std::string(40, 'a') + "\": {\"resaon\": \"x\"},\n\"schema\": 1}");
  const CommandResult result = Sluice({"scan"}, {}, repo_.path());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr(".sluice-baseline.json:2:1: "));
  EXPECT_THAT(result.err, HasSubstr("did you mean `reason`?"));
  EXPECT_EQ(Sluice({"scan", "--baseline", "none.json"}, {}, repo_.path()).exit_code, 2);
  EXPECT_EQ(Sluice({"scan", "--no-baseline"}, {}, repo_.path()).exit_code, 0);
  EXPECT_EQ(Sluice({"scan", "--no-baseline", "--baseline", kFile}, {}, repo_.path()).exit_code, 2);
}

TEST_F(BaselineTest, SettingsNameAnotherFile) {
  repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
  repo_.Write(".sluice.yaml", "baseline: team/known.json\n");
  repo_.Commit("add");
  std::filesystem::create_directory(repo_.path() / "team");
  EXPECT_EQ(Sluice({"scan"}, {}, repo_.path()).exit_code, 2) << "it is named and does not exist";
  Create();
  EXPECT_TRUE(std::filesystem::exists(repo_.path() / "team/known.json"));
  EXPECT_EQ(ScanExit(), 0);
}

// --- git merge

// Fingerprints that begin with each digit: places far apart, as in any baseline that has grown a little.
std::string Entries(const std::string& digits) {
  std::string text = "{\n";
  for (const char digit : digits) text += "\"" + std::string(40, digit) + "\": {\"reason\": \"r\"},\n";
  return text + "\"schema\": 1\n}\n";
}

TEST_F(BaselineTest, TwoBranchesThatAddAnEntryMergeInGit) {
  repo_.Write(kFile, Entries("02468ace"));
  repo_.Commit("base");
  repo_.Git({"branch", "other"});
  ASSERT_EQ(Command({"update", "--accept", std::string(40, '1'), "--reason", "ours"}).exit_code, 0);
  repo_.Commit("ours");
  repo_.Git({"checkout", "-q", "other"});
  ASSERT_EQ(Command({"update", "--accept", std::string(40, 'd'), "--reason", "theirs"}).exit_code, 0);
  repo_.Commit("theirs");
  ASSERT_EQ(repo_.TryGit({"merge", "-q", "--no-edit", "main"}).exit_code, 0);
  EXPECT_EQ(File().size(), 11U);
  EXPECT_EQ(File()[std::string(40, '1')]["reason"], "ours");
  EXPECT_EQ(File()[std::string(40, 'd')]["reason"], "theirs");
  EXPECT_EQ(ScanExit(), 0);
}

TEST_F(BaselineTest, EvenTouchingLinesMergeWithTheUnionDriver) {
  repo_.Write("a", "x");
  repo_.Write(".gitattributes", std::string(kFile) + " merge=union\n");
  repo_.Write(kFile, Entries(""));
  repo_.Commit("base");
  repo_.Git({"branch", "other"});
  ASSERT_EQ(Command({"update", "--accept", std::string(40, '1'), "--reason", "ours"}).exit_code, 0);
  repo_.Commit("ours");
  repo_.Git({"checkout", "-q", "other"});
  ASSERT_EQ(Command({"update", "--accept", std::string(40, '2'), "--reason", "theirs"}).exit_code, 0);
  repo_.Commit("theirs");
  ASSERT_EQ(repo_.TryGit({"merge", "-q", "--no-edit", "main"}).exit_code, 0);
  EXPECT_EQ(File().size(), 3U);
  EXPECT_EQ(ScanExit(), 0);
}

TEST_F(BaselineTest, ConflictIsSaidToBeOne) {
  repo_.Write(kFile, Entries(""));
  repo_.Commit("base");
  repo_.Git({"branch", "other"});
  ASSERT_EQ(Command({"update", "--accept", std::string(40, '1'), "--reason", "ours"}).exit_code, 0);
  repo_.Commit("ours");
  repo_.Git({"checkout", "-q", "other"});
  ASSERT_EQ(Command({"update", "--accept", std::string(40, '1'), "--reason", "theirs"}).exit_code, 0);
  repo_.Commit("theirs");
  ASSERT_NE(repo_.TryGit({"merge", "-q", "--no-edit", "main"}).exit_code, 0);
  const CommandResult result = Sluice({"scan"}, {}, repo_.path());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("an unfinished git merge"));
}

}  // namespace
}  // namespace sluice::testlib
