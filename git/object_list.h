// ObjectList: every blob that the trees of some commits bring, once each, in an order that is cheap to read, and every path name
// that is new somewhere. Trees are compared raw against the first parent's, equal subtrees and equal runs of entries are skipped,
// no diff is ever made.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"
#include "git/commits.h"
#include "git/pack_place.h"
#include "git/path_table.h"
#include "git/repo.h"
#include "git/unread.h"

namespace sluice::git {

constexpr uint32_t kNoCommit = UINT32_MAX;

struct BlobRef {
  ObjectId id;
  // Index in CommitList: the earliest that brings it; kNoCommit when a ref names it or its tree directly.
  uint32_t commit = kNoCommit;
  // Index in ObjectList::paths: of its paths there the one with the fewest folders, then the first in tree order.
  uint32_t path = 0;
  PackPlace place = {};  // as SortForReading found it
};

// A path is listed where its last name is new in its folder, compared with the same folder of the parents, and where a blob is
// first seen. So every name of a file or folder that ever existed is there with at least one of the paths that it had.
struct PathName {
  std::string text;             // bytes, '/' separated; empty for a blob that a ref names directly
  uint32_t commit = kNoCommit;  // the earliest that brings it
};

// Blobs [begin, end) of a list that are stored as deltas of each other, as far as they are: one reader should read them all.
struct DeltaFamily {
  size_t begin = 0, end = 0;
};

// Where trees and blobs stood beside the path of their first sight. With BlobRef::commit and path these are all places of all blobs
// in the listed commits: at each path of each blob the earliest commit that holds it there, and copies of folders for what is below
// them.
struct CopyList {
  struct Copy {
    ObjectId id;
    bool is_tree = false;
    uint32_t commit = 0;
    uint32_t path = 0;  // in `paths`
  };
  std::vector<Copy> copies;
  PathTable paths;
  bool is_complete = false;  // not with parents outside of the list, over limits, after a stop
};

struct ObjectList {
  std::vector<BlobRef> blobs;         // in reading order: along the delta trees of the packs, then the rest by id
  std::vector<DeltaFamily> families;  // of more than one blob; ascending, apart
  std::vector<PathName> paths;        // distinct; sorted by text
  CopyList copies;
  std::vector<Unread> unread;  // trees that could not be read, trees nested deeper than 512, …
};

// Without parents outside the list these are all blobs that the commits' trees hold. With such parents (a range) a blob is new
// where no parent, listed or not, holds it at the same path: one that the hidden side has under another path only may be listed
// although it is not new (a rename). That never leaves out what is new, and the cost stays in proportion to the change, not to the
// size of the trees. `jobs` threads walk contiguous runs of commits; the result does not depend on it. Gitlinks (submodules) are
// not blobs. A stop leaves the list short and says so in `unread`. Fails only when the repository cannot be opened again.
Result<ObjectList> ListObjects(const Repo& repo, const CommitList& commits, unsigned jobs, std::stop_token stop);

// Sorts blobs into the order of ObjectList::blobs, and notes where they stand. Returns ObjectList::families.
std::vector<DeltaFamily> SortForReading(const Repo& repo, std::vector<BlobRef>* blobs);

}  // namespace sluice::git
