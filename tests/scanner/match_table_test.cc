#include "scanner/match_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace sluice {
namespace {

SecretKey Key(uint8_t n) {
  SecretKey key;
  key.bytes.fill(n);
  return key;
}

void Put(MatchTable* table, uint8_t key, uint64_t order, uint64_t offset, const std::string& match) {
  MatchGroup& group = table->Group(Key(key), 7);
  group.sealed = {order, offset, "secret", match, {}, 3.0F};
  group.occurrences.push_back({{LocationSource::kBlob, static_cast<uint32_t>(order)}, static_cast<uint32_t>(offset)});
}

TEST(MatchTable, GroupIsMadeOnce) {
  MatchTable table;
  table.Group(Key(1), 7).occurrences.push_back({});
  table.Group(Key(1), 7).occurrences.push_back({});
  table.Group(Key(2), 8);
  ASSERT_EQ(table.groups().size(), 2U);
  EXPECT_EQ(table.groups().at(Key(1)).occurrences.size(), 2U);
  EXPECT_EQ(table.groups().at(Key(1)).rule, 7U);
  EXPECT_EQ(table.groups().at(Key(2)).rule, 8U);
}

TEST(MatchTable, MergeKeepsTheEarliestWhicheverWay) {
  for (const bool turned : {false, true}) {
    MatchTable a, b;
    Put(&a, 1, 5, 9, "later item");
    Put(&b, 1, 4, 90, "earlier item");
    Put(&a, 2, 5, 9, "later place");
    Put(&b, 2, 5, 8, "earlier place");
    if (turned) std::swap(a, b);
    a.Merge(std::move(b));
    EXPECT_EQ(a.groups().at(Key(1)).sealed.match, "earlier item");
    EXPECT_EQ(a.groups().at(Key(2)).sealed.match, "earlier place");
  }
}

TEST(MatchTable, MergeKeepsEveryOccurrenceAndGroup) {
  MatchTable a, b;
  Put(&a, 1, 1, 0, "a");
  Put(&b, 1, 2, 0, "b");
  Put(&b, 1, 3, 0, "b");
  Put(&b, 2, 4, 0, "only there");
  a.Merge(std::move(b));
  ASSERT_EQ(a.groups().size(), 2U);
  std::vector<uint32_t> items;
  for (const Occurrence& occurrence : a.groups().at(Key(1)).occurrences) items.push_back(occurrence.item.index);
  std::ranges::sort(items);
  EXPECT_EQ(items, (std::vector<uint32_t>{1, 2, 3}));
  EXPECT_EQ(a.groups().at(Key(2)).sealed.match, "only there");
  EXPECT_EQ(a.groups().at(Key(2)).rule, 7U);
}

}  // namespace
}  // namespace sluice
