// Attribution: where a few wanted blobs entered history: every commit and path that brings one, merges included.
// Known from the listing of the objects where that saw all: the earliest commit of a list that holds a blob at a path is the one
// that brings it, as long as no parents are outside of the list. Else each tree object is read once more and reduced to its
// projection on the wanted blobs (git/projection.h explains it), so the cost does not grow with their number.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"
#include "git/commits.h"
#include "git/object_list.h"
#include "git/repo.h"

namespace sluice::git {

// The commit holds `blob` at `path`, and none of its parents does. One entry a (blob, path): the earliest such commit.
struct Introduction {
  uint32_t commit = 0;  // index in CommitList
  std::string path;
  bool in_head = false;  // HEAD's tree still holds this blob at this path
  friend auto operator<=>(const Introduction&, const Introduction&) = default;
};

struct AttributionQuery {
  std::vector<ObjectId> blobs;   // wanted
  uint32_t first_commit = 0;     // of a list without parents outside: none before holds a wanted blob, those trees are not read
  std::optional<ObjectId> head;  // for in_head
  unsigned jobs = 1;
  const ObjectList* objects = nullptr;  // of the same commits: when it knows all places, history is not read again
};

// For each wanted blob its introductions, sorted by commit, then path, at most 100,000 of them. A blob that no listed commit brings
// has none. The result does not depend on `jobs`. After a stop it holds what is known for certain: introductions by the commits up
// to some index.
using Attribution = std::unordered_map<ObjectId, std::vector<Introduction>>;
Result<Attribution> Attribute(const Repo& repo, const CommitList& commits, const AttributionQuery& query, std::stop_token stop);

}  // namespace sluice::git
