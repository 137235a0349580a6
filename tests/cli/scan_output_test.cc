// What a scan prints: redaction, formats, thresholds, allow lists, and the same bytes whatever the number of threads.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;
using testing::Not;

// Secrets of several kinds in several versions, branches and files.
void Fill(RepoBuilder* repo) {
  for (int i = 0; i < 12; ++i) {
    const auto number = static_cast<uint64_t>(i);
    repo->Write("file" + std::to_string(i % 5) + ".env", "A=" + FakeToken(number) + "\nB=" + FakeToken(number / 2) + "\n");
    repo->Write("copy/" + std::to_string(i) + ".txt", "see " + FakeToken(number % 3) + "\n");
    repo->Commit("commit " + std::to_string(i) + " " + FakeToken(100 + number));
    if (i % 4 == 1) repo->Git({"checkout", "-q", "-b", "branch" + std::to_string(i)});
  }
}

TEST(ScanOutput, SameBytesForAnyNumberOfThreads) {
  RepoBuilder repo;
  Fill(&repo);
  for (const std::string format : {"text", "json", "jsonl", "sarif"}) {
    const std::string one = Sluice({"scan", repo.path().string(), "--format", format, "--jobs", "1"}).out;
    EXPECT_THAT(one, HasSubstr("github-pat-classic")) << format;
    for (const std::string jobs : {"2", "7"}) {
      EXPECT_EQ(Sluice({"scan", repo.path().string(), "--format", format, "--jobs", jobs}).out, one) << format << " with " << jobs;
    }
  }
}

TEST(ScanOutput, NoFormatShowsTheSecretUnlessAsked) {
  RepoBuilder repo;
  const std::string token = FakeToken(1);
  repo.Write("a", "first " + token + " and " + FakeToken(2) + "\n");
  repo.Commit("add");
  for (const std::string format : {"text", "json", "jsonl", "sarif"}) {
    const CommandResult result = Sluice({"scan", repo.path().string(), "--format", format, "--log-level", "debug", "--stats"});
    for (const std::string& secret : {token, FakeToken(2)}) {
      EXPECT_THAT(result.out, Not(HasSubstr(secret.substr(8, 12)))) << format;
      EXPECT_THAT(result.err, Not(HasSubstr(secret.substr(8, 12)))) << format;
    }
  }
  EXPECT_THAT(Sluice({"scan", repo.path().string(), "--show-secrets"}).out, HasSubstr(token));
}

TEST(ScanOutput, SeveralFormatsEachInItsFile) {
  RepoBuilder repo;
  repo.Write("a", FakeToken(1));
  repo.Commit("add");
  const TempDir out;
  const CommandResult result = Sluice({"scan", repo.path().string(), "--format", "text", "--format", "sarif=" + (out / "r.sarif"),
                                       "--format", "json=" + (out / "r.json")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("GitHub personal access token"));
  EXPECT_EQ(nlohmann::json::parse(ReadFile(out / "r.sarif"))["version"], "2.1.0");
  EXPECT_EQ(nlohmann::json::parse(ReadFile(out / "r.json"))["findings"].size(), 1U);
}

TEST(ScanOutput, NoReportReplacesAnother) {
  RepoBuilder repo;
  repo.Commit("empty");
  const TempDir out;
  const std::string file = out / "r";
  const CommandResult twice = Sluice({"scan", repo.path().string(), "--format", "text=" + file, "--format", "json=" + file});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_THAT(twice.err, HasSubstr("two formats for " + file));
  const CommandResult nameless = Sluice({"scan", repo.path().string(), "--format", "json="});
  EXPECT_EQ(nameless.exit_code, 2);
  EXPECT_THAT(nameless.err, HasSubstr("--format json= names no file"));
}

TEST(ScanOutput, CleanScanSaysSoAndExitsZero) {
  RepoBuilder repo;
  repo.Write("a", "nothing here\n");
  repo.Commit("add");
  const CommandResult result = Sluice({"scan", repo.path().string()});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("1 commit"));
  EXPECT_EQ(result.err, "");
}

