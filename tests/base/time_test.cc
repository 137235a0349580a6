#include "base/time.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

constexpr int64_t kMoment = 1767323045;  // 2026-01-02T03:04:05Z by `date -u -d @1767323045`

TEST(FormatUtc, WritesIso8601) {
  EXPECT_EQ(FormatUtc(kMoment), "2026-01-02T03:04:05Z");
  EXPECT_EQ(FormatUtc(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(FormatUtc(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(FormatUtc(951782400), "2000-02-29T00:00:00Z");
  EXPECT_EQ(FormatUtc(-2203977600), "1900-02-28T00:00:00Z");
  EXPECT_EQ(FormatUtc(-2203891200), "1900-03-01T00:00:00Z") << "1900 was no leap year";
}

TEST(FormatUtc, ClampsWhatFourDigitsCannotHold) {
  EXPECT_EQ(FormatUtc(INT64_MAX), "9999-12-31T23:59:59Z");
  EXPECT_EQ(FormatUtc(INT64_MIN), "0000-01-01T00:00:00Z");
}

TEST(ParseUtc, ReadsTheFormsCredentialsUse) {
  EXPECT_EQ(ParseUtc("2026-01-02T03:04:05Z"), kMoment);
  EXPECT_EQ(ParseUtc("2026-01-02 03:04:05"), kMoment) << "no offset means UTC";
  EXPECT_EQ(ParseUtc("2026-01-02t03:04:05z"), kMoment);
  EXPECT_EQ(ParseUtc("2026-01-02T03:04:05UTC"), kMoment) << "of the AWS command line's caches";
  EXPECT_EQ(ParseUtc("20260102T030405Z"), kMoment) << "basic form, of presigned URLs";
  EXPECT_EQ(ParseUtc("2026-01-02T03:04:05.123456789Z"), kMoment);
  EXPECT_EQ(ParseUtc("2026-01-02"), kMoment - (3 * 3600 + 4 * 60 + 5));
}

TEST(ParseUtc, AppliesOffsets) {
  EXPECT_EQ(ParseUtc("2026-01-02T05:04:05+02:00"), kMoment);
  EXPECT_EQ(ParseUtc("2026-01-01T21:34:05-0530"), kMoment);
}

TEST(ParseUtc, RefusesDatesThatDoNotExist) {
  EXPECT_EQ(ParseUtc("2026-02-29"), std::nullopt);
  EXPECT_EQ(ParseUtc("1900-02-29"), std::nullopt);
  EXPECT_EQ(ParseUtc("2000-02-29"), 951782400);
  EXPECT_EQ(ParseUtc("2026-13-01"), std::nullopt);
  EXPECT_EQ(ParseUtc("2026-00-01"), std::nullopt);
  EXPECT_EQ(ParseUtc("2026-01-00"), std::nullopt);
  EXPECT_EQ(ParseUtc("2026-01-32"), std::nullopt);
}

TEST(ParseUtc, RefusesWhatIsNoTime) {
  for (const char* text : {"", "2026", "2026-01", "2026-01-02T", "2026-01-02T03", "2026-01-02T24:00:00Z", "2026-01-02T03:60:00Z",
                           "2026-01-02T03:04:05+15:00", "2026-01-02T03:04:05+02", "2026-01-02T03:04:05Zx", "2026-01-02X03:04:05Z",
                           "-026-01-02", "+026-01-02", "2026-01-02T03:04:05 Z", "tomorrow"}) {
    EXPECT_EQ(ParseUtc(text), std::nullopt) << text;
  }
}

TEST(ParseUtc, ReadsWhatFormatUtcWrites) {
  for (int64_t time_s = -62167219200; time_s <= 253402300799; time_s += 86400 * 97 + 12345) {
    ASSERT_EQ(ParseUtc(FormatUtc(time_s)), time_s) << FormatUtc(time_s);
  }
}

}  // namespace
}  // namespace sluice
