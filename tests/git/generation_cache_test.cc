#include "git/generation_cache.h"

#include <gtest/gtest.h>

#include <string>

#include "base/object_id.h"

namespace sluice::git {
namespace {

TEST(GenerationCache, KeepsWhatFits) {
  GenerationCache<uint64_t, std::string> cache(1 << 20);
  for (uint64_t i = 0; i < 3000; ++i) cache.Keep(i << 12, std::to_string(i), 1);
  for (uint64_t i = 0; i < 3000; ++i) {
    const std::string* const kept = cache.Find(i << 12);
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(*kept, std::to_string(i));
  }
  EXPECT_EQ(cache.Find(1), nullptr);
}

TEST(GenerationCache, WhatIsUsedStaysAndTheRestGoes) {
  GenerationCache<ObjectId, int> cache(1 << 20);
  ObjectId id, used;
  used.bytes[19] = 1;
  cache.Keep(used, 7, 10);
  size_t gone = 0;
  for (int i = 0; i < 1000; ++i) {
    std::memcpy(id.bytes.data(), &i, sizeof i);
    cache.Keep(id, i, 1 << 14);
    ASSERT_NE(cache.Find(used), nullptr) << i;
    EXPECT_EQ(*cache.Find(used), 7);
    EXPECT_EQ(*cache.Find(id), i);
  }
  for (int i = 0; i < 1000; ++i) {
    std::memcpy(id.bytes.data(), &i, sizeof i);
    gone += cache.Find(id) == nullptr ? 1 : 0;
  }
  EXPECT_GE(gone, 1000U - 64) << "64 fit";
  EXPECT_LE(gone, 1000U - 31) << "half of them always do";
}

TEST(GenerationCache, EmptyFindsNothingAndOneThatIsTooLargeIsKeptAlone) {
  GenerationCache<uint64_t, int> cache(100);
  EXPECT_EQ(cache.Find(0), nullptr);
  cache.Keep(0, 1, 1000);
  ASSERT_NE(cache.Find(0), nullptr);
  cache.Keep(1, 2, 1000);
  cache.Keep(2, 3, 1000);
  EXPECT_EQ(cache.Find(0), nullptr);
  EXPECT_NE(cache.Find(2), nullptr);
}

}  // namespace
}  // namespace sluice::git
