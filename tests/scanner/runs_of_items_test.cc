// Every item is in one run; families stay together unless they are too long to.
#include "scanner/runs_of_items.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sluice {
namespace {

ScanPlan Plan(size_t items, std::vector<ItemRange> families) {
  ScanPlan plan;
  plan.items.resize(items);
  plan.families = std::move(families);
  return plan;
}

// Whether the runs, put in order, are all items.
void ExpectWhole(std::vector<ItemRange> runs, size_t items) {
  std::ranges::sort(runs, {}, &ItemRange::begin);
  size_t end = 0;
  for (const ItemRange& run : runs) {
    EXPECT_EQ(run.begin, end);
    EXPECT_GT(run.end, run.begin);
    end = run.end;
  }
  EXPECT_EQ(end, items);
}

bool IsInOneRun(const std::vector<ItemRange>& runs, const ItemRange& family) {
  return std::ranges::any_of(runs, [&](const ItemRange& run) { return run.begin <= family.begin && family.end <= run.end; });
}

TEST(RunsOfItems, WithoutFamiliesAreOfOneLength) {
  const std::vector<ItemRange> runs = SplitIntoRuns(Plan(3 * kRunItems + 1, {}), 2);
  ExpectWhole(runs, 3 * kRunItems + 1);
  EXPECT_EQ(runs.size(), 4U);
  EXPECT_TRUE(SplitIntoRuns(Plan(0, {}), 2).empty());
}

TEST(RunsOfItems, DoNotCutFamilies) {
  std::vector<ItemRange> families;
  for (size_t at = 5; at + 100 < 10'000; at += 97) families.push_back({at, at + 90});
  const std::vector<ItemRange> runs = SplitIntoRuns(Plan(10'000, families), 2);
  ExpectWhole(runs, 10'000);
  EXPECT_GT(runs.size(), 40U);
  for (const ItemRange& family : families) EXPECT_TRUE(IsInOneRun(runs, family)) << family.begin;
}

TEST(RunsOfItems, CutFamiliesThatWouldKeepTheOthersWaiting) {
  const std::vector<ItemRange> runs = SplitIntoRuns(Plan(100'000, {{10, 90'000}}), 4);
  ExpectWhole(runs, 100'000);
  EXPECT_LE(runs.front().size(), size_t{100'000} / 16);
  EXPECT_TRUE(
      std::ranges::is_sorted(runs, std::greater(), [](const ItemRange& run) { return run.size() > kRunItems ? run.size() : 0; }));
}

TEST(RunsOfItems, StandInOrderForOneWorker) {
  const std::vector<ItemRange> runs = SplitIntoRuns(Plan(10'000, {{4000, 5000}, {5000, 5001}, {9000, 10'000}}), 1);
  ExpectWhole(runs, 10'000);
  EXPECT_TRUE(std::ranges::is_sorted(runs, {}, &ItemRange::begin));
}

}  // namespace
}  // namespace sluice
