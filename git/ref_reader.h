// Reads refs from the files of a git folder: loose and packed refs, HEAD, linked worktrees, pseudo refs and the stash's reflog. Our
// own reader because libgit2's iterator leaves out loose refs it cannot parse without a word, and stops at the first bad line of
// packed-refs.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/object_id.h"
#include "git/location.h"
#include "git/repo.h"

namespace sluice::git {

struct RefFiles {
  std::vector<Ref> refs;            // sorted by name, then id
  std::vector<std::string> broken;  // "NAME: reason", sorted
};

// `exists` tells whether an object is there: a ref to a missing one is broken. A symbolic ref to a ref that does not exist (an
// unborn HEAD, refs/remotes/origin/HEAD after a prune) hides nothing and gives nothing.
RefFiles ReadRefs(const Location& location, const std::function<bool(const ObjectId&)>& exists);

}  // namespace sluice::git
