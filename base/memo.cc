#include "base/memo.h"

#include <algorithm>
#include <cstring>

namespace sluice {
namespace {

constexpr size_t kBuckets = 1 << 15;  // 2 MiB

__extension__ using uint128 = unsigned __int128;

// The halves of a product, folded: what mum-hash and wyhash are built from.
uint64_t Mix(uint64_t a, uint64_t b) {
  const uint128 product = static_cast<uint128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t Load(const char* at) {
  uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

constexpr uint64_t kA = 0xA0761D6478BD642F, kB = 0xE7037ED1A0B428DB, kC = 0x8EBC6AF09C88C6E3, kD = 0x589965CC75374CC3;

// Each multiplication waits for the one before it: two lanes take half the time of one.
struct Lane {
  uint64_t high = 0, low = 0;
  void Take(uint64_t first, uint64_t second) {
    high = Mix(first ^ kC ^ high, second ^ kD) + first;
    low = Mix(second ^ kA ^ low, first ^ kB) + second;
  }
};

}  // namespace

PieceKey MakePieceKey(std::string_view bytes, uint64_t seed) {
  Lane lane{seed ^ kA, seed ^ kB}, other{seed ^ kC, seed ^ kD};
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
  const uint64_t first = Load(tail), second = Load(tail + 8) ^ bytes.size() * kC;
  return {(Mix(first ^ kC ^ lane.high, second ^ kD) + Mix(lane.high, kB)) | 1,
          Mix(second ^ kA ^ lane.low, first ^ kB) + Mix(lane.low, kD)};
}

uint64_t HashBytes(std::string_view bytes) { return MakePieceKey(bytes, 0).low; }

std::array<PieceKey, 4>& Memo::KeysFor(const PieceKey& key) const {
  return buckets_[static_cast<size_t>(Mix(key.low ^ kA, key.high ^ kC) % kBuckets)].keys;
}

bool Memo::Holds(const PieceKey& key) const {
  return buckets_ != nullptr && std::ranges::find(KeysFor(key), key) != KeysFor(key).end();
}

void Memo::Add(const PieceKey& key) {
  if (buckets_ == nullptr) buckets_.reset(static_cast<Bucket*>(std::calloc(kBuckets, sizeof(Bucket))));
  if (buckets_ == nullptr) return;
  std::array<PieceKey, 4>& keys = KeysFor(key);
  std::shift_right(keys.begin(), keys.end(), 1);
  keys[0] = key;
}

}  // namespace sluice
