// `sluice ci` beyond the recorded cases: merges, shallow clones, reports, exit codes, hostile names.
#include <gmock/gmock.h>

#include "tests/cli/ci_fixture.h"

namespace sluice::testlib {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kPullRequest[] = "github-pull-request";

TEST(Ci, ContentThatOnlyAMergeInTheBranchBringsIsFound) {
  CiRepository repository;
  RepoBuilder& origin = repository.origin();
  origin.Git({"checkout", "-q", "topic"});
  origin.Git({"merge", "-q", "--no-ff", "--no-commit", "main"});
  origin.Write("merged.txt", FakeToken(60));
  const std::string head = origin.Commit("merge main");
  repository.Clone("MERGE");
  repository.In({"checkout", "-q", "--detach", head});
  const ScanRun run = repository.Ci("gitlab-merge-request", {}, {"CI_COMMIT_SHA=" + head});
  EXPECT_TRUE(run.Holds(FakeToken(60))) << run.err;
  EXPECT_EQ(CiRepository::Found(run), (std::set<CiSecret>{kInFirst, kInTopic}));
}

TEST(Ci, MergeCommitOfTheCheckoutIsScannedToo) {
  CiRepository repository;
  RepoBuilder& origin = repository.origin();
  origin.Git({"checkout", "-q", "--detach", repository.id("MERGE")});
  origin.Write("conflict.txt", FakeToken(61));
  origin.Git({"add", "-A"});
  origin.Git({"commit", "-q", "--amend", "--no-edit"});
  origin.Git({"update-ref", "refs/pull/7/merge", "HEAD"});
  repository.Clone("MAIN");
  repository.In({"checkout", "-q", "--detach", "FETCH_HEAD"});
  EXPECT_TRUE(repository.Ci(kPullRequest).Holds(FakeToken(61)));
}

TEST(Ci, DeletedBranchScansNothing) {
  CiRepository repository;
  repository.Clone("MAIN");
  const CommandResult result = repository.Sluice("github-deleted-branch", {});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("nothing to scan"));
}

TEST(Ci, RangeByHandNeedsNoCiSystem) {
  CiRepository repository;
  repository.Clone("TOPIC");
  const ScanRun run = repository.Ci("", {"--range", repository.id("FIRST") + "..HEAD"});
  EXPECT_EQ(CiRepository::Found(run), std::set<CiSecret>{kInTopic});
  EXPECT_THAT(run.err, HasSubstr("the range given by hand"));
  EXPECT_EQ(repository.Ci("", {"--range", "no-such-revision..HEAD"}).exit_code, 2);
}

TEST(Ci, RangeByHandWinsOverTheSystem) {
  CiRepository repository;
  repository.Clone("MERGE");
  const ScanRun run = repository.Ci(kPullRequest, {"--range", repository.id("BASE") + ".." + repository.id("MAIN")});
  EXPECT_EQ(CiRepository::Found(run), std::set<CiSecret>{kInMain});
}

TEST(Ci, WithoutASystemOrARangeItIsWrongUsageThatSaysWhatToDo) {
  CiRepository repository;
  repository.Clone("TOPIC");
  const ScanRun run = repository.Ci("");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.err,
              AllOf(HasSubstr("no CI system recognised"), HasSubstr("GitLab CI"), HasSubstr("sluice ci --range BASE..HEAD")));
}

TEST(Ci, ShallowScanTreeScansWhatIsThere) {
  CiRepository repository;
  repository.ShallowClone("MERGE");
  const ScanRun lacks_head = repository.Ci(kPullRequest, {"--shallow", "scan-tree"});
  EXPECT_EQ(lacks_head.exit_code, 3) << "the request's own commit is not there to be scanned";
  repository.In({"fetch", "-q", "--depth=1", "file://" + repository.origin().path().string(), repository.id("TOPIC")});
  const ScanRun run = repository.Ci(kPullRequest, {"--shallow", "scan-tree"});
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_EQ(CiRepository::Found(run), (std::set<CiSecret>{kInBase, kInMain, kInTopic}));
  EXPECT_THAT(run.err, HasSubstr("the clone is shallow: only what is here"));
  EXPECT_THAT(run.err, Not(HasSubstr("not read")));
}

