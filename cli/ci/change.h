// CiChange: the change under review, as a CI system describes it in environment variables and, on GitHub, in an event file. Pure
// functions: variables and file contents come in as arguments.
//
// Names in variables are chosen by whoever opened the pull request. They are only ever compared with the names of refs and with
// object ids, never parsed as revisions and never given to a shell: ids are 40 hex digits, refs are whole ("refs/tags/v1").
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace sluice {

using Variables = std::map<std::string, std::string>;
using ReadTextFile = std::function<Result<std::string>(const std::string& path)>;

struct CiChange {
  std::string system;  // "GitHub Actions"
  std::string what;    // "pull request 12 into main"; holds names of others
  // Every one is scanned, and all must be in the clone. HEAD is scanned beside them: a merge made by the CI system stands there.
  std::vector<std::string> heads;
  // What any of these has is no part of the change. Those that are not in the clone are left out, but one must be there, or one of
  // `other_bases`, which count only then. Both empty: the default branch is the base, and on that branch itself nothing is.
  std::vector<std::string> bases, other_bases;
  bool may_lack_bases = false;         // a force push drops what was there before: the default branch takes its place
  bool is_deletion = false;            // nothing is left to scan
  std::string branch, default_branch;  // short names; empty when it is no branch, or not said
  std::string full_clone;              // what to set so that the clone has all history: "`fetch-depth: 0` …"
};

// Nothing when no known system set the variables. kUsage when they contradict what the system documents, kUnreadable when its event
// file cannot be read.
Result<std::optional<CiChange>> FindChange(const Variables& variables, const ReadTextFile& read_file);

// The names of the systems, for messages: "GitHub Actions, GitLab CI, …".
std::string KnownCiSystems();

// The full names of refs, and ids, as CiChange holds them; nothing for an empty value, for the id of zeros that stands for "none",
// and for what is no branch or tag name or no whole id.
std::optional<std::string> RemoteBranch(const std::string& branch);  // "main", "refs/heads/main" -> "refs/remotes/origin/main"
std::optional<std::string> TagRef(const std::string& tag);
std::optional<std::string> WholeId(const std::string& id);

}  // namespace sluice
