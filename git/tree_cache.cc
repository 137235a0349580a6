#include "git/tree_cache.h"

#include <utility>

#include "git/tree.h"

namespace sluice::git {
Result<TreeBytes> TreeCache::Read(const ObjectId& id) {
  if (const TreeBytes* const kept = kept_.Find(id)) return *kept;
  SLUICE_ASSIGN(KeptObject object, repo_->ReadAndKeep(id, kMaxTreeBytes));
  if (object.view.type != ObjectType::kTree)
    return Error{Code::kUnreadable, "object " + id.Hex() + ": stands where a tree belongs"};
  const TreeBytes bytes(std::move(object));
  kept_.Keep(id, bytes, bytes.view().size());
  return bytes;
}

}  // namespace sluice::git
