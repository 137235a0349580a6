#include "base/stats.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

using std::chrono::nanoseconds;

TEST(Stats, AddSumsEveryCounter) {
  Stats total{.items = 1,
              .bytes = 2,
              .matches = 3,
              .commits = 4,
              .tags = 5,
              .blobs = 6,
              .paths = 7,
              .files = 8,
              .texts = 12,
              .text_bytes = 13,
              .reading = nanoseconds(9),
              .matching = nanoseconds(10),
              .unpacking = nanoseconds(14),
              .sealing = nanoseconds(11)};
  total.Add({.items = 10,
             .bytes = 20,
             .matches = 30,
             .commits = 40,
             .tags = 50,
             .blobs = 60,
             .paths = 70,
             .files = 80,
             .texts = 120,
             .text_bytes = 130,
             .reading = nanoseconds(90),
             .matching = nanoseconds(100),
             .unpacking = nanoseconds(140),
             .sealing = nanoseconds(110)});
  EXPECT_EQ(total.items, 11U);
  EXPECT_EQ(total.bytes, 22U);
  EXPECT_EQ(total.matches, 33U);
  EXPECT_EQ(total.commits, 44U);
  EXPECT_EQ(total.tags, 55U);
  EXPECT_EQ(total.blobs, 66U);
  EXPECT_EQ(total.paths, 77U);
  EXPECT_EQ(total.files, 88U);
  EXPECT_EQ(total.texts, 132U);
  EXPECT_EQ(total.text_bytes, 143U);
  EXPECT_EQ(total.unpacking, nanoseconds(154));
  EXPECT_EQ(total.reading, nanoseconds(99));
  EXPECT_EQ(total.matching, nanoseconds(110));
  EXPECT_EQ(total.sealing, nanoseconds(121));
}

TEST(StageTimer, AddsToWhatIsThere) {
  nanoseconds total(1'000'000'000'000);
  { const StageTimer timer(&total); }
  EXPECT_GE(total, nanoseconds(1'000'000'000'000));
}

}  // namespace
}  // namespace sluice
