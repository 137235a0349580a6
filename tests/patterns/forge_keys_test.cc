#include "patterns/forge_keys.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "patterns/checksum.h"

namespace sluice {
namespace {

TEST(ForgeRandom, FollowsSplitMix64) {
  ForgeRandom random(1234567);  // the first outputs of the published reference implementation
  EXPECT_EQ(random.Next(), 6457827717110365317ULL);
  EXPECT_EQ(random.Next(), 3203168211198807973ULL);
  EXPECT_EQ(random.Next(), 9817491932198370423ULL);
}

TEST(ForgePem, BlocksHaveTheirLabelAndLinesOf64) {
  ForgeRandom random(1);
  for (const char* label : {"RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "ANY PRIVATE KEY"}) {
    const std::string block = ForgePem(label, false, &random);
    EXPECT_TRUE(block.starts_with("-----" + std::string("BEGIN ") + label + "-----\n")) << block;
    EXPECT_TRUE(block.ends_with("\n-----END " + std::string(label) + "-----")) << block;
    EXPECT_TRUE(RE2::PartialMatch(block, "\n[0-9A-Za-z+/]{64}\n")) << block;
    EXPECT_TRUE(ChecksumHolds("pem-unencrypted", block)) << label;
    EXPECT_FALSE(ChecksumHolds("pem-encrypted", block)) << label;
  }
}

TEST(ForgePem, BodiesBeginAsRealOnes) {
  ForgeRandom random(1);
  EXPECT_NE(ForgePem("RSA PRIVATE KEY", false, &random).find("\nMIIEpAIBAAKCAQEA"), std::string::npos);
  EXPECT_NE(ForgePem("PRIVATE KEY", false, &random).find("\nMIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQ"),
            std::string::npos);
  EXPECT_NE(ForgePem("EC PRIVATE KEY", false, &random).find("\nMHcCAQEEI"), std::string::npos);
}

TEST(ForgePem, PassphraseShows) {
  ForgeRandom random(1);
  for (const std::string& block : {ForgePem("RSA PRIVATE KEY", true, &random), ForgePem("ENCRYPTED PRIVATE KEY", false, &random)}) {
    EXPECT_TRUE(ChecksumHolds("pem-encrypted", block)) << block;
    EXPECT_FALSE(ChecksumHolds("pem-unencrypted", block)) << block;
  }
}

TEST(ForgeOpenssh, CipherIsReadBack) {
  ForgeRandom random(1);
  EXPECT_TRUE(ChecksumHolds("openssh-unencrypted", ForgeOpenssh("none", &random)));
  EXPECT_FALSE(ChecksumHolds("openssh-encrypted", ForgeOpenssh("none", &random)));
  EXPECT_TRUE(ChecksumHolds("openssh-encrypted", ForgeOpenssh("aes256-ctr", &random)));
  EXPECT_NE(ForgeOpenssh("none", &random).find("\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB"), std::string::npos);
}

}  // namespace
}  // namespace sluice
