// IdIndex: object ids numbered in the order they were first inserted; a set, and with a vector beside it a map. 28 to 36 bytes an
// id. The hash is seeded by the process: trees of a hostile repository may name any ids, also ids made to collide.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/object_id.h"

namespace sluice::git {

class IdIndex {
 public:
  static constexpr uint32_t kAbsent = UINT32_MAX;

  // Makes room for so many ids at once.
  void Reserve(size_t ids);
  // The id's number, and whether it is new.
  std::pair<uint32_t, bool> Insert(const ObjectId& id);
  uint32_t Find(const ObjectId& id) const;
  bool Contains(const ObjectId& id) const { return Find(id) != kAbsent; }
  const ObjectId& at(uint32_t number) const { return ids_[number]; }
  uint32_t size() const { return static_cast<uint32_t>(ids_.size()); }

 private:
  size_t SlotOf(const ObjectId& id) const;
  void Grow(size_t slots);

  std::vector<ObjectId> ids_;
  std::vector<uint32_t> slots_;  // numbers, kAbsent when free; a power of two, at most half full
};

}  // namespace sluice::git
