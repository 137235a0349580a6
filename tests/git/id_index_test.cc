#include "git/id_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "git/seeded_hash.h"

namespace sluice::git {
namespace {

ObjectId RandomId(std::mt19937* random) {
  ObjectId id;
  for (uint8_t& byte : id.bytes) byte = static_cast<uint8_t>((*random)());
  return id;
}

TEST(IdIndex, NumbersIdsInOrderOfInsertion) {
  std::mt19937 random(1);
  IdIndex index;
  std::map<ObjectId, uint32_t> expected;
  for (uint32_t i = 0; i < 5000; ++i) {
    const ObjectId id = RandomId(&random);
    EXPECT_EQ(index.Insert(id), std::pair(i, true));
    expected[id] = i;
  }
  for (const auto& [id, number] : expected) {
    EXPECT_EQ(index.Find(id), number);
    EXPECT_EQ(index.at(number), id);
    EXPECT_EQ(index.Insert(id), std::pair(number, false));
  }
  EXPECT_EQ(index.size(), 5000U);
  EXPECT_FALSE(index.Contains(RandomId(&random)));
}

TEST(IdIndex, RoomMadeAtOnceChangesNothing) {
  std::mt19937 random(2);
  IdIndex index;
  const ObjectId first = RandomId(&random);
  index.Insert(first);
  index.Reserve(5000);
  for (uint32_t i = 1; i < 5000; ++i) EXPECT_EQ(index.Insert(RandomId(&random)), std::pair(i, true));
  index.Reserve(1);
  EXPECT_EQ(index.Find(first), 0U);
}

TEST(IdIndex, ZeroIsAnIdLikeAnyOther) {
  IdIndex index;
  EXPECT_EQ(index.Find(ObjectId{}), IdIndex::kAbsent);
  EXPECT_TRUE(index.Insert(ObjectId{}).second);
  EXPECT_TRUE(index.Contains(ObjectId{}));
}

TEST(IdIndex, IdsThatShareTheirBeginningDoNotCollide) {
  IdIndex index;
  for (uint32_t i = 0; i < 200'000; ++i) {
    ObjectId id;
    std::memcpy(id.bytes.data() + 16, &i, sizeof i);
    index.Insert(id);
  }
  EXPECT_EQ(index.size(), 200'000U);
}

TEST(SeededHash, DependsOnEveryByteAndOnLength) {
  EXPECT_NE(SeededHash("abcdefghi"), SeededHash("abcdefghj"));
  EXPECT_NE(SeededHash(std::string_view("a\0", 2)), SeededHash("a"));
  EXPECT_NE(SeededHash("a", 1), SeededHash("a", 2));
  EXPECT_EQ(SeededHash("abc", 3), SeededHash("abc", 3));
}

}  // namespace
}  // namespace sluice::git
