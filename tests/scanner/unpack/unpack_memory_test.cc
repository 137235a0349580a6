#include "scanner/unpack/unpack_memory.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sluice {
namespace {

const std::string kBytes = "some bytes that stand encoded";

std::set<std::pair<uint64_t, uint64_t>> Distinct(const std::vector<std::optional<PieceKey>>& keys) {
  std::set<std::pair<uint64_t, uint64_t>> distinct;
  for (const std::optional<PieceKey>& key : keys) distinct.emplace(key->high, key->low);
  return distinct;
}

TEST(UnpackMemory, HoldsWhatWasAdded) {
  UnpackMemory memory(true);
  const auto key = memory.KeyOf(kBytes, {.path = "a.txt"}, {3, 2});
  EXPECT_FALSE(memory.Holds(key));
  memory.Add(key);
  EXPECT_TRUE(memory.Holds(memory.KeyOf(kBytes, {.path = "a.txt"}, {3, 2})));
}

TEST(UnpackMemory, KeysHoldAllThatTheOutcomeDependsOn) {
  UnpackMemory memory(true);
  const PackedEntry packed{kBytes, 40, 7, 8}, other_sum{kBytes, 40, 6, 8};
  EXPECT_EQ(Distinct({
                         memory.KeyOf(kBytes, {.path = "a.txt"}, {3, 2}),
                         memory.KeyOf(kBytes, {.path = "b.txt"}, {3, 2}),
                         memory.KeyOf(kBytes, {.path = "a.txt"}, {2, 2}),
                         memory.KeyOf(kBytes, {.path = "a.txt"}, {3, 1}),
                         memory.KeyOf(kBytes, {.path = "a.txt", .region = {0, 9, 0, 9, Encoding::kHex}}, {3, 2}),
                         memory.KeyOf(kBytes, {.path = "a.txt", .region = {0, 9, 2, 9, Encoding::kHex}}, {3, 2}),
                         memory.KeyOf(kBytes, {.path = "a.txt", .region = {0, 9, 2, 9, Encoding::kBase64}}, {3, 2}),
                         memory.KeyOfPacked(packed, "a.txt", {3, 2}),
                         memory.KeyOfPacked(other_sum, "a.txt", {3, 2}),
                     })
                .size(),
            9U);
}

TEST(UnpackMemory, PathsOfOneKindAreOne) {
  UnpackMemory memory(true);
  const std::function<uint64_t(std::string_view)> kind = [](std::string_view path) { return path.starts_with("test/") ? 1 : 0; };
  memory.UsePaths(kind);
  const auto key = [&](std::string_view path) { return memory.KeyOf(kBytes, {.path = path}, {3, 2}); };
  EXPECT_EQ(key("a/x.txt"), key("b/y.txt"));
  EXPECT_NE(key("a/x.txt"), key("a/x.cc"));
  EXPECT_NE(key("a/x.txt"), key("test/x.txt"));
}

TEST(UnpackMemory, AContentIsTheBaseOfTheNext) {
  UnpackMemory memory(true);
  Content first{.bytes = kBytes, .path = "a.txt"}, second{.bytes = kBytes, .path = "a.txt"};
  first.ancestry.key = second.ancestry.base_key = 41;
  EXPECT_FALSE(memory.FindBase(second).has_value());
  memory.AddContent(first, true);
  ASSERT_TRUE(memory.FindBase(second).has_value());
  EXPECT_TRUE(memory.FindBase(second)->base_has_zeros);
  second.path = "a.cc";
  EXPECT_FALSE(memory.FindBase(second).has_value());
}

TEST(UnpackMemory, OneThatIsOffHoldsNothing) {
  UnpackMemory memory(false);
  Content content{.bytes = kBytes, .path = "a.txt"};
  content.ancestry.key = content.ancestry.base_key = 41;
  memory.Add(memory.KeyOf(kBytes, {.path = "a.txt"}, {3, 2}));
  memory.AddContent(content, false);
  EXPECT_FALSE(memory.Holds(memory.KeyOf(kBytes, {.path = "a.txt"}, {3, 2})));
  EXPECT_FALSE(memory.Holds(memory.KeyOfPacked({kBytes, 40, 7, 8}, "a.txt", {3, 2})));
  EXPECT_FALSE(memory.FindBase(content).has_value());
}

}  // namespace
}  // namespace sluice