TEST(Ci, ShallowCloneThatHoldsTheWholeChangeIsScanned) {
  CiRepository repository;
  repository.origin().Git({"checkout", "-q", "topic"});
  repository.Clone("MAIN", {"--depth=4", "--no-single-branch"});
  repository.In({"checkout", "-q", "--detach", "origin/topic"});
  const ScanRun run = repository.Ci("gitlab-branch");
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_EQ(CiRepository::Found(run), std::set<CiSecret>{kInTopic});
}

TEST(Ci, CloneThatLacksTheTargetBranchSaysSo) {
  CiRepository repository;
  repository.Clone("TOPIC");
  repository.In({"update-ref", "-d", "refs/remotes/origin/main"});
  const ScanRun run = repository.Ci("jenkins-pull-request");
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, AllOf(HasSubstr("lacks refs/remotes/origin/main"), HasSubstr("ref specs"), Not(HasSubstr("scan-tree"))));
}

TEST(Ci, AnAbbreviatedIdIsNoBaseEvenWhenATagHasItsName) {
  CiRepository repository;
  repository.Clone("MERGE");
  repository.In({"tag", repository.id("MAIN").substr(0, 12), repository.id("TOPIC")});
  EXPECT_EQ(CiRepository::Found(repository.Ci("bitbucket-pull-request")), (std::set<CiSecret>{kInFirst, kInTopic}));
}

TEST(Ci, ABranchOfTheChangeNamedLikeTheBaseHidesNothing) {
  CiRepository repository;
  repository.Clone("MERGE");
  repository.In({"branch", "-f", "main", repository.id("TOPIC")});
  repository.In({"tag", "main", repository.id("TOPIC")});
  EXPECT_EQ(CiRepository::Found(repository.Ci("buildkite-pull-request")), (std::set<CiSecret>{kInFirst, kInTopic}));
}

TEST(Ci, NamesFromVariablesAreNeitherRevisionsNorCommands) {
  CiRepository repository;
  const std::filesystem::path clone = repository.Clone("TOPIC");
  for (const std::string name : {"HEAD", "main..HEAD", "HEAD~1", "@{u}", "--all", "^HEAD", ":/", "../../heads/topic",
                                 "$(touch pwned)", "a;touch pwned", "x\ny", "refs/heads/../tags/v1"}) {
    const ScanRun run = repository.Ci("buildkite-pull-request", {}, {"BUILDKITE_PULL_REQUEST_BASE_BRANCH=" + name});
    EXPECT_GE(run.exit_code, 2) << name << ": " << run.err;
    EXPECT_TRUE(run.findings.empty());
  }
  EXPECT_FALSE(std::filesystem::exists(clone / "pwned"));
}

TEST(Ci, EventFileThatCannotBeReadIsAnError) {
  CiRepository repository;
  repository.Clone("MERGE");
  const TempDir dir;
  EXPECT_EQ(repository.Ci(kPullRequest, {}, {"GITHUB_EVENT_PATH=" + (dir / "missing.json")}).exit_code, 3);
  for (const char* text :
       {"", "[1]", "{\"pull_request\": ", "{\"pull_request\": 7}", "{\"pull_request\": {\"base\": {\"ref\": 5}}}"}) {
    const ScanRun run = repository.Ci(kPullRequest, {}, {"GITHUB_EVENT_PATH=" + dir.Write("event.json", text)});
    EXPECT_GE(run.exit_code, 2) << text << run.err;
    EXPECT_THAT(run.err, HasSubstr("--range")) << text;
  }
}

TEST(Ci, OnGithubTheLogHasTextAndAnnotationsAndTheSummaryIsAppended) {
  CiRepository repository;
  repository.Clone("MERGE");
  const TempDir dir;
  const std::string summary = dir.Write("summary.md", "before\n");
  const CommandResult result = repository.Sluice(kPullRequest, {}, {"GITHUB_STEP_SUMMARY=" + summary});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("2 secrets in "));
  EXPECT_THAT(result.out, HasSubstr("\n::error file=leak.txt,line=1,"));
  EXPECT_THAT(ReadFile(summary), AllOf(testing::StartsWith("before\n## Sluice: 2 secrets"), HasSubstr("leak\\.txt")));
}

