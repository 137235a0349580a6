#include "git/tree_cache.h"

#include <utility>

#include "git/tree.h"

namespace sluice::git {
namespace {

constexpr size_t kGenerationBytes = 8 << 20;

}  // namespace

Result<TreeBytes> TreeCache::Read(const ObjectId& id) {
  if (const auto it = young_.find(id); it != young_.end()) return it->second;
  if (const auto it = old_.find(id); it != old_.end()) {
    const TreeBytes bytes = it->second;
    Keep(id, bytes);
    return bytes;
  }
  SLUICE_ASSIGN(KeptObject object, repo_->ReadAndKeep(id, kMaxTreeBytes));
  if (object.view.type != ObjectType::kTree)
    return Error{Code::kUnreadable, "object " + id.Hex() + ": stands where a tree belongs"};
  const TreeBytes bytes(std::move(object));
  Keep(id, bytes);
  return bytes;
}

void TreeCache::Keep(const ObjectId& id, const TreeBytes& bytes) {
  if (young_bytes_ + bytes.view().size() > kGenerationBytes) {
    old_ = std::exchange(young_, {});
    young_bytes_ = 0;
  }
  young_bytes_ += bytes.view().size();
  young_.emplace(id, bytes);
}

}  // namespace sluice::git
