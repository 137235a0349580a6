// Hashes that differ from process to process (base/hash_seed.h).
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/hash_seed.h"
#include "base/object_id.h"

namespace sluice::git {

inline uint64_t SeededHash(std::string_view bytes, uint64_t start = 0) {
  const HashSeed& seed = ProcessHashSeed();
  uint64_t hash = start ^ seed.a ^ bytes.size();
  while (!bytes.empty()) {
    uint64_t word = 0;
    const size_t n = bytes.size() < sizeof word ? bytes.size() : sizeof word;
    std::memcpy(&word, bytes.data(), n);
    hash = MixWords(hash ^ word, seed.b);
    bytes.remove_prefix(n);
  }
  return hash;
}

inline uint64_t SeededHash(uint64_t number) {
  const HashSeed& seed = ProcessHashSeed();
  return MixWords(number ^ seed.a, seed.b);
}

inline uint64_t SeededHash(const ObjectId& id) {
  static_assert(ObjectId::kSize == 20);
  const HashSeed& seed = ProcessHashSeed();
  uint64_t words[3];
  std::memcpy(words, id.bytes.data(), 16);
  std::memcpy(words + 2, id.bytes.data() + 12, 8);
  return MixWords(MixWords(words[0] ^ seed.a, words[1] ^ seed.b) ^ words[2], seed.b);
}

}  // namespace sluice::git
