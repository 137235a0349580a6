// `sluice ci` with the recorded variables of every system (tests/cli/ci/), in a clone with all history and in a shallow one.
#include <gmock/gmock.h>

#include "tests/cli/ci_fixture.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;

struct Case {
  std::string name;      // in tests/cli/ci/
  std::string checkout;  // what the system checks out
  std::string says;
  std::set<CiSecret> finds;
  std::string full_clone;  // what the message about a shallow clone names
};

void PrintTo(const Case& recorded, std::ostream* out) { *out << recorded.name; }

const std::set<CiSecret> kChange{kInFirst, kInTopic};
const std::set<CiSecret> kLastPush{kInTopic};
constexpr char kGithubSetting[] = "fetch-depth: 0";
constexpr char kGitlabSetting[] = "GIT_DEPTH: \"0\"";
constexpr char kJenkinsSetting[] = "Shallow clone";
constexpr char kAzureSetting[] = "fetchDepth: 0";
constexpr char kBitbucketSetting[] = "depth: full";
constexpr char kCircleSetting[] = "method: full";
constexpr char kBuildkiteSetting[] = "BUILDKITE_GIT_FETCH_FLAGS";
constexpr char kDroneSetting[] = "`depth` under `clone:`";
constexpr char kWoodpeckerSetting[] = "partial: false";

const std::vector<Case> kCases{
    {"github-pull-request", "MERGE", "GitHub Actions: pull request 7 into main", kChange, kGithubSetting},
    {"github-pull-request-target", "MAIN", "GitHub Actions: pull request 7 into main", kChange,
     "github.event.pull_request.head.sha"},
    {"github-push", "TOPIC", "GitHub Actions: branch topic", kLastPush, kGithubSetting},
    {"github-force-push", "TOPIC", "GitHub Actions: branch topic", kChange, kGithubSetting},
    {"github-first-push", "TOPIC", "GitHub Actions: branch topic", kChange, kGithubSetting},
    {"github-first-push-of-default-branch", "MAIN", "GitHub Actions: branch main", {kInBase, kInMain}, kGithubSetting},
    {"github-tag", "TOPIC", "GitHub Actions: tag refs/tags/v1", {kInFirst, kInTopic, kInTag}, kGithubSetting},
    {"github-merge-group", "MERGE", "GitHub Actions: merge group into main", kChange, kGithubSetting},
    {"github-workflow-dispatch", "TOPIC", "GitHub Actions: branch topic", kChange, kGithubSetting},
    {"gitlab-merge-request", "TOPIC", "GitLab CI: merge request 7 into main", kChange, kGitlabSetting},
    {"gitlab-merged-result", "MERGE", "GitLab CI: merge request 7 into main", kChange, kGitlabSetting},
    {"gitlab-retargeted-merge-request", "TOPIC", "GitLab CI: merge request 7 into main", kChange, kGitlabSetting},
    {"gitlab-branch", "TOPIC", "GitLab CI: branch topic", kLastPush, kGitlabSetting},
    {"gitlab-first-pipeline", "TOPIC", "GitLab CI: branch topic", kChange, kGitlabSetting},
    {"gitlab-tag", "TOPIC", "GitLab CI: tag v1", {kInFirst, kInTopic, kInTag}, kGitlabSetting},
    {"jenkins-pull-request", "MERGE", "Jenkins: pull request 7 into main", kChange, kJenkinsSetting},
    {"jenkins-branch", "TOPIC", "Jenkins: branch topic", kLastPush, kJenkinsSetting},
    {"jenkins-after-failed-builds", "TOPIC", "Jenkins: branch topic", kChange, kJenkinsSetting},
    {"azure-pull-request", "MERGE", "Azure Pipelines: pull request 7 into main", kChange, kAzureSetting},
    {"azure-pull-request-on-github", "MERGE", "Azure Pipelines: pull request 7 into main", kChange, kAzureSetting},
    {"azure-branch", "TOPIC", "Azure Pipelines: branch topic", kChange, kAzureSetting},
    {"bitbucket-pull-request", "MERGE", "Bitbucket Pipelines: pull request 7 into main", kChange, kBitbucketSetting},
    {"bitbucket-branch", "TOPIC", "Bitbucket Pipelines: branch topic", kChange, kBitbucketSetting},
    {"circleci-branch", "TOPIC", "CircleCI: branch topic", kChange, kCircleSetting},
    {"circleci-tag", "TOPIC", "CircleCI: tag v1", {kInFirst, kInTopic, kInTag}, kCircleSetting},
    {"buildkite-pull-request", "TOPIC", "Buildkite: pull request 7 into main", kChange, kBuildkiteSetting},
    {"buildkite-branch", "TOPIC", "Buildkite: branch topic", kChange, kBuildkiteSetting},
    {"drone-pull-request", "MERGE", "Drone: pull request 7 into main", kChange, kDroneSetting},
    {"drone-push", "TOPIC", "Drone: branch topic", kLastPush, kDroneSetting},
    {"drone-first-push", "TOPIC", "Drone: branch topic", kChange, kDroneSetting},
    {"woodpecker-pull-request", "TOPIC", "Woodpecker CI: pull request 7 into main", kChange, kWoodpeckerSetting},
    {"woodpecker-push", "TOPIC", "Woodpecker CI: branch topic", kLastPush, kWoodpeckerSetting},
    {"woodpecker-push-after-failure", "TOPIC", "Woodpecker CI: branch topic", kChange, kWoodpeckerSetting},
};

