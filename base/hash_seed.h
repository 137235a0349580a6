// What hashes of bytes start from: numbers that differ from process to process, so that no input can be made to collide in our
// tables or to look like another in our memories. Results must never depend on them.
#pragma once

#include <cstdint>

namespace sluice {

struct HashSeed {
  uint64_t a, b;
};
const HashSeed& ProcessHashSeed();

// Multiplies two 64-bit words and folds the product: what mum-hash and wyhash are built from.
inline uint64_t MixWords(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

}  // namespace sluice
