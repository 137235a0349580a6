#include "scanner/detect/bigrams.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "patterns/forge_keys.h"
#include "scanner/detect/bigram_table.h"

namespace sluice {
namespace {

constexpr std::string_view kSymbols = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/";

// Of 3000 random values.
int Lost(std::string_view symbols, size_t length) {
  ForgeRandom random(symbols.size() * 1000 + length);
  std::string value(length, ' ');
  int lost = 0;
  for (int i = 0; i < 3000; ++i) {
    for (char& c : value) c = symbols[random.Below(symbols.size())];
    lost += BigramCost(value) < RandomBigramFloor(length) ? 1 : 0;
  }
  return lost;
}

TEST(BigramTable, EveryRowIsADistribution) {
  for (const auto& row : kBigramCost) {
    double sum = 0;
    for (const uint8_t cost : row) sum += std::exp2(-cost / kBigramStepsPerBit);
    EXPECT_NEAR(sum, 1, 0.05);
  }
}

TEST(BigramCost, TextIsCheapAndRandomValuesAreNot) {
  for (const char* text :
       {"configurationPropertyValue", "the name of some secret", "DB_PASSWORD_PRODUCTION", "vendor/module/file.cc"})
    EXPECT_LT(BigramCost(text), 5.5) << text;
  for (const char* value : {"xK7qZ2vW9pLmQ4", "f81d4fae7dec11d0a765", "Q7zJ-3Xv_9Kw"}) EXPECT_GT(BigramCost(value), 6) << value;
}

TEST(BigramCost, NoPairCostsNothing) {
  EXPECT_EQ(BigramCost(""), 0);
  EXPECT_EQ(BigramCost("x"), 0);
  EXPECT_EQ(BigramCost("xY"), 0) << "between two words";
  EXPECT_GT(BigramCost("\xff\x01"), 0) << "whatever is no letter, digit or sign of a name is one symbol";
}

TEST(BigramCost, CaseDoesNotMatter) { EXPECT_EQ(BigramCost("passphrase"), BigramCost("PASSPHRASE")); }

// The promise of the header, with what chance adds.
TEST(RandomBigramFloor, LosesHardlyAnyRandomValue) {
  for (const size_t length : {12, 16, 24, 40, 128}) {
    for (const size_t symbols : {16, 36, 62, 64})
      EXPECT_LE(Lost(kSymbols.substr(0, symbols), length), 4) << symbols << " " << length;
    EXPECT_LE(Lost("0123456789ABCDEF", length), 4) << "upper-case hex " << length;
    EXPECT_LE(Lost("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length), 4) << "base32 " << length;
  }
}

TEST(RandomBigramFloor, RisesWithTheLength) {
  EXPECT_EQ(RandomBigramFloor(0), 0);
  EXPECT_EQ(RandomBigramFloor(1), 0);
  for (size_t length = 2; length < 200; ++length) EXPECT_GE(RandomBigramFloor(length + 1), RandomBigramFloor(length));
}

}  // namespace
}  // namespace sluice
