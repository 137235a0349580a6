#include "cli/ci/systems.h"

namespace sluice {

std::string Value(const Variables& variables, const std::string& name) {
  const auto found = variables.find(name);
  return found == variables.end() ? "" : found->second;
}

std::string ShortBranch(const std::string& name) { return name.starts_with("refs/heads/") ? name.substr(11) : name; }

void AddIfAny(const std::optional<std::string>& name, std::vector<std::string>* names) {
  if (name) names->push_back(*name);
}

Result<CiChange> RequestChange(const std::string& what, const std::string& number, const std::string& target) {
  const std::optional<std::string> base = RemoteBranch(target);
  if (!base) return Error{Code::kUsage, what + " " + number + " goes into '" + target + "', which is no branch name; give --range"};
  CiChange change;
  change.what = what + (number.empty() ? "" : " " + number) + " into " + ShortBranch(target);
  change.bases = {*base};
  return change;
}

CiChange PushChange(const std::string& branch, const std::string& tag, const std::string& head) {
  CiChange change;
  if (const std::optional<std::string> ref = TagRef(tag)) {
    change.what = "tag " + tag;
    change.heads = {*ref};
    return change;
  }
  change.branch = ShortBranch(branch);
  change.what = change.branch.empty() ? "a commit" : "branch " + change.branch;
  AddIfAny(WholeId(head), &change.heads);
  return change;
}

// docs.gitlab.com/ci/variables/predefined_variables. CI_COMMIT_BEFORE_SHA is zeros in merge requests and first pipelines. The base
// of the request's diff comes last: it stays what it was when the request gets another target.
Result<CiChange> GitlabChange(const Variables& variables, const ReadTextFile&) {
  const auto value = [&](const char* name) { return Value(variables, name); };
  if (const std::string number = value("CI_MERGE_REQUEST_IID"); !number.empty()) {
    SLUICE_ASSIGN(CiChange change, RequestChange("merge request", number, value("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")));
    AddIfAny(WholeId(value("CI_COMMIT_SHA")), &change.heads);
    AddIfAny(WholeId(value("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")), &change.heads);
    AddIfAny(WholeId(value("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")), &change.bases);
    AddIfAny(WholeId(value("CI_MERGE_REQUEST_DIFF_BASE_SHA")), &change.other_bases);
    return change;
  }
  CiChange change = PushChange(value("CI_COMMIT_BRANCH"), value("CI_COMMIT_TAG"), value("CI_COMMIT_SHA"));
  if (!change.branch.empty()) AddIfAny(WholeId(value("CI_COMMIT_BEFORE_SHA")), &change.bases);
  change.may_lack_bases = true;
  change.default_branch = value("CI_DEFAULT_BRANCH");
  return change;
}

// woodpecker-ci.org/docs/usage/environment. The previous pipeline's commit is a base only when that pipeline passed: what made it
// fail is still part of the change.
Result<CiChange> WoodpeckerChange(const Variables& variables, const ReadTextFile&) {
  const auto value = [&](const char* name) { return Value(variables, name); };
  if (value("CI_PIPELINE_EVENT").starts_with("pull_request")) {
    SLUICE_ASSIGN(CiChange change,
                  RequestChange("pull request", value("CI_COMMIT_PULL_REQUEST"), value("CI_COMMIT_TARGET_BRANCH")));
    AddIfAny(WholeId(value("CI_COMMIT_SHA")), &change.heads);
    return change;
  }
  CiChange change = PushChange(value("CI_COMMIT_BRANCH"), value("CI_COMMIT_TAG"), value("CI_COMMIT_SHA"));
  const bool has_passed = value("CI_PREV_PIPELINE_STATUS") == "success";
  if (has_passed && !change.branch.empty()) AddIfAny(WholeId(value("CI_PREV_COMMIT_SHA")), &change.bases);
  change.may_lack_bases = true;
  change.default_branch = value("CI_REPO_DEFAULT_BRANCH");
  return change;
}

// docs.drone.io/pipeline/environment/reference. DRONE_COMMIT_BEFORE is empty or zeros when there is none.
Result<CiChange> DroneChange(const Variables& variables, const ReadTextFile&) {
  const auto value = [&](const char* name) { return Value(variables, name); };
  const std::string head = value("DRONE_COMMIT_SHA");
  if (value("DRONE_BUILD_EVENT") == "pull_request") {
    SLUICE_ASSIGN(CiChange change, RequestChange("pull request", value("DRONE_PULL_REQUEST"), value("DRONE_TARGET_BRANCH")));
    AddIfAny(WholeId(head), &change.heads);
    return change;
  }
  CiChange change = PushChange(value("DRONE_BRANCH"), value("DRONE_TAG"), head);
  if (value("DRONE_BUILD_EVENT") == "push") AddIfAny(WholeId(value("DRONE_COMMIT_BEFORE")), &change.bases);
  change.may_lack_bases = true;
  change.default_branch = value("DRONE_REPO_BRANCH");
  return change;
}

// buildkite.com/docs/pipelines/configure/environment-variables. BUILDKITE_PULL_REQUEST is "false" or a number; BUILDKITE_COMMIT may
// be "HEAD". It names no previous commit.
Result<CiChange> BuildkiteChange(const Variables& variables, const ReadTextFile&) {
  const auto value = [&](const char* name) { return Value(variables, name); };
  const std::string number = value("BUILDKITE_PULL_REQUEST");
  if (!number.empty() && number != "false") {
    SLUICE_ASSIGN(CiChange change, RequestChange("pull request", number, value("BUILDKITE_PULL_REQUEST_BASE_BRANCH")));
    AddIfAny(WholeId(value("BUILDKITE_COMMIT")), &change.heads);
    return change;
  }
  CiChange change = PushChange(value("BUILDKITE_BRANCH"), value("BUILDKITE_TAG"), value("BUILDKITE_COMMIT"));
  change.default_branch = value("BUILDKITE_PIPELINE_DEFAULT_BRANCH");
  return change;
}

// circleci.com/docs/reference/variables. It names neither the target of a pull request nor a previous commit in a variable: the
// default branch of the clone's origin is the base.
Result<CiChange> CircleChange(const Variables& variables, const ReadTextFile&) {
  return PushChange(Value(variables, "CIRCLE_BRANCH"), Value(variables, "CIRCLE_TAG"), Value(variables, "CIRCLE_SHA1"));
}

// support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets. The destination's commit may be abbreviated: then it names
// nothing for certain and is left out.
Result<CiChange> BitbucketChange(const Variables& variables, const ReadTextFile&) {
  const auto value = [&](const char* name) { return Value(variables, name); };
  if (const std::string number = value("BITBUCKET_PR_ID"); !number.empty()) {
    SLUICE_ASSIGN(CiChange change, RequestChange("pull request", number, value("BITBUCKET_PR_DESTINATION_BRANCH")));
    AddIfAny(WholeId(value("BITBUCKET_COMMIT")), &change.heads);
    AddIfAny(WholeId(value("BITBUCKET_PR_DESTINATION_COMMIT")), &change.bases);
    return change;
  }
  return PushChange(value("BITBUCKET_BRANCH"), value("BITBUCKET_TAG"), value("BITBUCKET_COMMIT"));
}

// learn.microsoft.com/azure/devops/pipelines/build/variables. Target branches come with and without refs/heads/.
Result<CiChange> AzureChange(const Variables& variables, const ReadTextFile&) {
  const auto value = [&](const char* name) { return Value(variables, name); };
  if (const std::string target = value("SYSTEM_PULLREQUEST_TARGETBRANCH"); !target.empty()) {
    const std::string number = value("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER");
    SLUICE_ASSIGN(CiChange change,
                  RequestChange("pull request", number.empty() ? value("SYSTEM_PULLREQUEST_PULLREQUESTID") : number, target));
    AddIfAny(WholeId(value("BUILD_SOURCEVERSION")), &change.heads);
    AddIfAny(WholeId(value("SYSTEM_PULLREQUEST_SOURCECOMMITID")), &change.heads);
    return change;
  }
  const std::string ref = value("BUILD_SOURCEBRANCH");
  const bool is_tag = ref.starts_with("refs/tags/");
  return PushChange(is_tag ? "" : ref, is_tag ? ref : "", value("BUILD_SOURCEVERSION"));
}

// plugins.jenkins.io/git (environment variables) and the branch-api plugin (CHANGE_…). GIT_PREVIOUS_COMMIT is what was built last,
// whether it passed or not; what made a build fail is still part of the change, so only the last successful one is a base.
Result<CiChange> JenkinsChange(const Variables& variables, const ReadTextFile&) {
  const auto value = [&](const char* name) { return Value(variables, name); };
  if (const std::string target = value("CHANGE_TARGET"); !target.empty()) {
    SLUICE_ASSIGN(CiChange change, RequestChange("pull request", value("CHANGE_ID"), target));
    AddIfAny(WholeId(value("GIT_COMMIT")), &change.heads);
    return change;
  }
  std::string branch = value("BRANCH_NAME").empty() ? value("GIT_BRANCH") : value("BRANCH_NAME");
  if (branch.starts_with("origin/")) branch = branch.substr(7);
  CiChange change = PushChange(branch, value("TAG_NAME"), value("GIT_COMMIT"));
  if (!change.branch.empty()) AddIfAny(WholeId(value("GIT_PREVIOUS_SUCCESSFUL_COMMIT")), &change.bases);
  change.may_lack_bases = true;
  return change;
}

}  // namespace sluice
