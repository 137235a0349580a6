#include "config/baseline.h"

#include <gmock/gmock.h>

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kFirst(40, '1'), kSecond(40, 'a'), kThird(40, 'f');
constexpr int64_t kNow_s = 1767225600;  // 2026-01-01T00:00:00Z

Baseline Parsed(const std::string& text) {
  const auto baseline = ParseBaseline(text, "b.json");
  EXPECT_TRUE(baseline.ok()) << baseline.error().message;
  return baseline ? *baseline : Baseline{};
}

std::string ErrorOf(const std::string& text) {
  const auto baseline = ParseBaseline(text, "b.json");
  EXPECT_FALSE(baseline.ok()) << text;
  return baseline ? "" : baseline.error().message;
}

std::string WithEntry(const std::string& entry) { return "{\n\"" + kFirst + "\": " + entry + ",\n\"schema\": 1\n}\n"; }

TEST(Baseline, OneEntryALineSortedAndEachWithItsComma) {
  Baseline baseline;
  baseline.entries[kThird] = {.reason = "a \"quoted\" reason\nof two lines", .expires = "2026-12-31"};
  baseline.entries[kFirst] = {
      .rule = "jwt-token", .path = "conf/é.env", .reason = "revoked", .expires = {}, .verdict = Review::kFalsePositive};
  EXPECT_EQ(
      SerialiseBaseline(baseline),
      "{\n\"" + kFirst +
          "\": {\"rule\": \"jwt-token\", \"path\": \"conf/é.env\", \"reason\": \"revoked\", \"verdict\": \"false-positive\"},\n\"" +
          kThird +
          "\": {\"reason\": \"a \\\"quoted\\\" reason\\nof two lines\", \"expires\": \"2026-12-31\"},\n\"schema\": 1\n}\n");
}

TEST(Baseline, ReadsBackWhatItWrote) {
  Baseline baseline;
  baseline.entries[kFirst] = {
      .rule = "r", .path = "a/b c", .reason = "\t\x01 }{", .expires = "2026-01-01", .verdict = Review::kAccepted};
  baseline.entries[kSecond] = {.reason = "x"};
  EXPECT_EQ(Parsed(SerialiseBaseline(baseline)).entries, baseline.entries);
  EXPECT_EQ(Parsed(SerialiseBaseline({})).entries.size(), 0U);
}

TEST(Baseline, PathThatIsNoUtf8IsStillValidJson) {
  Baseline baseline;
  baseline.entries[kFirst] = {.path = "a\xff.env", .reason = "x"};
  EXPECT_EQ(Parsed(SerialiseBaseline(baseline)).entries.at(kFirst).path, "a\uFFFD.env");
}

TEST(Baseline, EmptyTextIsEmpty) { EXPECT_TRUE(Parsed(" \n").entries.empty()); }

TEST(Baseline, OfAFingerprintThatStandsTwiceTheLaterCounts) {
  const std::string text =
      "{\n\"" + kFirst + "\": {\"reason\": \"ours\"},\n\"" + kFirst + "\": {\"reason\": \"theirs\"},\n\"schema\": 1\n}";
  EXPECT_EQ(Parsed(text).entries.at(kFirst).reason, "theirs");
}

TEST(Baseline, ErrorsNameThePlace) {
  EXPECT_EQ(ErrorOf("{\n\"schema\": 1,\n]"), "b.json:3:1: not JSON");
  EXPECT_THAT(ErrorOf("[]"), HasSubstr("b.json:1:1: expected an object"));
  EXPECT_THAT(ErrorOf("{}"), HasSubstr("`schema` is missing"));
  EXPECT_THAT(ErrorOf("{\n \"schema\": 2}"), HasSubstr("b.json:2:2: `schema`: this version of Sluice reads schema 1"));
  EXPECT_THAT(ErrorOf("{\"ABC\": {\"reason\": \"x\"}, \"schema\": 1}"), HasSubstr("b.json:1:2: `ABC`: expected a fingerprint"));
  EXPECT_THAT(ErrorOf(WithEntry("{\"resaon\": \"x\"}")),
              HasSubstr("b.json:2:1: `" + kFirst + "`: unknown key `resaon`; did you mean `reason`?"));
  EXPECT_THAT(ErrorOf(WithEntry("{\"rule\": \"x\"}")), HasSubstr("`reason` is missing"));
  EXPECT_THAT(ErrorOf(WithEntry("{\"reason\": \" \"}")), HasSubstr("`reason` is missing"));
  EXPECT_THAT(ErrorOf(WithEntry("{\"reason\": 1}")), HasSubstr("`reason`: expected text"));
  EXPECT_THAT(ErrorOf(WithEntry("\"x\"")), HasSubstr("expected {\"reason\""));
  EXPECT_THAT(ErrorOf(WithEntry("{\"reason\": \"x\", \"verdict\": \"fine\"}")), HasSubstr("`verdict`: expected accepted"));
  for (const std::string date : {"2026-13-01", "2026-02-30", "soon", "2026-1-1", "2026-01-01T00:00:00Z"}) {
    EXPECT_THAT(ErrorOf(WithEntry("{\"reason\": \"x\", \"expires\": \"" + date + "\"}")), HasSubstr("`expires`: expected a date"));
  }
}

