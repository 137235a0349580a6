#include "git/pack/sorted_ids.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace sluice::git {
namespace {

ObjectId MakeId(std::mt19937* random, bool is_clustered) {
  ObjectId id;
  for (uint8_t& byte : id.bytes) byte = static_cast<uint8_t>((*random)());
  id.bytes[0] = 7;
  if (is_clustered) std::fill(id.bytes.begin() + 1, id.bytes.begin() + 18, uint8_t{0});
  return id;
}

std::optional<uint32_t> Find(const std::vector<ObjectId>& ids, const ObjectId& id) {
  return SortedIds{reinterpret_cast<const char*>(ids.data())}.Find(id, 0, static_cast<uint32_t>(ids.size()));
}

TEST(SortedIds, EveryIdIsFoundAndNoOther) {
  std::mt19937 random(1);
  for (const bool is_clustered : {false, true}) {
    for (const size_t count : {0U, 1U, 2U, 3U, 50U, 2000U}) {
      std::vector<ObjectId> ids;
      for (size_t i = 0; i < count; ++i) ids.push_back(MakeId(&random, is_clustered));
      if (count > 40) ids[0].bytes.fill(0), ids[1].bytes.fill(0xff), ids[0].bytes[0] = ids[1].bytes[0] = 7;
      std::sort(ids.begin(), ids.end());
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
      for (uint32_t i = 0; i < ids.size(); ++i) ASSERT_EQ(Find(ids, ids[i]), i);
      for (int i = 0; i < 100; ++i) {
        const ObjectId other = MakeId(&random, is_clustered);
        EXPECT_EQ(Find(ids, other).has_value(), std::binary_search(ids.begin(), ids.end(), other));
      }
    }
  }
}

TEST(SortedIds, WhatIsFoundInATableThatIsNotSortedIsTheId) {
  std::mt19937 random(2);
  std::vector<ObjectId> ids;
  for (int i = 0; i < 500; ++i) {
    ids.push_back(MakeId(&random, i % 2 == 0));
    ids.back().bytes[0] = static_cast<uint8_t>(6 + i % 3);
  }
  for (const ObjectId& id : ids) {
    const std::optional<uint32_t> position = Find(ids, id);
    EXPECT_EQ(position ? ids[*position] : id, id);
  }
}

}  // namespace
}  // namespace sluice::git
