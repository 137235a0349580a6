// Memo: which pieces of bytes were looked at and held nothing. The same encoded value stands in thousands of versions of a file; each
// different one is decoded and matched once. Bounded: what was forgotten is looked at again. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace sluice {

// 128 bits, so that no two different pieces in the lifetime of a scan share one; not made to withstand someone who tries.
struct PieceKey {
  uint64_t high = 0, low = 0;
  friend bool operator==(const PieceKey&, const PieceKey&) = default;
};

// `seed` is what else the outcome depends on.
PieceKey MakePieceKey(std::string_view bytes, uint64_t seed);
uint64_t HashBytes(std::string_view bytes);

class Memo {
 public:
  bool Holds(const PieceKey& key);
  void Add(const PieceKey& key);

 private:
  struct Hash {
    size_t operator()(const PieceKey& key) const { return key.low; }
  };
  // Two generations: when the young one is full it becomes the old one, and what is used again moves back.
  std::unordered_set<PieceKey, Hash> young_, old_;
};

}  // namespace sluice
