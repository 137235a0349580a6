#include "git/id_index.h"

#include <algorithm>
#include <bit>

#include "git/seeded_hash.h"

namespace sluice::git {
namespace {

constexpr size_t kFirstSlots = 1024;

}  // namespace

// Linear probing: the slot that holds `id`, or the free one where it belongs.
size_t IdIndex::SlotOf(const ObjectId& id) const {
  const size_t mask = slots_.size() - 1;
  size_t slot = SeededHash(id) & mask;
  while (slots_[slot] != kAbsent && ids_[slots_[slot]] != id) slot = (slot + 1) & mask;
  return slot;
}

void IdIndex::Grow(size_t slots) {
  slots_.assign(slots, kAbsent);
  for (uint32_t number = 0; number < size(); ++number) slots_[SlotOf(ids_[number])] = number;
}

void IdIndex::Reserve(size_t ids) {
  ids_.reserve(ids);
  const size_t slots = std::max(kFirstSlots, std::bit_ceil(2 * (ids + 1)));
  if (slots > slots_.size()) Grow(slots);
}

std::pair<uint32_t, bool> IdIndex::Insert(const ObjectId& id) {
  if (2 * (ids_.size() + 1) > slots_.size()) Grow(slots_.empty() ? kFirstSlots : 2 * slots_.size());
  uint32_t& slot = slots_[SlotOf(id)];
  if (slot != kAbsent) return {slot, false};
  slot = size();
  ids_.push_back(id);
  return {slot, true};
}

uint32_t IdIndex::Find(const ObjectId& id) const { return slots_.empty() ? kAbsent : slots_[SlotOf(id)]; }

}  // namespace sluice::git
