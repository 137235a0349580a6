#include "base/hash_seed.h"

#include <random>

namespace sluice {

const HashSeed& ProcessHashSeed() {
  static const HashSeed seed = [] {
    std::random_device device;
    const auto word = [&device] { return (uint64_t{device()} << 32) | device(); };
    return HashSeed{word(), word() | 1};
  }();
  return seed;
}

}  // namespace sluice
