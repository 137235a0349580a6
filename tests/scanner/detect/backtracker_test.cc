// It says what RE2 would say or that it does not know; tests/differential/regex_test.cc compares the two.
#include "scanner/detect/backtracker.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

using Answer = Backtracker::Answer;

Answer Find(std::string_view expression, std::string_view bytes, ByteRange range, Confirmed* found) {
  const auto backtracker = Backtracker::Make(expression);
  return backtracker == nullptr ? Answer::kUnknown : backtracker->Find(bytes, range, found);
}

Answer Find(std::string_view expression, std::string_view bytes) {
  Confirmed found;
  return Find(expression, bytes, {0, bytes.size()}, &found);
}

TEST(Backtracker, FindsTheFirstMatchAndItsFirstGroup) {
  Confirmed found;
  ASSERT_EQ(Find("key=([0-9]{4}(;?))", "a key=1234; key=5678", {0, 20}, &found), Answer::kFound);
  EXPECT_EQ(found.whole, (ByteRange{2, 11}));
  EXPECT_EQ(found.secret, (ByteRange{6, 11}));
  ASSERT_EQ(Find("KEY[0-9]|YEK([0-9])", "KEY1", {0, 4}, &found), Answer::kFound);
  EXPECT_EQ(found.secret, (ByteRange{0, 4}));
  EXPECT_EQ(Find("key=[0-9]{4}", "key=123"), Answer::kNone);
}

TEST(Backtracker, SeesTheNeighboursOfTheRange) {
  Confirmed found;
  EXPECT_EQ(Find("\\bab", "xab", {1, 3}, &found), Answer::kNone);
  EXPECT_EQ(Find("^ab", "xab", {1, 3}, &found), Answer::kNone);
  EXPECT_EQ(Find("ab\\b", "abx", {0, 2}, &found), Answer::kNone);
  EXPECT_EQ(Find("ab(?:$|;)", "abx", {0, 2}, &found), Answer::kNone);
  EXPECT_EQ(Find("ab$", "ab", {0, 2}, &found), Answer::kFound);
  EXPECT_EQ(Find("ab$", "ab\n", {0, 3}, &found), Answer::kNone);
}

TEST(Backtracker, AMatchThatLeavesTheRangeIsNoAnswer) {
  Confirmed found;
  EXPECT_EQ(Find("a{2,4}", "aaaa", {0, 3}, &found), Answer::kUnknown);
  EXPECT_EQ(Find("a{2,3}", "aaaa", {0, 3}, &found), Answer::kFound);
}

TEST(Backtracker, KnowsNothingOfExpressionsThatAreReadInTwoWays) {
  for (const std::string_view expression : {"[[:alpha:]]x", "[[:^digit:]]", "a{,3}", "a{03}", "a{1,03}", "a{1, 3}", "a{ 1}", "a{1",
                                            "\\012", "(?s:a.b)", "(?P<name>a)", "(?#c)a", "\\v", "\\pL", "\\Qa\\E", "[\\d\\h]"})
    EXPECT_EQ(Backtracker::Make(expression), nullptr) << expression;
  for (const std::string_view expression : {"[:=]x", "a{1,3}", "a{0}", "a{0,10}", "a{20,}", "{}", "{a", "(?:a)(?i:b)", "(?i)a",
                                            "\\x41\\.", "[\\d\\-]", "\\A\\w\\W\\S\\z"})
    EXPECT_NE(Backtracker::Make(expression), nullptr) << expression;
}

TEST(Backtracker, KnowsNothingOfBytesThatAreReadInTwoWays) {
  EXPECT_EQ(Find("a\\sb", "a\vb"), Answer::kUnknown);
  EXPECT_EQ(Find("a[^b]b", "a\vb"), Answer::kFound);
  EXPECT_EQ(Find("(?i:\\xe9)b", "\xc9 b"), Answer::kUnknown);
  EXPECT_EQ(Find("(?i:\xe9)b", "\xc9 b"), Answer::kUnknown);
  EXPECT_EQ(Find("(?i:\\x{e9})b", "\xc9 b"), Answer::kUnknown);
  EXPECT_EQ(Find("(?i:\\xe9)b", "b b"), Answer::kNone);
  EXPECT_EQ(Find("(?i:e)[^a]", "E\xc9"), Answer::kFound);
}

TEST(Backtracker, GivesUpBeforeItTakesLong) {
  const std::string many(200, 'a');
  EXPECT_EQ(Find("(?:a{0,9}a{0,9}a{0,9}){1,9}[bc]", many), Answer::kUnknown);
  EXPECT_EQ(Find("(?:a{0,9}a{0,9}a{0,9}){1,9}[bc]", "aab"), Answer::kFound);
}

TEST(Backtracker, MatchesAllOrNothing) {
  const auto backtracker = Backtracker::Make("ab|abc");
  EXPECT_EQ(backtracker->MatchesAll("abc"), Answer::kFound);
  EXPECT_EQ(backtracker->MatchesAll("abcd"), Answer::kNone);
  EXPECT_EQ(backtracker->MatchesAll("xab"), Answer::kNone);
  EXPECT_EQ(backtracker->MatchesAll("ab\n"), Answer::kNone);
  EXPECT_EQ(Backtracker::Make("a\\s?")->MatchesAll("a\v"), Answer::kUnknown);
}

}  // namespace
}  // namespace sluice
