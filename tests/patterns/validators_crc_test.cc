#include <gtest/gtest.h>

#include "patterns/checksum.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

// Bodies are built here, so that no complete token stands in the file; the sums were computed with zlib and hashlib of another
// language.
const std::string k30(30, 'a'), k32(32, 'a'), k40(40, 'a'), k60(60, '0');

TEST(Crc32, HasThePublishedCheckValue) {
  EXPECT_EQ(Crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(Crc32(""), 0U);
}

TEST(EncodeNumber, FillsOnTheLeft) {
  EXPECT_EQ(EncodeNumber(35, "0123456789abcdefghijklmnopqrstuvwxyz", 3), "00z");
  EXPECT_EQ(EncodeNumber(0, "ab", 2), "aa");
  EXPECT_EQ(EncodeNumber(256, "0123456789abcdef", 1), "100");
}

TEST(CrcValidators, TailsAreThoseOfOtherImplementations) {
  EXPECT_EQ(ChecksumTail("github-crc32", "ghx_" + k30), "1yLcDB");
  EXPECT_EQ(ChecksumTail("github-crc32", "ghx_" + std::string(30, 'Z')), "3EAd4B");
  EXPECT_EQ(ChecksumTail("deno-crc32", "ddp_" + k30), "4JR4oP");
  EXPECT_EQ(ChecksumTail("atlassian-crc32", "ATBB" + std::string(24, 'a')), "CE3487FD");
  EXPECT_EQ(ChecksumTail("atlassian-crc32", "ATATT3xFfGF0" + std::string(80, 'a') + "="), "A1AADFE0");
  EXPECT_EQ(ChecksumTail("packagist-crc32", "packagist_ort_" + k60), "14efce44");
  EXPECT_EQ(ChecksumTail("cloudflare-crc32", "cfut_" + k40), "c95b8a25");
  EXPECT_EQ(ChecksumTail("grafana-glsa", "glsa_" + k32 + "_"), "b1a40a94");
  EXPECT_EQ(ChecksumTail("matrix-crc32", "syt_YQ_" + std::string(20, 'a') + "_"), "2opm0A");
  EXPECT_EQ(ChecksumTail("gitlab-routable", "glpat-" + std::string(27, 'a') + ".01."), "0r0fsz74c");
  EXPECT_EQ(ChecksumTail("github-fine-grained", "github_pat_" + std::string(22, '1') + "_" + std::string(43, 'a')), "KZFD4RM3");
}

// The case crates.io's own tests use.
TEST(CrcValidators, CratesSumIsThePublishedOne) {
  EXPECT_TRUE(ChecksumHolds("cratesio-xor", "cio_tp_" + std::string(31, '0') + "w"));
  EXPECT_FALSE(ChecksumHolds("cratesio-xor", "cio_tp_" + std::string(32, '0')));
}

TEST(CrcValidators, AtlassianEqualsSignMayBeEscaped) {
  const std::string head = "ATATT3xFfGF0" + std::string(80, 'a');
  const std::string sum = "A1AADFE0";
  EXPECT_TRUE(ChecksumHolds("atlassian-crc32", head + "=" + sum));
  EXPECT_TRUE(ChecksumHolds("atlassian-crc32", head + "%3D" + sum));
  EXPECT_TRUE(ChecksumHolds("atlassian-crc32", head + "\\=" + sum));
  EXPECT_FALSE(ChecksumHolds("atlassian-crc32", head + "+" + sum));
}

TEST(CrcValidators, GitlabLengthMustBeThatOfThePayload) {
  const std::string head = "glpat-" + std::string(27, 'a') + ".01.";
  const auto with_length = [&](const std::string& length) {
    return head + length + EncodeNumber(Crc32(head + length), "0123456789abcdefghijklmnopqrstuvwxyz", 7);
  };
  EXPECT_TRUE(ChecksumHolds("gitlab-routable", with_length("0r")));
  EXPECT_FALSE(ChecksumHolds("gitlab-routable", with_length("0s")));
}

}  // namespace
}  // namespace sluice
