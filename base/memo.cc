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

}  // namespace

PieceKey MakePieceKey(std::string_view bytes, uint64_t seed) {
  uint64_t high = seed ^ kA, low = seed ^ kB;
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= 16; at += 16, left -= 16) {
    const uint64_t first = Load(at), second = Load(at + 8);
    high = Mix(first ^ kC ^ high, second ^ kD) + first;
    low = Mix(second ^ kA ^ low, first ^ kB) + second;
  }
  char tail[16] = {};
  if (left > 0) std::memcpy(tail, at, left);
  const uint64_t first = Load(tail), second = Load(tail + 8) ^ bytes.size() * kC;
  return {(Mix(first ^ kC ^ high, second ^ kD) + Mix(high, kB)) | 1, Mix(second ^ kA ^ low, first ^ kB) + Mix(low, kD)};
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
