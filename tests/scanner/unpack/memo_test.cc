#include "scanner/unpack/memo.h"

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

TEST(Memo, KnowsWhatWasAddedLately) {
  Memo memo;
  const PieceKey used{1, 1};
  memo.Add(used);
  for (uint64_t i = 2; i < 400'000; ++i) {
    memo.Add({i, i});
    if (i % 1000 == 0) {
      ASSERT_TRUE(memo.Holds(used)) << "what is asked for again stays";
    }
  }
  EXPECT_FALSE(memo.Holds({2, 2})) << "memory is bounded";
}

}  // namespace
}  // namespace sluice
