// TreeCache: raw tree objects of one Repo by id, the recently used ones kept, so that a commit's tree can be compared with its
// parent's without reading either twice. Bounded to about 16 MiB. Owned by one thread.
#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/object_id.h"
#include "base/result.h"
#include "git/repo.h"

namespace sluice::git {

// A tree's bytes, alive as long as this is.
class TreeBytes {
 public:
  TreeBytes() = default;  // an empty tree
  explicit TreeBytes(KeptObject object) : object_(std::move(object)) {}
  std::string_view view() const { return object_.view.bytes; }

 private:
  KeptObject object_;
};

class TreeCache {
 public:
  // Requires: `repo` outlives the cache.
  explicit TreeCache(Repo* repo) : repo_(repo) {}

  // kUnreadable when missing, corrupt, too large or no tree.
  Result<TreeBytes> Read(const ObjectId& id);

 private:
  void Keep(const ObjectId& id, const TreeBytes& bytes);

  Repo* repo_;
  // Two generations instead of a list: when the young one is full it becomes the old one, and what is used again moves back.
  std::unordered_map<ObjectId, TreeBytes> young_, old_;
  size_t young_bytes_ = 0;
};

}  // namespace sluice::git
