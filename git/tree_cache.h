// TreeCache: raw tree objects of one Repo by id, the recently used ones kept, so that a commit's tree can be compared with its
// parent's without reading either twice. Bounded to about 8 MiB. Owned by one thread.
#pragma once

#include <string_view>
#include <utility>

#include "base/object_id.h"
#include "base/result.h"
#include "git/generation_cache.h"
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
  static constexpr size_t kKeptBytes = size_t{8} << 20;

  Repo* repo_;
  GenerationCache<ObjectId, TreeBytes> kept_{kKeptBytes};
};

}  // namespace sluice::git
