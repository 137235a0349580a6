// Its answers do not show which of the two libraries gave them: not when one hands over to the other, and not from several threads.
#include "scanner/detect/regex.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace sluice {
namespace {

TEST(Regex, SaysTheSameBeforeAndAfterRe2TakesOver) {
  const std::string text = "token=abc123; token=x; ftoken=abc124;";
  const Regex regex("\\btoken=([a-z0-9]{3,9});", 3 * text.size()), by_re2("\\btoken=([a-z0-9]{3,9});", 0);
  const auto expected = by_re2.Find(text, {0, text.size()});
  ASSERT_TRUE(expected);
  for (int round = 0; round < 6; ++round) {
    const auto found = regex.Find(text, {0, text.size()});
    ASSERT_TRUE(found) << round;
    EXPECT_EQ(found->whole, expected->whole) << round;
    EXPECT_EQ(found->secret, expected->secret) << round;
    EXPECT_EQ(regex.Find(text, {13, text.size()}), std::nullopt) << round;
  }
}

TEST(Regex, AsksRe2WhatTheBacktrackerDoesNotKnow) {
  EXPECT_EQ(Regex("a{2,4}").Find("aaaa", {0, 3})->whole, (ByteRange{0, 3}));
  EXPECT_FALSE(Regex("a\\sb").Find("a\vb", {0, 3}));
  EXPECT_TRUE(Regex("(?i:\\xe9)b").Find("\xc9\x62", {0, 2}));
  EXPECT_TRUE(Regex("[[:alpha:]]{3}").MatchesAll("abc"));
  EXPECT_FALSE(Regex("a\\s?").MatchesAll("a\v"));
  const std::string many(200, 'a');
  EXPECT_FALSE(Regex("(?:a{0,9}a{0,9}a{0,9}){1,9}[bc]").Find(many, {0, many.size()}));
}

TEST(Regex, MatchesAllOrNothing) {
  for (const uint64_t few_bytes : {uint64_t{0}, Regex::kFewBytes}) {
    const Regex regex("ab|abc", few_bytes);
    EXPECT_TRUE(regex.MatchesAll("abc"));
    EXPECT_FALSE(regex.MatchesAll("abcd"));
    EXPECT_FALSE(regex.MatchesAll(""));
    EXPECT_TRUE(Regex("a?", few_bytes).MatchesAll(""));
  }
}

TEST(Regex, IsSharedByThreads) {
  const Regex regex("\\bk=([0-9]{3,5})\\b", 300);
  std::vector<std::jthread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&regex] {
      for (int round = 0; round < 50; ++round) {
        const auto found = regex.Find("ak=111 k=1234 ", {0, 14});
        ASSERT_TRUE(found);
        ASSERT_EQ(found->secret, (ByteRange{9, 13}));
      }
    });
  }
}

}  // namespace
}  // namespace sluice
