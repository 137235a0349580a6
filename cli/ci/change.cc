#include "cli/ci/change.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "base/object_id.h"
#include "cli/ci/systems.h"

namespace sluice {
namespace {

struct CiSystem {
  std::string_view name;
  std::string_view variable, value;  // set to this by the system alone; an empty value means any
  Result<CiChange> (*change)(const Variables&, const ReadTextFile&);
  std::string_view full_clone;
};

// In the order in which they are asked: those that set variables of others (Gitea those of GitHub) are told apart by their own.
constexpr std::array<CiSystem, 9> kSystems = {{
    {"GitHub Actions", "GITHUB_ACTIONS", "true", GithubChange, "`fetch-depth: 0` under `with:` of the actions/checkout step"},
    {"GitLab CI", "GITLAB_CI", "true", GitlabChange, "`GIT_DEPTH: \"0\"` under `variables:` of the job"},
    {"Woodpecker CI", "CI", "woodpecker", WoodpeckerChange,
     "`partial: false` and `depth: 0` under `settings:` of the clone step (woodpeckerci/plugin-git)"},
    {"Drone", "DRONE", "true", DroneChange,
     "no `depth` under `clone:` of the pipeline, and `git fetch origin` as its first command"},
    {"Buildkite", "BUILDKITE", "true", BuildkiteChange,
     "no --depth in BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS, and "
     "`git fetch origin '+refs/heads/*:refs/remotes/origin/*'` before sluice"},
    {"CircleCI", "CIRCLECI", "true", CircleChange, "`method: full` under the `checkout` step"},
    {"Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER", "", BitbucketChange, "`clone: {depth: full}` in bitbucket-pipelines.yml"},
    {"Azure Pipelines", "TF_BUILD", "True", AzureChange, "`fetchDepth: 0` under the `checkout: self` step"},
    {"Jenkins", "JENKINS_URL", "", JenkinsChange,
     "the behaviour \"Advanced clone behaviours\" without \"Shallow clone\", and in \"Specify ref specs\" "
     "+refs/heads/*:refs/remotes/@{remote}/*"},
}};

// What git check-ref-format refuses, so that a message can say it; nothing here depends on it for safety.
bool IsRefName(std::string_view name) {
  const auto is_bad = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || std::string_view("~^:?*[\\").find(c) != std::string_view::npos;
  };
  return !name.empty() && name.size() <= 1024 && name.front() != '-' && name.front() != '/' && name.back() != '/' &&
         name.find("..") == std::string_view::npos && name.find("@{") == std::string_view::npos &&
         std::none_of(name.begin(), name.end(), is_bad);
}

}  // namespace

Result<std::optional<CiChange>> FindChange(const Variables& variables, const ReadTextFile& read_file) {
  for (const CiSystem& system : kSystems) {
    const std::string value = Value(variables, std::string(system.variable));
    if (value.empty() || (!system.value.empty() && Lower(value) != Lower(system.value))) continue;
    Result<CiChange> change = system.change(variables, read_file);
    if (!change) return Context(std::move(change).error(), std::string(system.name));
    change->system = system.name;
    change->full_clone = std::string(system.full_clone) + change->full_clone;
    return std::optional(std::move(*change));
  }
  return std::optional<CiChange>();
}

std::string KnownCiSystems() {
  std::string names;
  for (const CiSystem& system : kSystems) names += (names.empty() ? "" : ", ") + std::string(system.name);
  return names;
}

std::optional<std::string> RemoteBranch(const std::string& branch) {
  const std::string name = ShortBranch(branch);
  if (!IsRefName(name) || name == "HEAD") return std::nullopt;
  return "refs/remotes/origin/" + name;
}

std::optional<std::string> TagRef(const std::string& tag) {
  if (!IsRefName(tag)) return std::nullopt;
  return tag.starts_with("refs/tags/") ? tag : "refs/tags/" + tag;
}

std::optional<std::string> WholeId(const std::string& id) {
  const std::optional<ObjectId> parsed = ObjectId::FromHex(id);
  if (!parsed || parsed->IsZero()) return std::nullopt;
  return parsed->Hex();
}

}  // namespace sluice
