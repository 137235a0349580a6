#include "patterns/checksum.h"

#include <gtest/gtest.h>

#include <utility>

#include "patterns/forge.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

// Every arithmetic validator with a template that it completes; what is appended after the sum stands in `rest`.
struct Arithmetic {
  const char* name;
  const char* head;
  const char* rest = "";
};

constexpr Arithmetic kArithmetic[] = {
    {"github-crc32", "x_${base62:30}"},
    {"vercel-crc32", "x_${base62:50}"},
    {"github-fine-grained", "github_pat_${base62:22}_${base62:43}", "${base62:8}"},
    {"gitlab-routable", "glpat-${base64url:40}.01."},
    {"gitlab-routable", "glrt-t1_${base64url:40}."},
    {"atlassian-crc32", "ATATT3xFfGF0${base64url:100}="},
    {"atlassian-crc32", "ATBB${base62:24}"},
    {"packagist-crc32", "packagist_ort_${hex:60}"},
    {"cloudflare-crc32", "x_${base62:40}"},
    {"deno-crc32", "ddp_${base62:30}"},
    {"grafana-glsa", "glsa_${base62:32}_"},
    {"matrix-crc32", "syt_${b64:name}_${base62:20}_"},
    {"cratesio-xor", "x_${base62:31}"},
    {"azure-storage", "${base64:76}+ASt"},
    {"azure-cosmosdb", "${base64:76}ACDb"},
    {"azure-batch", "${base64:76}+ABa"},
    {"azure-ml-classic", "${base64:76}+AMC"},
    {"azure-key64", "${base64:76}+ASt"},
    {"azure-entra", "${unreserved:3}8Q~${unreserved:31}"},
    {"azure-cask", "${base62:52}JQQJ99${base62:18}AZDO"},
    {"nkey-crc16", "SU${base32:52}"},
    {"age-bech32", "AGE-SECRET-KEY-1${BECH32:52}"},
    {"base58check", "L${base58:45}"},
    {"base58check", "x${lit:prv}${base58:101}"},
};

TEST(Checksum, CompletedTokensHold) {
  for (const Arithmetic& arithmetic : kArithmetic) {
    for (uint64_t seed = 0; seed < 20; ++seed) {
      const std::string sum = "${" + std::string(arithmetic.name) + "}";
      const auto token = ForgeExample(arithmetic.head + sum + arithmetic.rest, seed);
      ASSERT_TRUE(token.ok()) << arithmetic.name << ": " << token.error().message;
      EXPECT_TRUE(ChecksumHolds(arithmetic.name, token.value())) << arithmetic.name << " " << token.value();
      const auto named = ForgeExample("MY_KEY=" + (arithmetic.head + sum) + arithmetic.rest, seed);
      ASSERT_TRUE(named.ok()) << arithmetic.name;
      EXPECT_EQ(named.value(), "MY_KEY=" + token.value()) << arithmetic.name;
    }
  }
}

TEST(Checksum, ChangedTokensDoNotHold) {
  for (const Arithmetic& arithmetic : kArithmetic) {
    const auto token = ForgeExample(std::string(arithmetic.head) + "${" + arithmetic.name + "}" + arithmetic.rest, 3);
    ASSERT_TRUE(token.ok());
    std::string changed = token.value();
    const size_t place = changed.size() / 2;
    changed[place] = changed[place] == 'Q' ? 'R' : 'Q';
    EXPECT_FALSE(ChecksumHolds(arithmetic.name, changed)) << arithmetic.name;
    EXPECT_FALSE(ChecksumHolds(arithmetic.name, changed.substr(0, changed.size() / 2))) << arithmetic.name;
    EXPECT_FALSE(ChecksumHolds(arithmetic.name, "")) << arithmetic.name;
  }
}

TEST(Checksum, NamesAreKnownOnce) {
  for (const auto family : {CrcValidators(), AzureValidators(), KeyValidators(), StructureValidators(), PemValidators()}) {
    for (const Validator& validator : family) EXPECT_TRUE(IsChecksumName(validator.name));
  }
  EXPECT_FALSE(IsChecksumName("crc"));
  EXPECT_FALSE(IsChecksumName(""));
}

TEST(Checksum, HostileTokensAreRefusedQuietly) {
  const std::string long_token(70'000, 'a');
  std::string glgl;
  for (int i = 0; i < 30'000; ++i) glgl += "gl";
  const std::string nasty[] = {"",
                               "_",
                               ".",
                               "..",
                               "....",
                               "=",
                               "-----BEGIN ",
                               "gl",
                               "glpat-",
                               "1",
                               std::string("\0\0\0", 3),
                               "\xFF\xFE",
                               long_token,
                               long_token.substr(0, 65'000),
                               std::string(60'000, '-'),
                               std::string(60'000, '\\'),
                               std::string(60'000, 'g') + "l",
                               "-----BEGIN X KEY-----" + std::string(60'000, '\\'),
                               "-----BEGIN X KEY-----" + std::string(60'000, '\n'),
                               glgl};
  for (const auto family : {CrcValidators(), AzureValidators(), KeyValidators(), StructureValidators(), PemValidators()}) {
    for (const Validator& validator : family) {
      for (const std::string& token : nasty) {
        const bool holds = ChecksumHolds(validator.name, token);
        EXPECT_FALSE(holds && token.size() > 65'536) << validator.name;
        ChecksumTail(validator.name, token);
      }
    }
  }
}

TEST(Checksum, StructureHasNoTail) {
  EXPECT_EQ(ChecksumTail("jwt", "a.b."), std::nullopt);
  EXPECT_EQ(ChecksumTail("pem-unencrypted", "x"), std::nullopt);
}

}  // namespace
}  // namespace sluice
