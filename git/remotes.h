// Remotes: which other repositories this one knows, and what it last saw of each: refs/remotes/NAME/*.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"
#include "git/repo.h"

namespace sluice::git {

struct Remote {
  std::string name;
  std::vector<std::string> urls;  // url and pushurl, as configured
};

// From the repository's own configuration file, which is read and not obeyed: includes are not followed. A remote that stands only
// in an include is not known, so more is scanned.
std::vector<Remote> ReadRemotes(const Repo& repo);

// What every ref of this remote named when it was last fetched or pushed to. Refs of another remote whose name begins with this
// one's ("team" and "team/fork") are not taken for its own.
std::vector<ObjectId> TrackingIds(const Repo& repo, const std::vector<Remote>& remotes, std::string_view name);

// The names of the remotes that git means by `name` and `url`, the arguments of a pre-push hook: the one that is called so, or,
// when a URL was pushed to, those that have it. A trailing '/' or ".git" makes no difference.
std::vector<std::string> MatchRemotes(const std::vector<Remote>& remotes, std::string_view name, std::string_view url);

// Which of `commits` some tracking ref of each remote reaches; remotes that reach none are left out. Walks from the refs of every
// remote: for a scan that found something, once.
struct RemoteReach {
  std::string remote;
  std::vector<ObjectId> commits;
};
std::vector<RemoteReach> FindRemotesReaching(Repo* repo, const std::vector<Remote>& remotes, const std::vector<ObjectId>& commits);

}  // namespace sluice::git
