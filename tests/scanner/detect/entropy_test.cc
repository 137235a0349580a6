#include "scanner/detect/entropy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace sluice {
namespace {

constexpr std::string_view kSymbols = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/";

// SplitMix64 (Vigna): the same numbers on every machine.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  void Fill(int alphabet_size, std::string* value) {
    for (char& c : *value) c = kSymbols[Next() % static_cast<uint64_t>(alphabet_size)];
  }

 private:
  uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};

// Per cent of random values under their floor.
double Lost(int alphabet_size, size_t length) {
  constexpr int kValues = 20'000;
  const double floor = RandomEntropyFloor(length, alphabet_size);
  Random random(static_cast<uint64_t>(alphabet_size) * 1000 + length);
  std::string value(length, ' ');
  int lost = 0;
  for (int i = 0; i < kValues; ++i) {
    random.Fill(alphabet_size, &value);
    lost += ShannonBits(value) < floor ? 1 : 0;
  }
  return 100.0 * lost / kValues;
}

TEST(ShannonBits, CountsCharactersOnly) {
  EXPECT_EQ(ShannonBits(""), 0);
  EXPECT_EQ(ShannonBits("aaaa"), 0);
  EXPECT_DOUBLE_EQ(ShannonBits("abab"), 1);
  EXPECT_DOUBLE_EQ(ShannonBits("abcd"), 2);
  EXPECT_DOUBLE_EQ(ShannonBits("\xff\x01\xfe\x02"), 2);
}

TEST(AlphabetSize, SmallestThatHoldsEveryCharacter) {
  EXPECT_EQ(AlphabetSize("0123"), 10);
  EXPECT_EQ(AlphabetSize("01ab"), 16);
  EXPECT_EQ(AlphabetSize("01AB"), 16);
  EXPECT_EQ(AlphabetSize("01Ab"), 62);
  EXPECT_EQ(AlphabetSize("01bxzl"), 36);
  EXPECT_EQ(AlphabetSize("01BXZL"), 36);
  EXPECT_EQ(AlphabetSize("27XZIO"), 32) << "RFC 4648";
  EXPECT_EQ(AlphabetSize("0189xz"), 32) << "Crockford's";
  EXPECT_EQ(AlphabetSize("0289xzlu"), 32) << "Bech32";
  EXPECT_EQ(AlphabetSize("0xZ"), 62);
  EXPECT_EQ(AlphabetSize("0xZ+/="), 64);
  EXPECT_EQ(AlphabetSize("0xZ-_"), 64);
  EXPECT_EQ(AlphabetSize("0xZ~-."), 66);
  EXPECT_EQ(AlphabetSize("0xZ!"), 94);
  EXPECT_EQ(AlphabetSize("0xz!"), 37) << "Django";
  EXPECT_EQ(AlphabetSize("0XZ#&#"), 38);
}

TEST(AlphabetSize, DashesBetweenGroupsAreOneSymbol) {
  EXPECT_EQ(AlphabetSize("01ab-cd"), 17);
  EXPECT_EQ(AlphabetSize("01AB-CD"), 17);
  EXPECT_EQ(AlphabetSize("01XY-ZZ"), 37);
  EXPECT_EQ(AlphabetSize("01xy-zz"), 64);
  EXPECT_EQ(AlphabetSize("01ab-CD"), 64);
}

// At most 4.5 of 1000 random values are lost, and the margin is not wider than that needs: some are.
TEST(RandomEntropyFloor, LosesFewRandomValues) {
  for (const int alphabet_size : {16, 36, 62, 64}) {
    for (const size_t length : {12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 24, 28, 32, 36, 40, 43, 48, 56, 64, 72, 80, 96, 112, 128}) {
      const double lost = Lost(alphabet_size, length);
      EXPECT_LE(lost, 0.45) << "alphabet of " << alphabet_size << ", length " << length;
      EXPECT_GE(lost, 0.04) << "alphabet of " << alphabet_size << ", length " << length;
    }
  }
}

TEST(RandomEntropyFloor, RefusesNamesAndRepeats) {
  for (const std::string_view value :
       {"aaaaaaaaaaaabbbbbbbbbbbb", "abcabcabcabcabcabcabcabc", "00000000000000000000000000001234"}) {
    EXPECT_LT(ShannonBits(value), RandomEntropyFloor(value.size(), AlphabetSize(value))) << value;
  }
}

TEST(RandomEntropyFloor, RisesWithLengthAndStaysUnderTheAlphabet) {
  for (const int alphabet_size : {10, 16, 36, 62, 64, 94}) {
    for (size_t length = 3; length < 300; ++length) {
      EXPECT_GE(RandomEntropyFloor(length, alphabet_size), RandomEntropyFloor(length - 1, alphabet_size)) << length;
    }
    EXPECT_LT(RandomEntropyFloor(65536, alphabet_size), std::log2(alphabet_size));
    EXPECT_GT(RandomEntropyFloor(65536, alphabet_size), std::log2(alphabet_size) - 0.5);
  }
  EXPECT_EQ(RandomEntropyFloor(0, 16), 0);
  EXPECT_EQ(RandomEntropyFloor(1, 16), 0);
  EXPECT_EQ(RandomEntropyFloor(20, 1), 0);
}

TEST(RandomPart, IsWhatAPrefixWidensTheAlphabetOf) {
  const std::string hex = "5f1d0c9be27a4438b6d1";
  for (const std::string prefix : {"acme_", "acme_live_", "svc-", "key:", "v1.", "0x"})
    EXPECT_EQ(RandomPart(prefix + hex), hex) << prefix;
  EXPECT_EQ(RandomPart(hex + ":" + hex), hex);
  EXPECT_EQ(RandomPart(hex), hex);
}

TEST(RandomPart, IsTheWholeWhereNoPartStandsOut) {
  for (const std::string_view value : {"", "acme_", "acme_5f1d0c9b", "build_20260102030405060708",
                                       "a-name-joined-from-words-5f1d0c9be27a4438b6d1", "acme/5f1d0c9be27a4438b6d1"}) {
    EXPECT_EQ(RandomPart(value), value);
  }
}

TEST(ClassTransitions, ShareOfNeighboursThatDiffer) {
  EXPECT_EQ(ClassTransitions(""), 0);
  EXPECT_EQ(ClassTransitions("a"), 0);
  EXPECT_EQ(ClassTransitions("abcd"), 0);
  EXPECT_DOUBLE_EQ(ClassTransitions("a1B-"), 1);
  EXPECT_DOUBLE_EQ(ClassTransitions("abCDE"), 0.25);
}

}  // namespace
}  // namespace sluice
