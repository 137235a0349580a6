// What every match of an expression holds, and how much of the match stands around it.
#include "patterns/token_run.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

std::optional<TokenRun> Find(const std::string& regex) { return TokenRunFinder().Find(regex); }

TEST(TokenRun, IsFoundWithWhatStandsAroundIt) {
  const auto prefixed = Find(R"re(\b(ab_[0-9A-Z]{17})\b)re");
  ASSERT_TRUE(prefixed);
  EXPECT_EQ(prefixed->before_bytes, 0U);
  EXPECT_EQ(prefixed->after_bytes, 0U);
  const auto named = Find(R"re((?i:acme)[^0-9A-Za-z]{1,8}([0-9a-f]{32})(?:[^0-9a-f]|$))re");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->before_bytes, 4U + 8U);
  EXPECT_EQ(named->after_bytes, 1U);
}

TEST(TokenRun, CountsWhatAMatchHasAtLeast) {
  EXPECT_TRUE(Find("[a-z]{20}"));
  EXPECT_FALSE(Find("[a-z]{19}"));
  EXPECT_FALSE(Find("[a-z]{0,40}"));
  EXPECT_FALSE(Find("[a-z]{10}:[a-z]{10}"));
  EXPECT_TRUE(Find("[a-z]{10}-[a-z]{10}"));
  EXPECT_FALSE(Find("(?:[a-z]{20}|:)")) << "a choice decides";
}

TEST(TokenRun, IsAsLongAsThePartsInARowAreAtLeast) {
  EXPECT_EQ(Find("ab_[0-9A-Z]{20,40}")->run_bytes, 23U);
  EXPECT_EQ(Find(R"re([0-9a-f]{20}\b[0-9a-f]{12}(?:[^0-9a-f]|$)[a-z]{30})re")->run_bytes, 32U);
  EXPECT_EQ(Find("[0-9a-f]{20}[.]?[0-9a-f]{20}")->run_bytes, 20U);
  EXPECT_EQ(Find(R"re(\012[0-9a-f]{40})re")->run_bytes, 40U) << "an octal escape is one byte";
  EXPECT_FALSE(Find(R"re(KEY=((?:\b[.a-f]){20}))re")) << "a.a.a. holds no run";
  EXPECT_EQ(Find("x{0,9}[0-9a-f]{64}x{0,9}={0,2}")->run_bytes, 64U);
}

TEST(TokenRun, GoesThroughAChoiceOfTokenCharacters) {
  const auto run = Find(R"re(\b((?:AIDA|(?i:ar[o0]a))[0-9A-Z]{17})\b)re");
  ASSERT_TRUE(run);
  EXPECT_EQ(run->before_bytes, 0U);
  EXPECT_EQ(run->run_bytes, 21U);
  EXPECT_EQ(Find("[0-9]{18}(?:a|bc[.]?)[0-9]{20}")->run_bytes, 20U) << "one of the choices may end the run";
  EXPECT_FALSE(Find(R"re((?:AI\bDA|AROA)[0-9A-Z]{17})re")) << "no run can have a boundary in it";
}

TEST(TokenRun, HoldsOnlyTokenCharacters) {
  EXPECT_FALSE(Find("[a-z.]{40}"));
  EXPECT_FALSE(Find("[^ ]{40}"));
  EXPECT_FALSE(Find(".{40}"));
  EXPECT_TRUE(Find(R"re([\w+/\-]{40})re"));
  EXPECT_TRUE(Find("(?i:[a-z]{40})"));
}

}  // namespace
}  // namespace sluice
