// Memo: which pieces of bytes were looked at and held nothing. The same encoded value stands in thousands of versions of a file; each
// different one is decoded and matched once. Bounded: what was forgotten is looked at again. One thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace sluice {

// 128 bits, so that no two different pieces in the lifetime of a scan share one; to make two that do takes the seed of the process
// (base/hash_seed.h).
struct PieceKey {  // never zero
  uint64_t high = 0, low = 0;
  friend bool operator==(const PieceKey&, const PieceKey&) = default;
};

// `seed` is what else the outcome depends on.
PieceKey MakePieceKey(std::string_view bytes, uint64_t seed);
uint64_t HashBytes(std::string_view bytes);

class Memo {
 public:
  bool Holds(const PieceKey& key) const;
  void Add(const PieceKey& key);
  // Says that Holds(key) will be asked: most of a large memory is far from the processor.
  void Expect(const PieceKey& key) const {
    if (buckets_ != nullptr) __builtin_prefetch(&KeysFor(key));
  }

 private:
  // A line of the processor's cache. A new key pushes out the oldest of its bucket: no allocation, no list, no erasing (sets of
  // the standard library took a tenth of a whole scan).
  struct Bucket {
    std::array<PieceKey, 4> keys;  // the latest first; zero: free
  };
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  std::array<PieceKey, 4>& KeysFor(const PieceKey& key) const;

  // From calloc, which leaves to the system to clear what is used: a hook adds a few keys, and clearing it all took a millisecond.
  std::unique_ptr<Bucket[], Free> buckets_;
};

}  // namespace sluice