TEST(Ci, FilesAreWrittenBesideTheLogAndAFormatForStandardOutputReplacesIt) {
  CiRepository repository;
  repository.Clone("TOPIC");
  const TempDir dir;
  const CommandResult result = repository.Sluice("gitlab-merge-request", {"--format", "gitlab=" + (dir / "gl.json")});
  EXPECT_THAT(result.out, AllOf(HasSubstr("2 secrets in "), Not(HasSubstr("::error"))));
  EXPECT_EQ(nlohmann::json::parse(ReadFile(dir / "gl.json"))["vulnerabilities"].size(), 2U);
  EXPECT_THAT(repository.Sluice(kPullRequest, {"--format", "csv"}).out, testing::StartsWith("\"severity\","));
}

TEST(Ci, NoReportShowsASecret) {
  CiRepository repository;
  repository.Clone("MERGE");
  const std::string secret = FakeToken(kInTopic).substr(8, 12);
  for (const std::string format : {"text", "json", "jsonl", "sarif", "csv", "junit", "gitlab", "github", "html"}) {
    const CommandResult result = repository.Sluice(kPullRequest, {"--format", format, "--log-level", "debug"});
    EXPECT_THAT(result.out + result.err, Not(HasSubstr(secret))) << format;
  }
  for (const std::string format : {"sarif", "junit", "gitlab", "github", "html"}) {
    EXPECT_THAT(repository.Sluice(kPullRequest, {"--format", format, "--show-secrets"}).out, Not(HasSubstr(secret))) << format;
  }
}

TEST(Ci, ReportsAreTheSameForAnyNumberOfThreads) {
  CiRepository repository;
  repository.Clone("MERGE");
  for (const std::string format : {"csv", "junit", "github", "html"}) {
    const std::string one = repository.Sluice(kPullRequest, {"--format", format, "--jobs", "1"}).out;
    EXPECT_FALSE(one.empty());
    EXPECT_EQ(repository.Sluice(kPullRequest, {"--format", format, "--jobs", "5"}).out, one) << format;
  }
}

TEST(Ci, ACleanChangeExitsZeroAlthoughTheBaseHoldsSecrets) {
  CiRepository repository;
  repository.Clone("TOPIC");
  const ScanRun run = repository.Ci("gitlab-branch", {}, {"CI_COMMIT_BEFORE_SHA=" + repository.id("TOPIC")});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr(", 0 commits"));
}

TEST(Ci, PartialCloneIsIncompleteAndNamesTheSetting) {
  CiRepository repository;
  repository.origin().Git({"config", "uploadpack.allowFilter", "true"});
  repository.Clone("MAIN", {"--filter=blob:none"});
  repository.In({"remote", "set-url", "origin", "file:///nowhere"});
  const ScanRun run = repository.Ci("circleci-branch", {}, {"CIRCLE_SHA1=" + repository.id("TOPIC")});
  EXPECT_EQ(run.exit_code, 3) << run.err;
  EXPECT_THAT(run.err, AllOf(HasSubstr("partial clone"), HasSubstr("method: full")));
}

TEST(Ci, PathsThatSpellCommandsOfACiSystemAreDisarmed) {
  CiRepository repository;
  RepoBuilder& origin = repository.origin();
  origin.Git({"checkout", "-q", "topic"});
  const std::string vso = "##vso[task.complete result=Succeeded;]x";
  origin.Write(vso, FakeToken(70));
  origin.Write("##[add-matcher]x", FakeToken(70) + "\n" + FakeToken(71));
  origin.Write("::stop-commands::x", FakeToken(70) + "\n" + FakeToken(71));
  const std::string head = origin.Commit("odd names");
  repository.Clone("TOPIC");
  repository.In({"checkout", "-q", "--detach", head});
  for (const std::string format : {"text", "json", "jsonl", "sarif", "csv", "junit", "gitlab", "github", "html"}) {
    const CommandResult result = repository.Sluice("azure-branch", {"--format", format}, {"BUILD_SOURCEVERSION=" + head});
    EXPECT_EQ(result.exit_code, 1) << result.err;
    EXPECT_THAT(result.out + result.err, Not(HasSubstr("##vso["))) << format;
    EXPECT_THAT(result.out + result.err, Not(HasSubstr("##[add-matcher"))) << format;
    EXPECT_THAT(result.out + result.err, Not(testing::ContainsRegex("\n *::stop-commands::"))) << format;
  }
}

}  // namespace
}  // namespace sluice::testlib