TEST(ScanOutput, FailOnDecidesTheExitCodeNotTheReport) {
  RepoBuilder repo;
  repo.Write("a.yaml", "password: \"k3W!pq29zT\"\n");
  repo.Commit("add");
  EXPECT_EQ(Scan(repo.path()).exit_code, 1);
  const ScanRun run = Scan(repo.path(), {"--fail-on", "critical"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.findings.size(), 1U);
}

TEST(ScanOutput, OnlyAndSkipChooseRules) {
  RepoBuilder repo;
  repo.Write("a.yaml", "password: \"k3W!pq29zT\"\ntoken: " + FakeToken(1) + "\n");
  repo.Commit("add");
  EXPECT_EQ(Scan(repo.path()).findings.size(), 2U);
  EXPECT_EQ(Scan(repo.path(), {"--only", "github-pat-classic"}).findings.size(), 1U);
  EXPECT_EQ(Scan(repo.path(), {"--skip", "github-pat-classic"}).Of("github-pat-classic").size(), 0U);
}

TEST(ScanOutput, RulesOfTheUsersOwn) {
  RepoBuilder repo;
  repo.Write("a", "internal-" + std::string("7f3k9q2x") + "\n");
  repo.Commit("add");
  const TempDir dir;
  const std::string rules =
      dir.Write("own.yaml",
                "- id: our-token\n  name: Our token\n  provider: ours\n  severity: high\n  regex: '\\binternal-([0-9a-z]{8})\\b'\n"
                "  lifetime: {class: long-lived, why: It has no expiry.}\n  remedy: Revoke it.\n");
  EXPECT_EQ(Scan(repo.path(), {"--rules", rules}).Of("our-token").size(), 1U);
}

TEST(ScanOutput, InlineMarkersAndConfigurationAllow) {
  RepoBuilder repo;
  repo.Write("a", FakeToken(1) + "  # sluice:allow github-pat-classic a test\n");
  repo.Write("testdata/b", FakeToken(2) + "\n");
  repo.Write("c", FakeToken(3) + "\n");
  repo.Write(".sluice.yaml", "allow:\n- paths: ['testdata/**']\n  why: fixtures\n");
  repo.Commit("add");
  const ScanRun run = Scan(repo.path());
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0]["secret"], FakeToken(3));
  const std::string fingerprint = run.findings[0]["fingerprint"];
  repo.Write(".sluice.yaml",
             "allow:\n- paths: ['testdata/**']\n  why: fixtures\n- fingerprints: ['" + fingerprint + "']\n  why: revoked\n");
  EXPECT_EQ(Scan(repo.path()).exit_code, 0);
}

TEST(ScanOutput, FingerprintSurvivesMoveRenameAndRewrite) {
  RepoBuilder one, other;
  one.Write("a", FakeToken(1));
  one.Commit("add");
  other.Write("somewhere/else.txt", "\n\n\nnow here: " + FakeToken(1));
  other.Commit("another history");
  EXPECT_EQ(Scan(one.path()).findings.at(0)["fingerprint"], Scan(other.path()).findings.at(0)["fingerprint"]);
}

TEST(ScanOutput, AwsPairInAnotherFileOfTheSameCommitIsJoined) {
  const std::string id = *ForgeExample("AKIA${pick:Q|R|S|T}${base32:15}", 7);
  const std::string secret = *ForgeExample("${base64:40}", 8);
  RepoBuilder repo;
  repo.Write("id.env", "AWS_ACCESS_KEY_ID=" + id + "\n");
  repo.Write("secret.env", "AWS_SECRET_ACCESS_KEY=" + secret + "\n");
  repo.Commit("both halves");
  const ScanRun run = Scan(repo.path());
  EXPECT_EQ(run.Holding(id)["details"]["paired_with"], "aws-secret-access-key");
  EXPECT_EQ(run.Holding(id)["severity"], "critical");
  EXPECT_EQ(run.Holding(secret)["details"]["paired_with"], "aws-access-key-id");
}

TEST(ScanOutput, AwsPairOnOtherLinesInEitherOrder) {
  const std::string id = *ForgeExample("AKIA${pick:Q|R|S|T}${base32:15}", 17);
  const std::string secret = *ForgeExample("${base64:40}", 18);
  for (const bool id_first : {true, false}) {
    RepoBuilder repo;
    repo.Write("a.txt", id_first ? id + "\n\n" + secret + "\n" : secret + "\n\n\n" + id + "\n");
    repo.Commit("add");
    const ScanRun run = Scan(repo.path());
    EXPECT_EQ(run.Holding(id)["severity"], "critical");
    EXPECT_EQ(run.Holding(secret)["rule"], "aws-secret-access-key");
  }
}

