#include "git/remotes.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "git/commits.h"
#include "git/ref_ids.h"
#include "git/repo_format.h"

namespace sluice::git {
namespace {

constexpr std::string_view kSection = "remote.";

std::string_view Plain(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.ends_with(".git")) url.remove_suffix(4);
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

}  // namespace

std::vector<Remote> ReadRemotes(const Repo& repo) {
  std::vector<Remote> remotes;
  const Result<std::string> text = ReadRepoConfig(repo.common_dir());
  if (!text) return remotes;
  for (const auto& [key, value] : ParseGitConfig(*text)) {
    if (!key.starts_with(kSection)) continue;
    const size_t dot = key.rfind('.');
    const std::string name = dot > kSection.size() ? key.substr(kSection.size(), dot - kSection.size()) : "";
    if (name.empty()) continue;
    auto remote = std::find_if(remotes.begin(), remotes.end(), [&](const Remote& known) { return known.name == name; });
    if (remote == remotes.end()) remote = remotes.insert(remote, Remote{name, {}});
    const std::string_view last = std::string_view(key).substr(dot + 1);
    if (last == "url" || last == "pushurl") remote->urls.push_back(value);
  }
  return remotes;
}

std::vector<ObjectId> TrackingIds(const Repo& repo, const std::vector<Remote>& remotes, std::string_view name) {
  const std::string prefix = "refs/remotes/" + std::string(name) + "/";
  std::vector<std::string> others;
  for (const Remote& remote : remotes) {
    if (std::string other = "refs/remotes/" + remote.name + "/"; other != prefix && other.starts_with(prefix))
      others.push_back(other);
  }
  return ReadRefIds(repo.common_dir(), prefix, others);
}

std::vector<std::string> MatchRemotes(const std::vector<Remote>& remotes, std::string_view name, std::string_view url) {
  std::vector<std::string> names;
  for (const Remote& remote : remotes) {
    if (remote.name == name) return {remote.name};
    const bool has_url = std::any_of(remote.urls.begin(), remote.urls.end(), [&](const std::string& known) {
      return Plain(known) == Plain(url) || Plain(known) == Plain(name);
    });
    if (has_url) names.push_back(remote.name);
  }
  return names;
}

std::vector<RemoteReach> FindRemotesReaching(Repo* repo, const std::vector<Remote>& remotes, const std::vector<ObjectId>& commits) {
  std::vector<RemoteReach> reaching;
  for (const Remote& remote : remotes) {
    const std::vector<ObjectId> known = TrackingIds(*repo, remotes, remote.name);
    if (known.empty()) continue;
    const Result<CommitList> left = ListCommits(repo, {.tips = commits, .hides = known}, {});
    if (!left) continue;
    RemoteReach reach{remote.name, {}};
    std::copy_if(commits.begin(), commits.end(), std::back_inserter(reach.commits), [&](const ObjectId& id) {
      return std::none_of(left->commits.begin(), left->commits.end(), [&](const Commit& commit) { return commit.id == id; });
    });
    if (!reach.commits.empty()) reaching.push_back(std::move(reach));
  }
  return reaching;
}

}  // namespace sluice::git
