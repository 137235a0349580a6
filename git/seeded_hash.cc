#include "git/seeded_hash.h"

#include <random>

namespace sluice::git {

const HashSeed& ProcessHashSeed() {
  static const HashSeed seed = [] {
    std::random_device device;
    const auto word = [&device] { return (uint64_t{device()} << 32) | device(); };
    return HashSeed{word(), word() | 1};
  }();
  return seed;
}

}  // namespace sluice::git
