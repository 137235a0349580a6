#include <gtest/gtest.h>

#include "patterns/checksum.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

TEST(Crc16, HasThePublishedCheckValueOfXmodem) { EXPECT_EQ(Crc16Xmodem("123456789"), 0x31C3U); }

// The valid and invalid strings of BIP 173.
TEST(KeyValidators, Bech32KnowsTheVectorsOfItsStandard) {
  EXPECT_TRUE(ChecksumHolds("age-bech32", "A12UEL5L"));
  EXPECT_TRUE(ChecksumHolds("age-bech32", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"));
  EXPECT_TRUE(ChecksumHolds("age-bech32", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"));
  EXPECT_FALSE(ChecksumHolds("age-bech32", "A1G7SGD8"));
  EXPECT_FALSE(ChecksumHolds("age-bech32", "x1b4n0q5v"));
  EXPECT_FALSE(ChecksumHolds("age-bech32", "pzry9x0s0muk"));
}

// The address of the first block of Bitcoin: public, and no key.
TEST(KeyValidators, Base58CheckKnowsAPublicAddress) {
  EXPECT_TRUE(ChecksumHolds("base58check", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"));
  EXPECT_FALSE(ChecksumHolds("base58check", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"));
  EXPECT_FALSE(ChecksumHolds("base58check", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0"));
}

TEST(KeyValidators, NkeysHaveFiftyEightCharacters) {
  const std::string head = "SU" + std::string(52, 'A');
  const std::string key = head + ChecksumTail("nkey-crc16", head).value();
  EXPECT_EQ(key.size(), 58U);
  EXPECT_TRUE(ChecksumHolds("nkey-crc16", key));
  EXPECT_FALSE(ChecksumHolds("nkey-crc16", key + "A"));
}

}  // namespace
}  // namespace sluice
