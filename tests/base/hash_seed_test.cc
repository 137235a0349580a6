#include "base/hash_seed.h"

#include <gtest/gtest.h>

#include <bit>

namespace sluice {
namespace {

TEST(HashSeed, IsTheSameForTheWholeProcess) {
  EXPECT_EQ(&ProcessHashSeed(), &ProcessHashSeed());
  EXPECT_EQ(ProcessHashSeed().b & 1, 1U);
}

TEST(HashSeed, EveryBitOfAWordChangesManyOfTheProduct) {
  const HashSeed& seed = ProcessHashSeed();
  const uint64_t mixed = MixWords(12345 ^ seed.a, seed.b);
  int changed = 0;
  for (int bit = 0; bit < 64; ++bit) changed += std::popcount(mixed ^ MixWords((12345 ^ uint64_t{1} << bit) ^ seed.a, seed.b));
  EXPECT_GT(changed, 64 * 8);
}

}  // namespace
}  // namespace sluice
