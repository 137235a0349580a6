#include "base/memo.h"

#define XXH_INLINE_ALL  // no library to load
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "base/hash_seed.h"

namespace sluice {
namespace {

constexpr size_t kFewestBuckets = 1 << 6, kMostBuckets = 1 << 15, kGrowth = 8;  // 4 KiB to 2 MiB

constexpr uint64_t kA = 0xA0761D6478BD642F, kB = 0xE7037ED1A0B428DB;  // as many ones as zeros

// What a hash is mixed with, which nobody outside the process knows.
struct Secret {
  std::array<unsigned char, XXH3_SECRET_DEFAULT_SIZE> bytes;
  Secret() { XXH3_generateSecret(bytes.data(), bytes.size(), &ProcessHashSeed(), sizeof(HashSeed)); }
};

}  // namespace

PieceKey MakePieceKey(std::string_view bytes, uint64_t seed) {
  static const Secret secret;
  const HashSeed& process = ProcessHashSeed();
  const XXH128_hash_t hash = XXH3_128bits_withSecret(bytes.data(), bytes.size(), secret.bytes.data(), secret.bytes.size());
  return {(hash.high64 ^ MixWords(seed ^ process.a, process.b)) | 1, hash.low64 + MixWords(seed ^ process.b, process.a | 1)};
}

uint64_t HashBytes(std::string_view bytes) { return MakePieceKey(bytes, 0).low; }

Memo::Bucket& Memo::BucketOf(const PieceKey& key) const {
  // Keys may be alike in one of their words.
  return buckets_[static_cast<size_t>(MixWords(key.low ^ kA, key.high ^ kB)) & (bucket_count_ - 1)];
}

bool Memo::Holds(const PieceKey& key) const {
  return buckets_ != nullptr && std::ranges::find(BucketOf(key).keys, key) != BucketOf(key).keys.end();
}

// A key that no bucket holds any more is one that is looked at again, so it grows before one is pushed out.
void Memo::Add(const PieceKey& key) {
  while (bucket_count_ < kMostBuckets && (added_ == bucket_count_ || BucketOf(key).keys.back() != PieceKey())) Grow();
  ++added_;
  std::array<PieceKey, 4>& keys = BucketOf(key).keys;
  keys = {key, keys[0], keys[1], keys[2]};
}

void Memo::Grow() {
  const size_t old_count = std::exchange(bucket_count_, std::max(kFewestBuckets, bucket_count_ * kGrowth));
  const std::unique_ptr<Bucket[]> old = std::exchange(buckets_, std::make_unique<Bucket[]>(bucket_count_));
  added_ = 0;
  for (size_t i = 0; i < old_count; ++i) {
    for (auto key = old[i].keys.rbegin(); key != old[i].keys.rend(); ++key) {
      if (*key != PieceKey()) Add(*key);
    }
  }
}

}  // namespace sluice
