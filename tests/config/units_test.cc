#include "config/units.h"

#include <gtest/gtest.h>

#include <limits>

namespace sluice {
namespace {

constexpr int64_t kNow = 1'767'323'045;  // 2026-01-02T03:04:05Z
constexpr int64_t kDay = 86400;

TEST(ParseSize, BytesStandAlone) {
  EXPECT_EQ(ParseSize("0"), 0U);
  EXPECT_EQ(ParseSize("4096"), 4096U);
  EXPECT_EQ(ParseSize("4096B"), 4096U);
  EXPECT_EQ(ParseSize("18446744073709551615"), std::numeric_limits<uint64_t>::max());
}

TEST(ParseSize, BinaryAndDecimalUnitsDiffer) {
  EXPECT_EQ(ParseSize("64MiB"), 64U << 20);
  EXPECT_EQ(ParseSize("1GB"), 1'000'000'000U);
  EXPECT_EQ(ParseSize("1GiB"), 1U << 30);
  EXPECT_EQ(ParseSize("1kB"), 1000U);
  EXPECT_EQ(ParseSize("1TiB"), uint64_t{1} << 40);
  EXPECT_EQ(ParseSize("1TB"), 1'000'000'000'000U);
}

TEST(ParseSize, BareLettersAreBinaryAsInGit) {
  EXPECT_EQ(ParseSize("10M"), 10U << 20);
  EXPECT_EQ(ParseSize("1k"), 1024U);
  EXPECT_EQ(ParseSize("2G"), uint64_t{2} << 30);
}

TEST(ParseSize, CaseAndOneSpaceDoNotMatter) {
  EXPECT_EQ(ParseSize("64 mib"), 64U << 20);
  EXPECT_EQ(ParseSize("64MIB"), 64U << 20);
}

TEST(ParseSize, FractionsNeedAUnit) {
  EXPECT_EQ(ParseSize("1.5 GB"), 1'500'000'000U);
  EXPECT_EQ(ParseSize("0.5KiB"), 512U);
  EXPECT_EQ(ParseSize("1.5"), std::nullopt);
  EXPECT_EQ(ParseSize("1.GB"), std::nullopt);
  EXPECT_EQ(ParseSize("1.0000001GB"), std::nullopt);
}

TEST(ParseSize, OverflowIsRefused) {
  EXPECT_EQ(ParseSize("18446744073709551616"), std::nullopt);
  EXPECT_EQ(ParseSize("16777216TiB"), std::nullopt);
  EXPECT_EQ(ParseSize("16777215.999999TiB"), (uint64_t{16777215} << 40) + 999999 * (uint64_t{1} << 40) / 1000000);
}

TEST(ParseSize, AnythingElseIsRefused) {
  for (const char* text : {"", " ", "M", "-1", "+1", "1e6", "1 ", " 1", "1  MB", "1MBs", "1MiB ", "0x10", "1,5GB", ".5GB", "1PB"}) {
    EXPECT_EQ(ParseSize(text), std::nullopt) << text;
  }
}

TEST(FormatSize, ShortAndInDecimalUnits) {
  EXPECT_EQ(FormatSize(0), "0 B");
  EXPECT_EQ(FormatSize(999), "999 B");
  EXPECT_EQ(FormatSize(1000), "1 kB");
  EXPECT_EQ(FormatSize(1'500'000'000), "1.5 GB");
  EXPECT_EQ(FormatSize(12'340'000), "12.3 MB");
  EXPECT_EQ(FormatSize(345'678'000), "346 MB");
  EXPECT_EQ(FormatSize(64U << 20), "67.1 MB");
}

TEST(FormatSize, RoundingGoesUpToTheNextUnit) {
  EXPECT_EQ(FormatSize(99'949), "99.9 kB");
  EXPECT_EQ(FormatSize(99'950), "100 kB");
  EXPECT_EQ(FormatSize(999'499), "999 kB");
  EXPECT_EQ(FormatSize(999'500), "1 MB");
  EXPECT_EQ(FormatSize(1'049'999), "1 MB");
  EXPECT_EQ(FormatSize(1'050'000), "1.1 MB");
}

TEST(FormatSize, LargestNumberFits) { EXPECT_EQ(FormatSize(std::numeric_limits<uint64_t>::max()), "18446744 TB"); }

TEST(ParseDurationSeconds, UnitsAndBareSeconds) {
  EXPECT_EQ(ParseDurationSeconds("90"), 90);
  EXPECT_EQ(ParseDurationSeconds("90s"), 90);
  EXPECT_EQ(ParseDurationSeconds("5m"), 300);
  EXPECT_EQ(ParseDurationSeconds("2h"), 7200);
  EXPECT_EQ(ParseDurationSeconds("1d"), kDay);
  EXPECT_EQ(ParseDurationSeconds("1w"), 7 * kDay);
  EXPECT_EQ(ParseDurationSeconds("0"), 0);
}

TEST(ParseDurationSeconds, AnythingElseAndOverflowAreRefused) {
  for (const char* text : {"", "s", "-1", "1.5h", "5 m", "5x", "5ms", "9223372036854775808", "106751991167301d"}) {
    EXPECT_EQ(ParseDurationSeconds(text), std::nullopt) << text;
  }
  EXPECT_EQ(ParseDurationSeconds("9223372036854775807"), std::numeric_limits<int64_t>::max());
}

TEST(ParseWhen, DatesAndTimes) {
  EXPECT_EQ(ParseWhen("2026-01-02", kNow), 1'767'312'000);
  EXPECT_EQ(ParseWhen("2026-01-02T03:04:05Z", kNow), kNow);
  EXPECT_EQ(ParseWhen("2026-01-02 03:04", kNow), kNow - 5);
  EXPECT_EQ(ParseWhen("2026-01-02T05:04:05+02:00", kNow), kNow);
  EXPECT_EQ(ParseWhen("@1767323045", 0), kNow);
}

TEST(ParseWhen, WordsCountFromNow) {
  EXPECT_EQ(ParseWhen("now", kNow), kNow);
  EXPECT_EQ(ParseWhen("today", kNow), 1'767'312'000);
  EXPECT_EQ(ParseWhen("yesterday", kNow), kNow - kDay);
  EXPECT_EQ(ParseWhen("Yesterday", kNow), kNow - kDay);
}

TEST(ParseWhen, AgesInWordsAndShort) {
  EXPECT_EQ(ParseWhen("2 weeks ago", kNow), kNow - 14 * kDay);
  EXPECT_EQ(ParseWhen("3 days ago", kNow), kNow - 3 * kDay);
  EXPECT_EQ(ParseWhen("1 day ago", kNow), kNow - kDay);
  EXPECT_EQ(ParseWhen("2w", kNow), kNow - 14 * kDay);
  EXPECT_EQ(ParseWhen("90d", kNow), kNow - 90 * kDay);
  EXPECT_EQ(ParseWhen("5 minutes ago", kNow), kNow - 300);
  EXPECT_EQ(ParseWhen("2.weeks.ago", kNow), kNow - 14 * kDay);
  EXPECT_EQ(ParseWhen("3.months", kNow), kNow - 90 * kDay);
  EXPECT_EQ(ParseWhen("1 year", kNow), kNow - 365 * kDay);
}

TEST(ParseWhen, AnythingElseIsRefused) {
  for (const char* text :
       {"", "ago", "2", "weeks", "2 fortnights ago", "-2 days ago", "2026-02-30", "2026-13-01", "@", "@x", "@-1",
        "@9223372036854775808", "99999999999999999999 days ago", "9223372036854775807w", "2 s ago x", "tomorrow"}) {
    EXPECT_EQ(ParseWhen(text, kNow), std::nullopt) << text;
  }
  EXPECT_EQ(ParseWhen(std::string(1'000'000, ' '), kNow), std::nullopt);
}

TEST(ParseWhen, AgeBeforeTheBeginningOfNumbersIsRefused) {
  EXPECT_EQ(ParseWhen("10s", std::numeric_limits<int64_t>::min() + 9), std::nullopt);
  EXPECT_EQ(ParseWhen("9s", std::numeric_limits<int64_t>::min() + 9), std::numeric_limits<int64_t>::min());
}

}  // namespace
}  // namespace sluice
