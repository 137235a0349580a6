// Ancestry: what is known of how a content came about from another one that was read before it: which of its bytes are the other's.
// Packs store versions of a file so; whoever has seen the other version need look at the rest only.
#pragma once

#include <cstdint>
#include <span>

namespace sluice {

// `size` bytes at `begin` that are those at `base_begin` of the base.
struct CopiedRange {
  uint64_t begin = 0, base_begin = 0, size = 0;
  uint64_t end() const { return begin + size; }
  uint64_t base_end() const { return base_begin + size; }
  friend bool operator==(const CopiedRange&, const CopiedRange&) = default;
};

// Keys name contents of one reader; 0 is none. `copied` is sorted by `begin`, its ranges do not overlap and lie inside both
// contents; borrowed for as long as the content is.
struct Ancestry {
  uint64_t key = 0, base_key = 0;
  uint64_t base_bytes = 0;
  std::span<const CopiedRange> copied;
};

}  // namespace sluice
