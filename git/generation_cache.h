// GenerationCache: values by key, the recently used ones kept, up to a number of bytes. Two generations instead of a list: when the
// young one is full it becomes the old one, what was not used since goes, and what is used again moves back. One table, open
// addressing: a std::unordered_map for each generation took twice the time. Owned by one thread.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "git/seeded_hash.h"

namespace sluice::git {

// Key: uint64_t or ObjectId. Value: default-constructible and movable.
template <class Key, class Value>
class GenerationCache {
 public:
  explicit GenerationCache(size_t max_bytes) : generation_bytes_(max_bytes / 2) {}

  // Null when it is not kept. Valid until the next Keep().
  const Value* Find(const Key& key) {
    if (slots_.empty()) return nullptr;
    Slot& slot = slots_[SlotOf(key)];
    if (slot.bytes == 0) return nullptr;
    if (!slot.is_young) young_bytes_ += slot.bytes;
    slot.is_young = true;
    return &slot.value;
  }

  // Requires: not kept yet. `bytes`: what it takes beside its place in the table.
  void Keep(const Key& key, Value value, size_t bytes) {
    bytes += sizeof(Slot);
    if (young_bytes_ + bytes > generation_bytes_) {
      Rebuild(true);
    } else if (2 * (used_ + 1) > slots_.size()) {
      Rebuild(false);
    }
    slots_[SlotOf(key)] = {key, std::move(value), bytes, true};
    ++used_;
    young_bytes_ += bytes;
  }

 private:
  static constexpr size_t kFirstSlots = 256;

  struct Slot {
    Key key{};
    Value value{};
    size_t bytes = 0;  // 0 when free
    bool is_young = false;
  };

  // Linear probing: where `key` stands, or belongs.
  size_t SlotOf(const Key& key) const {
    const size_t mask = slots_.size() - 1;
    size_t slot = SeededHash(key) & mask;
    while (slots_[slot].bytes != 0 && slots_[slot].key != key) slot = (slot + 1) & mask;
    return slot;
  }

  // A new table; with `ages` the old generation is dropped and the young one becomes it.
  void Rebuild(bool ages) {
    std::vector<Slot> before = std::exchange(slots_, {});
    const auto stays = [ages](const Slot& slot) { return slot.bytes != 0 && (slot.is_young || !ages); };
    used_ = 0;
    for (const Slot& slot : before) used_ += stays(slot) ? 1 : 0;
    slots_.resize(std::bit_ceil(std::max(kFirstSlots, 4 * used_)));
    for (Slot& slot : before) {
      if (!stays(slot)) continue;
      slot.is_young = slot.is_young && !ages;
      slots_[SlotOf(slot.key)] = std::move(slot);
    }
    if (ages) young_bytes_ = 0;
  }

  size_t generation_bytes_;
  std::vector<Slot> slots_;  // a power of two, at most half used
  size_t used_ = 0, young_bytes_ = 0;
};

}  // namespace sluice::git