TEST(ScanOutput, TheSecretOfAnAwsSessionDiesWithIt) {
  const std::string id = *ForgeExample("ASIA${pick:Q|R|S|T}${base32:15}", 37), secret = *ForgeExample("${base64:40}", 38);
  RepoBuilder repo;
  repo.Write("session.env", "AWS_ACCESS_KEY_ID=" + id + "\nAWS_SECRET_ACCESS_KEY=" + secret + "\n");
  repo.Commit("a session");
  const ScanRun run = Scan(repo.path());
  EXPECT_EQ(run.Holding(secret)["details"]["paired_with"], "aws-sts-access-key-id");
  EXPECT_EQ(run.Holding(secret)["lifetime"], run.Holding(id)["lifetime"]);
  EXPECT_EQ(run.Holding(secret)["severity"], run.Holding(id)["severity"]);
}

TEST(ScanOutput, LoneAwsIdIsStillReported) {
  const std::string id = *ForgeExample("AKIA${pick:Q|R|S|T}${base32:15}", 27);
  RepoBuilder repo;
  repo.Write("a.txt", "key " + id + "\n");
  repo.Commit("add");
  const ScanRun run = Scan(repo.path());
  EXPECT_EQ(run.Holding(id)["lifetime"]["class"], "long-lived");
  EXPECT_EQ(run.Holding(id)["details"]["account_id"].get<std::string>().size(), 12U);
}

// The text between the first two fences below a heading.
std::string BlockBelow(const std::string& page, const std::string& heading) {
  const size_t fence = page.find("\n```", std::min(page.find("\n" + heading + "\n"), page.size()));
  const size_t begin = fence == std::string::npos ? page.size() : page.find('\n', fence + 1) + 1;
  return page.substr(begin, page.find("```", begin) - begin);
}

// The repository whose first finding the pages show: what a test says differs is copied into them.
void FillForThePages(RepoBuilder* repo) {
  const std::string id = *ForgeExample("AKIA${pick:Q|R|S|T}${base32:15}", 37);
  const std::string secret = *ForgeExample("${base64:40}", 38);
  repo->Write("conf/prod.env", "REGION=eu-central-1\naws_access_key_id = " + id + "\naws_secret_access_key = " + secret + "\n");
  repo->Commit("Add the settings of production");
  repo->Write("deploy/old.env", "# before the move\n\nKEY_ID: " + id + "\n");
  repo->Commit("Keep the old ones");
}

TEST(ScanOutput, ReadmeShowsAFindingAsItIsPrinted) {
  RepoBuilder repo;
  FillForThePages(&repo);
  const std::string printed = Sluice({"scan", repo.path().string()}).out;
  const std::string finding = printed.substr(0, printed.find("\n\n"));
  const std::string shown = finding.substr(0, finding.rfind(' ') + 11) + "…\n";  // the fingerprint is cut short
  EXPECT_EQ(BlockBelow(ReadFile(SLUICE_SOURCE_DIR "/README.md"), "## What a finding looks like"), shown);
}

TEST(ScanOutput, PageOfReportsShowsTheRecordAsItIsWritten) {
  RepoBuilder repo;
  FillForThePages(&repo);
  const std::string lines = Sluice({"scan", repo.path().string(), "--format", "jsonl"}).out;
  const auto record = nlohmann::ordered_json::parse(lines.substr(0, lines.find('\n')));
  const std::string shown = BlockBelow(ReadFile(SLUICE_SOURCE_DIR "/report/README.md"), "## The record");
  EXPECT_EQ(nlohmann::ordered_json::parse(shown).dump(1), record.dump(1));
}

TEST(ScanOutput, ProgressAndColourStayOutOfPipes) {
  RepoBuilder repo;
  repo.Write("a", FakeToken(1));
  repo.Commit("add");
  const CommandResult result = Sluice({"scan", repo.path().string()});
  EXPECT_THAT(result.out, Not(HasSubstr("\x1b")));
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(Sluice({"scan", repo.path().string(), "--color", "always"}).out, HasSubstr("\x1b["));
}

}  // namespace
}  // namespace sluice::testlib