TEST(Baseline, UnfinishedMergeIsSaidToBeOne) {
  EXPECT_THAT(ErrorOf("{\n<<<<<<< HEAD\n\"x\"\n=======\n>>>>>>> b\n}"), HasSubstr("b.json:2:1: an unfinished git merge"));
}

TEST(Baseline, DeepNestingEndsTheReading) {
  EXPECT_THAT(ErrorOf(std::string(4'000'000, '[') + std::string(4'000'000, ']')), HasSubstr("b.json:1:1: expected an object"));
  EXPECT_THAT(ErrorOf(WithEntry("{\"reason\": {\"a\": 1}}")), HasSubstr("`reason`: expected text"));
  EXPECT_THAT(ErrorOf(WithEntry("{\"reason\": [[[[")), HasSubstr("`reason`: expected text"));
  EXPECT_THAT(ErrorOf("{\"schema\": {}}"), HasSubstr("reads schema 1"));
}

TEST(Baseline, ErrorsQuoteNoValue) {
  const std::string message = ErrorOf("{\"schema\": hunter2}");
  EXPECT_THAT(message, testing::Not(HasSubstr("hunter2")));
}

TEST(IsExpired, TheLastDayStillCounts) {
  const auto expires = [](const std::string& date) { return IsExpired({.expires = date}, kNow_s); };
  EXPECT_FALSE(expires(""));
  EXPECT_FALSE(expires("2026-01-01"));
  EXPECT_TRUE(expires("2025-12-31"));
  EXPECT_FALSE(expires("2999-01-01"));
}

TEST(ParseExpiry, DatesAndSpans) {
  EXPECT_EQ(*ParseExpiry("2026-12-31", kNow_s), "2026-12-31");
  EXPECT_EQ(*ParseExpiry("90d", kNow_s), "2026-04-01");
  EXPECT_EQ(*ParseExpiry("2w", kNow_s), "2026-01-15");
  for (const std::string wrong : {"", "90", "soon", "2025-12-31", "2026-02-30", "99999999w", "-1d"}) {
    const auto expiry = ParseExpiry(wrong, kNow_s);
    ASSERT_FALSE(expiry.ok()) << wrong;
    EXPECT_EQ(expiry.error().code, Code::kUsage);
  }
}

TEST(CheckFingerprintForm, FortyLowerCaseHexDigits) {
  EXPECT_TRUE(CheckFingerprintForm(kSecond).ok());
  for (const std::string& wrong :
       {std::string(), std::string(39, 'a'), std::string(41, 'a'), std::string(40, 'A'), std::string(40, 'g')}) {
    EXPECT_FALSE(CheckFingerprintForm(wrong).ok()) << wrong;
  }
}

TEST(UpdateBaseline, AddsNewDropsStaleKeepsReasons) {
  Baseline baseline;
  baseline.entries[kFirst] = {.reason = "kept", .verdict = Review::kAccepted};
  baseline.entries[kSecond] = {.reason = "gone"};
  const BaselineChange change = UpdateBaseline({{kThird, "jwt-token", "b"}, {kFirst, "npm-token", "a"}}, {kSecond},
                                               {.reason = "new", .expires = "2026-12-31"}, &baseline);
  EXPECT_THAT(change.added, ElementsAre(kThird));
  EXPECT_THAT(change.dropped, ElementsAre(kSecond));
  ASSERT_EQ(baseline.entries.size(), 2U);
  EXPECT_EQ(baseline.entries.at(kFirst),
            (BaselineEntry{.rule = "npm-token", .path = "a", .reason = "kept", .expires = "", .verdict = Review::kAccepted}));
  EXPECT_EQ(baseline.entries.at(kThird),
            (BaselineEntry{.rule = "jwt-token", .path = "b", .reason = "new", .expires = "2026-12-31", .verdict = Review::kNone}));
}

}  // namespace
}  // namespace sluice
