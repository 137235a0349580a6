#include "base/memo.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sluice {
namespace {

TEST(Memo, KeysDifferByEveryByteAndBySeed) {
  std::set<std::pair<uint64_t, uint64_t>> keys;
  size_t made = 0;
  for (size_t size = 0; size < 40; ++size) {
    std::string bytes(size, 'a');
    for (size_t i = 0; i <= size; ++i, ++made) {
      const PieceKey key = MakePieceKey(bytes, 1);
      keys.emplace(key.high, key.low);
      if (i < size) bytes[i] = 'b';
    }
  }
  EXPECT_EQ(keys.size(), made);
  EXPECT_NE(MakePieceKey("text", 1), MakePieceKey("text", 2));
}

TEST(Memo, ForgetsNothingWhileItMayGrow) {
  for (int round = 0; round < 300; ++round) {
    Memo memo;
    for (uint64_t i = 0; i < 400; ++i) memo.Add(MakePieceKey(std::to_string(i), static_cast<uint64_t>(round)));
    for (uint64_t i = 0; i < 400; ++i) ASSERT_TRUE(memo.Holds(MakePieceKey(std::to_string(i), static_cast<uint64_t>(round)))) << i;
  }
}

TEST(Memo, KnowsWhatWasAddedLately) {
  Memo memo;
  EXPECT_FALSE(memo.Holds({1, 1}));
  constexpr uint64_t kAdded = 300'000;
  for (uint64_t i = 1; i <= kAdded; ++i) {
    memo.Add({i, i});
    ASSERT_TRUE(memo.Holds({i, i}));
    ASSERT_FALSE(memo.Holds({i, i + 1}));
  }
  uint64_t held = 0;
  for (uint64_t i = 1; i <= kAdded; ++i) held += memo.Holds({i, i}) ? 1 : 0;
  EXPECT_LT(held, kAdded / 2) << "memory is bounded";
  EXPECT_GT(held, kAdded / 10);
}

TEST(Memo, ForgetsHardlyAnythingWhileItGrows) {
  Memo memo;
  constexpr uint64_t kAdded = 30'000;
  for (uint64_t i = 1; i <= kAdded; ++i) memo.Add({i, i});
  uint64_t held = 0;
  for (uint64_t i = 1; i <= kAdded; ++i) held += memo.Holds({i, i}) ? 1 : 0;
  EXPECT_GT(held, kAdded * 98 / 100);
}

}  // namespace
}  // namespace sluice
