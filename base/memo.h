// Memo: which pieces of bytes were looked at and held nothing. The same encoded value stands in thousands of versions of a file;
// each different one is decoded and matched once. Bounded: what was forgotten is looked at again. One thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace sluice {

// 128 bits of XXH3, so that no two different pieces in the lifetime of a scan share one; to make two that do takes the seed of the
// process (base/hash_seed.h), from which its secret is drawn.
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
    if (buckets_ != nullptr) __builtin_prefetch(&BucketOf(key));
  }

 private:
  // A line of the processor's cache. A new key pushes out the oldest of its bucket: no allocation, no list, no erasing (sets of
  // the standard library took a tenth of a whole scan).
  struct Bucket {
    std::array<PieceKey, 4> keys;  // the latest first; zero: free
  };
  Bucket& BucketOf(const PieceKey& key) const;
  void Grow();

  // It grows with what is added, to 2 MiB: a push adds a few thousand keys, and each would touch a page of its own in a large one,
  // which the system has to clear first.
  size_t bucket_count_ = 0;  // 0, or a power of two
  size_t added_ = 0;         // since it last grew
  std::unique_ptr<Bucket[]> buckets_;
};

}  // namespace sluice
