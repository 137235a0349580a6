// The runs that a loop over the bytes finds are found, and what is put together says where it comes from.
#include "scanner/detect/near_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/word_bytes.h"
#include "patterns/token_run.h"

namespace sluice {
namespace {

std::vector<ByteRange> PlainRuns(std::string_view text, ByteRange range) {
  std::vector<ByteRange> runs;
  for (uint64_t at = range.begin; at < range.end; ++at) {
    const uint64_t begin = at;
    while (at < range.end && TokenBytes::Has(text[at])) ++at;
    if (at - begin >= kTokenRunBytes) runs.push_back({begin, at});
  }
  return runs;
}

// Words around the length that decides, in a text of all lengths.
std::string RandomText(std::mt19937* random) {
  std::string text;
  const size_t words = (*random)() % 12;
  for (size_t i = 0; i < words; ++i) {
    const size_t size = (*random)() % 5 == 0 ? 18 + (*random)() % 5 : (*random)() % 90;
    text += std::string(size, "aZ9_+/-"[(*random)() % 7]) + std::string((*random)() % 3, " .=\n"[(*random)() % 4]);
  }
  return text;
}

void Look(const std::string& text, ByteRange range, NearRuns* near, Gather* parts) {
  near->Begin(text);
  parts->Begin(text);
  near->Look(range, parts);
}

TEST(NearRuns, FindsTheRunsThatALoopFinds) {
  std::mt19937 random(17);
  size_t found = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = RandomText(&random);
    const uint64_t begin = random() % (text.size() + 1), end = begin + random() % (text.size() - begin + 1);
    NearRuns near({0, 0});
    Gather parts;
    Look(text, {begin, end}, &near, &parts);
    for (const ByteRange& run : PlainRuns(text, {begin, end})) {
      ++found;
      EXPECT_TRUE(near.HasRun(run.begin, 0)) << text;
      EXPECT_TRUE(near.HasRun(run.end - kTokenRunBytes, 0)) << text;
      EXPECT_FALSE(near.HasRun(run.end - kTokenRunBytes + 1, 0)) << text;
    }
  }
  EXPECT_GT(found, 2000U);
}

TEST(NearRuns, ShowsWhatStandsAroundThem) {
  const std::string run(24, 'k');
  const std::string text = "far away from it: key = " + run + "; and then nothing more";
  NearRuns near({6, 1});
  Gather parts;
  Look(text, {0, text.size()}, &near, &parts);
  const std::string shown(parts.NextBytes());
  EXPECT_THAT(shown, testing::HasSubstr("key = " + run + ";"));
  EXPECT_LT(shown.size(), run.size() + 12);
  EXPECT_EQ(parts.OffsetOf(shown.find(';')), text.find(';'));
  EXPECT_TRUE(parts.NextBytes().empty());
}

TEST(NearRuns, KeepsToTheRangesThatItIsGiven) {
  const std::string text = std::string(30, 'a') + " " + std::string(30, 'b');
  NearRuns near({100, 100});
  Gather parts;
  Look(text, {12, 40}, &near, &parts);
  EXPECT_EQ(parts.NextBytes(), "") << "18 of one and 9 of the other";
  Look(text, {5, 40}, &near, &parts);
  EXPECT_THAT(std::string(parts.NextBytes()), testing::HasSubstr(text.substr(5, 35)));
  EXPECT_TRUE(parts.NextBytes().empty());
}

TEST(NearRuns, ShowsTheWholeTextWithItsEndsWhereRunsReachThem) {
  const std::string text(50, 'x');
  NearRuns near({3, 3});
  Gather parts;
  Look(text, {0, text.size()}, &near, &parts);
  EXPECT_EQ(parts.NextBytes(), text);
}

// More than fits into one piece, and runs that are too long to be copied.
TEST(NearRuns, ShowsEveryRunOfALargeText) {
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    text += "name_" + std::to_string(i) + " = \"" + std::string(20, 'q') + std::to_string(i) + "\"\n";
  text += std::string(300'000, 'Z') + "\n";
  NearRuns near({4, 2});
  Gather parts;
  Look(text, {0, text.size()}, &near, &parts);
  size_t lines = 0;
  uint64_t longest = 0;
  for (std::string_view shown = parts.NextBytes(); !shown.empty(); shown = parts.NextBytes()) {
    for (size_t at = shown.find("= \"qqq"); at != std::string_view::npos; at = shown.find("= \"qqq", at + 1)) {
      ++lines;
      ASSERT_EQ(text.substr(parts.OffsetOf(at + 3) - 3, 6), "= \"qqq");
    }
    if (shown.find("ZZZZ") != std::string_view::npos) longest = std::max<uint64_t>(longest, shown.size());
  }
  EXPECT_EQ(lines, 20'000U);
  EXPECT_GE(longest, 300'000U);
}

}  // namespace
}  // namespace sluice
