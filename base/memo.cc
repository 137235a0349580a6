#include "base/memo.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/hash_seed.h"

namespace sluice {
namespace {

constexpr size_t kFewestBuckets = 1 << 6, kMostBuckets = 1 << 15, kGrowth = 8;  // 4 KiB to 2 MiB

uint64_t Load(const char* at) {
  uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

constexpr uint64_t kA = 0xA0761D6478BD642F, kB = 0xE7037ED1A0B428DB;

// Each multiplication waits for the one before it: two lanes take half the time of one. What words are mixed with is secret: a factor that
// can be made zero would wash out all that came before.
struct Lane {
  const HashSeed& seed;
  uint64_t high = 0, low = 0;
  void Take(uint64_t first, uint64_t second) {
    high = MixWords(first ^ seed.a ^ high, second ^ seed.b) + first;
    low = MixWords(second ^ ~seed.a ^ low, first ^ ~seed.b) + second;
  }
};

}  // namespace

PieceKey MakePieceKey(std::string_view bytes, uint64_t seed) {
  const HashSeed& process = ProcessHashSeed();
  Lane lane{process, seed ^ kA, seed ^ kB}, other{process, kA, kB};
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= 32; at += 32, left -= 32) {
    lane.Take(Load(at), Load(at + 8));
    other.Take(Load(at + 16), Load(at + 24));
  }
  if (bytes.size() >= 32) lane.Take(other.high, other.low);
  for (; left >= 16; at += 16, left -= 16) lane.Take(Load(at), Load(at + 8));
  char tail[16] = {};
  if (left > 0) std::memcpy(tail, at, left);
  lane.Take(Load(tail), Load(tail + 8));
  lane.Take(bytes.size(), kA);
  return {lane.high | 1, lane.low};
}

uint64_t HashBytes(std::string_view bytes) { return MakePieceKey(bytes, 0).low; }

Memo::Bucket& Memo::BucketOf(const PieceKey& key) const {
  return buckets_[static_cast<size_t>(MixWords(key.low ^ kA, key.high ^ kB)) & (bucket_count_ - 1)];
}

bool Memo::Holds(const PieceKey& key) const {
  return buckets_ != nullptr && std::ranges::find(BucketOf(key).keys, key) != BucketOf(key).keys.end();
}

// A key that no bucket holds any more is one that is looked at again, so it grows before many buckets are full.
void Memo::Add(const PieceKey& key) {
  if (added_ == bucket_count_ && bucket_count_ < kMostBuckets) Grow();
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
