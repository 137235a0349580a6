// Location: where a repository's folders are, found from a path without reading its configuration (core.worktree and core.bare
// decide nothing).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace sluice::git {

struct Location {
  std::string git_dir;     // of this worktree, absolute
  std::string common_dir;  // holds objects and refs: git_dir itself unless this is a linked worktree
  std::string work_dir;    // empty when there is none
};

// `path` itself, nothing above it. kUsage when it is no repository, kUnreadable when it was one and is damaged.
Result<Location> Locate(const std::string& path);

// The path in or above `path` that Locate accepts; kUsage when there is none.
Result<std::string> LocateAbove(const std::string& path);

bool IsRepositoryPath(const std::string& path);

// The folders that hold objects: the repository's own, then its alternates as far as git follows them (5 levels), each once.
std::vector<std::string> ObjectFolders(const std::string& common_dir);

}  // namespace sluice::git
