// HookFolder: where git looks for the hooks of a repository: core.hooksPath, else `hooks` in the common git folder, which linked
// worktrees share. The one place where a repository's own configuration decides something: an installed hook must be where git runs
// it.
#pragma once

#include <string>

#include "base/result.h"
#include "git/git_config.h"
#include "git/repo.h"

namespace sluice::git {

struct HookFolder {
  std::string path;              // absolute; need not exist
  std::string set_by;            // the file whose core.hooksPath names it; empty for git's default
  bool is_in_work_tree = false;  // part of the project: what stands there is shared with everybody who clones it
};

Result<HookFolder> FindHookFolder(const Repo& repo);

// Where hooks are when nothing is configured.
std::string DefaultHookFolder(const Repo& repo);

}  // namespace sluice::git
