// Runs are found wherever they begin, whatever stands around them.
#include "scanner/unpack/runs.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "base/base64.h"

namespace sluice {
namespace {

std::vector<Region> Runs(std::string_view text, uint64_t min_run_bytes = kMinRunBytes) {
  std::vector<Region> regions;
  FindRuns(text, 0, text.size(), min_run_bytes, &regions);
  return regions;
}

// The finder skips; no offset may fall through.
TEST(Runs, AreFoundAtEveryOffset) {
  for (const size_t words : {18, 19, 20, 21, 30}) {
    const std::string run = Base64UrlEncode(std::string(words, '~').replace(3, 2, "?>"));
    for (size_t before = 0; before < 60; ++before) {
      const std::string text = std::string(before, ' ') + run + " and so on";
      const std::vector<Region> regions = Runs(text);
      ASSERT_EQ(regions.size(), 1U) << before << " " << text;
      EXPECT_EQ(regions[0].encoded_begin, before);
      EXPECT_EQ(regions[0].encoded_end, before + run.size());
    }
  }
}

// With one byte less as the shortest run every byte is looked at; no run or part below has that many.
TEST(Runs, AreTheSameWhereEveryByteIsLookedAt) {
  std::mt19937 random(7);
  const auto one_of = [&](std::string_view choices) { return choices[random() % choices.size()]; };
  size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int word = 0; word < 30; ++word) {
      constexpr std::array<size_t, 6> kDigits{6, 12, 24, 32, 48, 72};
      const size_t digits = kDigits[random() % kDigits.size()];
      const bool is_text = random() % 2 == 0;
      std::string plain;
      while (plain.size() < digits) plain += one_of(is_text ? "abc =\n:" : "abc\x01\x80");
      text += random() % 4 == 0 ? std::string(digits, one_of("aZ9f")) : Base64UrlEncode(plain).substr(0, digits);
      text += one_of(" \n/-_=.\"");
    }
    const std::vector<Region> sparse = Runs(text);
    found += sparse.size();
    ASSERT_EQ(sparse, Runs(text, kMinRunBytes - 1)) << text;
  }
  EXPECT_GT(found, 100U);
}

TEST(Runs, MayBeQuoted) {
  const std::string digits = Base64Encode(std::string(120, 'a') + " b");
  std::string text;
  for (size_t at = 0; at < digits.size(); at += 60) text += "> " + digits.substr(at, 60) + "\n";
  const std::vector<Region> regions = Runs(text);
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(regions[0].encoded_end, text.size() - 1);
}

TEST(Runs, OfHexMayFollowWhatSaysSo) {
  for (const std::string mark : {"0x", "\\x", "\\\\x", ""}) {
    const std::vector<Region> regions = Runs(mark + "61206c6f6e67207465787420696e20686578");
    ASSERT_EQ(regions.size(), 1U) << mark;
    EXPECT_EQ(regions[0].encoding, Encoding::kHex);
    EXPECT_EQ(regions[0].encoded_begin, mark.size());
  }
}

TEST(Runs, TwoOnALineAreTwo) {
  const std::string run = Base64Encode("a text of some length here");
  const std::vector<Region> regions = Runs(run + " " + run);
  ASSERT_EQ(regions.size(), 2U);
  EXPECT_EQ(regions[0].encoded_end, run.size());
  EXPECT_EQ(regions[1].encoded_begin, run.size() + 1);
}

TEST(Runs, APathOrAnOptionBeforeOneIsNoPartOfIt) {
  const std::string run = Base64Encode("a text of some length here!");
  for (const std::string before : {"/etc/value/", "--token-", "x_"}) {
    const std::vector<Region> regions = Runs(before + run);
    ASSERT_EQ(regions.size(), 1U) << before;
    EXPECT_EQ(regions[0].encoded_begin, before.size());
  }
}

TEST(Runs, LinesOfOneLengthAreOne) {
  const std::string all = Base64Encode("the first line of it, the second line of it, and the third");
  const std::string text = all.substr(0, 32) + "\r\n\t" + all.substr(32, 32) + "\r\n\t" + all.substr(64) + "\r\nnext\n";
  const std::vector<Region> regions = Runs(text);
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(text.substr(regions[0].encoded_end), "\r\nnext\n");
}

TEST(Runs, WhatDecodesToNoiseIsNone) {
  std::string noise;
  for (int i = 0; i < 200; ++i) noise += static_cast<char>(i * 151 % 251);
  EXPECT_TRUE(Runs(Base64Encode(noise)).empty());
  EXPECT_TRUE(Runs("a_long_name_of_a_function_that_does_things(int)").empty());
  EXPECT_TRUE(Runs(std::string(4096, 'A')).empty());
}

TEST(KubernetesSecrets, AreToldFromTheirLike) {
  EXPECT_TRUE(IsKubernetesSecret("apiVersion: v1\nkind: Secret\n", "a/b.yaml"));
  EXPECT_TRUE(IsKubernetesSecret("{\"kind\": \"Secret\"}", "b.json"));
  EXPECT_FALSE(IsKubernetesSecret("kind: SecretStore\n", "b.yaml"));
  EXPECT_FALSE(IsKubernetesSecret("kind: Secret\n", "b.md"));
}

}  // namespace
}  // namespace sluice
