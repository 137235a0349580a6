// What files a change was made from: those that it replaces or removes. A secret in a file of the change is new only where none of
// them had it.
#pragma once

#include <string>
#include <vector>

#include "base/object_id.h"
#include "git/repo.h"

namespace sluice::git {

// What `commit` replaces or removes of each of its parents; sorted, each once. Bounded (kMaxGoneFiles, kMaxTreeDepth); parents and
// trees that cannot be read, as in a shallow clone, have no files. Keeps nothing between calls.
constexpr size_t kMaxGoneFiles = 20'000;
std::vector<GoneFile> GoneFilesOf(Repo* repo, const ObjectId& commit);

// Of `gone`, which is sorted, what a file at `path` with this content was made from, as far as can be told: the file at the same
// path; else one with the same content; else removed ones of the same name, or the first few. At most kMaxPredecessors.
constexpr size_t kMaxPredecessors = 16;
std::vector<GoneFile> PredecessorsOf(const std::string& path, const ObjectId& blob, const std::vector<GoneFile>& gone);

}  // namespace sluice::git