class CiSystems : public testing::TestWithParam<Case> {};

TEST_P(CiSystems, ScansTheChangeAndNothingThatTheBaseHas) {
  CiRepository repository;
  repository.Clone(GetParam().checkout);
  const ScanRun run = repository.Ci(GetParam().name);
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("sluice: " + GetParam().says + "\n"));
  EXPECT_THAT(run.err, testing::ContainsRegex("sluice: scanning ([0-9a-f]{10}[.,]*)+, [0-9]+ commits?"));
  EXPECT_EQ(CiRepository::Found(run), GetParam().finds);
}

TEST_P(CiSystems, ShallowCloneNamesTheSettingToChange) {
  CiRepository repository;
  repository.ShallowClone(GetParam().checkout);
  const ScanRun run = repository.Ci(GetParam().name);
  EXPECT_EQ(run.exit_code, 3) << run.err;
  EXPECT_THAT(run.err, HasSubstr("shallow"));
  EXPECT_THAT(run.err, HasSubstr(GetParam().full_clone));
  EXPECT_TRUE(run.findings.empty());
}

INSTANTIATE_TEST_SUITE_P(Recorded, CiSystems, testing::ValuesIn(kCases), [](const auto& recorded) {
  std::string name = recorded.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

std::string InTree(const std::string& path) { return ReadFile(std::filesystem::path(SLUICE_SOURCE_DIR) / path); }

TEST(CiTemplates, CloneAllHistoryAndRunTheGate) {
  for (const auto& [path, setting] :
       {std::pair("packaging/ci/github.yml", kGithubSetting), std::pair("packaging/ci/gitlab.yml", kGitlabSetting),
        std::pair("packaging/ci/azure-pipelines.yml", kAzureSetting),
        std::pair("packaging/ci/Jenkinsfile", "+refs/heads/*:refs/remotes/origin/*")}) {
    EXPECT_THAT(InTree(path), HasSubstr(setting)) << path;
  }
  for (const char* path :
       {"action.yml", "packaging/ci/gitlab.yml", "packaging/ci/azure-pipelines.yml", "packaging/ci/Jenkinsfile"}) {
    EXPECT_THAT(InTree(path), testing::AllOf(HasSubstr("/packaging/ci/install.sh"), HasSubstr("sluice ci "))) << path;
  }
}

// There the program runs in a container, which gets only the variables that are named.
TEST(CiTemplates, AzureContainerGetsEveryVariableThatIsRead) {
  const std::string source = InTree("cli/ci/systems.cc");
  const std::string read = source.substr(source.find("AzureChange("), source.find("JenkinsChange(") - source.find("AzureChange("));
  size_t count = 0;
  for (size_t at = read.find("value(\""); at != std::string::npos; at = read.find("value(\"", at + 1), ++count) {
    const std::string name = read.substr(at + 7, read.find('"', at + 7) - at - 7);
    EXPECT_THAT(InTree("packaging/ci/azure-pipelines.yml"), HasSubstr("--env " + name)) << name;
  }
  EXPECT_GE(count, 6U);
  EXPECT_THAT(InTree("packaging/ci/azure-pipelines.yml"), HasSubstr("--env TF_BUILD"));
}

TEST(CiSystems, EveryRecordedCaseIsRun) {
  std::set<std::string> recorded{"github-deleted-branch"};  // ci_test.cc
  for (const Case& one : kCases) recorded.insert(one.name);
  for (const auto& entry : std::filesystem::directory_iterator(std::string(SLUICE_SOURCE_DIR) + "/tests/cli/ci")) {
    EXPECT_TRUE(recorded.contains(entry.path().stem().string())) << entry.path();
  }
}

}  // namespace
}  // namespace sluice::testlib
