#include <gtest/gtest.h>

#include "patterns/checksum.h"
#include "patterns/forge.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

// The vectors published with the .NET implementation, folded to 32 bits.
TEST(Marvin32, HasThePublishedValues) {
  constexpr uint64_t kSeed = 0x004FB61A001BDBCCULL;
  EXPECT_EQ(Marvin32("", kSeed), 0x30ED35C1U ^ 0x00CD3C7DU);
  EXPECT_EQ(Marvin32("\xAF", kSeed), 0x48E73FC7U ^ 0x7D75DDC1U);
  EXPECT_EQ(Marvin32("\xE7\x0F", kSeed), 0xB5F6E1FCU ^ 0x485DBFF8U);
  EXPECT_EQ(Marvin32("\x86\x42\xDC\x59", kSeed), 0x7008F2E8U ^ 0x7E9CF556U);
  EXPECT_EQ(Marvin32("\xAB\x42\x7E\xA8\xD1\x0F\xC7", kSeed), 0xE11847E4U ^ 0xF0678C41U);
}

std::string Forged(const std::string& text_template) { return ForgeExample(text_template, 5).value(); }

TEST(AzureValidators, KeyOfOneServiceIsNoKeyOfAnother) {
  const std::string key = Forged("${base64:76}+ASt${azure-storage}");
  EXPECT_TRUE(ChecksumHolds("azure-storage", key));
  EXPECT_TRUE(ChecksumHolds("azure-key64", key));
  EXPECT_FALSE(ChecksumHolds("azure-batch", key));
  EXPECT_EQ(key.size(), 88U);
  EXPECT_TRUE(key.ends_with("=="));
}

TEST(AzureValidators, KeyMayLackItsPadding) {
  const std::string key = Forged("${base64:76}+ABa${azure-batch}");
  EXPECT_EQ(key.size(), 88U);
  EXPECT_TRUE(ChecksumHolds("azure-batch", key.substr(0, 86)));
}

TEST(AzureValidators, EntraSecretsHaveFortyCharacters) {
  const std::string secret = Forged("${unreserved:3}8Q~${unreserved:31}${azure-entra}");
  EXPECT_EQ(secret.size(), 40U);
  EXPECT_FALSE(ChecksumHolds("azure-entra", secret + "a"));
}

TEST(AzureValidators, CaskKeysMayHaveTheLongForm) {
  const std::string key = Forged("${base62:52}JQQJ99${base62:18}AZDO${azure-cask}");
  EXPECT_EQ(key.size(), 84U);
  EXPECT_TRUE(ChecksumHolds("azure-cask", key + "AA=="));
}

}  // namespace
}  // namespace sluice
