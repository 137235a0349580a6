#include "git/pack/sorted_ids.h"

#include <algorithm>
#include <cstring>

namespace sluice::git {
namespace {

// Ids made to stand elsewhere than their values say are found by halving.
constexpr int kMaxGuesses = 6;

// The first bytes of an id, which order ids as they do.
uint64_t Prefix(const void* id) {
  uint64_t prefix = 0;
  std::memcpy(&prefix, id, sizeof prefix);
  return __builtin_bswap64(prefix);
}

}  // namespace

std::optional<uint32_t> SortedIds::Find(const ObjectId& id, uint32_t begin, uint32_t end) const {
  const uint64_t wanted = Prefix(id.bytes.data());
  uint64_t low = uint64_t{id.bytes[0]} << 56, high = low | UINT64_MAX >> 8;
  for (int looks = 0; begin < end; ++looks) {
    uint32_t middle = begin + (end - begin) / 2;
    if (looks < kMaxGuesses && low < high) {
      const double share = static_cast<double>(wanted - low) / static_cast<double>(high - low);
      middle = begin + std::min(static_cast<uint32_t>(share * (end - begin)), end - begin - 1);
    }
    const char* const here = first + stride_bytes * middle;
    const uint64_t prefix = Prefix(here);
    int order = prefix < wanted ? -1 : static_cast<int>(prefix > wanted);
    if (order == 0) order = std::memcmp(here, id.bytes.data(), ObjectId::kSize);
    if (order == 0) return middle;
    (order < 0 ? begin : end) = order < 0 ? middle + 1 : middle;
    (order < 0 ? low : high) = prefix;
  }
  return std::nullopt;
}

}  // namespace sluice::git
