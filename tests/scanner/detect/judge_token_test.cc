#include "scanner/detect/judge_token.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/detect/judged.h"

namespace sluice {
namespace {

using testlib::Forged;
using testlib::Judged;
using testlib::kGenericToken;
using testlib::kToken;

TEST(RefuseToken, RandomTokenIsReported) {
  const std::string token = Forged("${base62:32}");
  const Verdict verdict = Judged(kToken, "api_key = " + token, token);
  EXPECT_EQ(verdict.at, Stage::kReported) << verdict.because;
  EXPECT_GE(verdict.confidence, 0.6);
  EXPECT_LT(Judged(kGenericToken, "api_key = " + token, token).confidence, verdict.confidence);
}

// Read as base64 for its dashes a UUID would never be random enough.
TEST(RefuseToken, UuidsAndGroupedKeysAreRandomEnough) {
  for (const char* form : {"${uuid}", "${BASE36:5}-${BASE36:5}-${BASE36:5}-${BASE36:5}"}) {
    int lost = 0;
    for (uint64_t i = 0; i < 1000; ++i) {
      const std::string token = Forged(form, i);
      lost += Judged(kToken, "api_key = \"" + token + "\"", token).at == Stage::kReported ? 0 : 1;
    }
    EXPECT_LE(lost, 40) << form;
  }
}

TEST(RefuseToken, LessThanRandomTokensAreRefused) {
  for (const char* value : {"abcabcabc1abcabcabc1abcabcabc1", "applicationsecrettoken", "user-session-manager-2"}) {
    EXPECT_EQ(Judged(kToken, std::string("api_key = ") + value, value).at, Stage::kEntropy) << value;
  }
}

TEST(RefuseToken, DigestsAndUuidsAreRefused) {
  const std::string digest = Forged("${hex:40}"), uuid = Forged("${uuid}");
  EXPECT_EQ(Judged(kGenericToken, "key = " + digest + "  # sha1 of the file", digest).at, Stage::kContext);
  EXPECT_EQ(Judged(kToken, "api_key = " + digest + "  # sha1 of the file", digest).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, "key = " + uuid, uuid).at, Stage::kContext);
  EXPECT_EQ(Judged(kToken, "api_key = " + uuid, uuid).at, Stage::kReported);
}

TEST(RefuseToken, PrefixOfAHexTokenIsNotHeldAgainstIt) {
  for (const char* prefix : {"acme_", "acme_live_", "svc-", "key-", "0x"}) {
    const std::string value = prefix + Forged("${hex:40}");
    EXPECT_EQ(Judged(kGenericToken, "API_KEY=" + value, value).at, Stage::kReported) << value;
  }
  const std::string pair = Forged("${hex:32}:${hex:32}");
  EXPECT_EQ(Judged(kGenericToken, "API_KEY=" + pair, pair).at, Stage::kReported);
}

TEST(RefuseToken, PrefixOfADigestOrAnAddressIs) {
  for (const char* prefix : {"sha1_", "sha1-", "md5:", "commit-", "blob_", "v2-tree-"}) {
    const std::string value = prefix + Forged("${hex:40}");
    EXPECT_NE(Judged(kGenericToken, "API_KEY=" + value, value).at, Stage::kReported) << value;
  }
  const std::string address = Forged("0x${hex:40}");
  EXPECT_EQ(Judged(kGenericToken, "USDC_TOKEN=" + address, address).at, Stage::kContext);
  const std::string name = "worker-pool-" + Forged("${hex:10}") + "-x7k2p";
  EXPECT_EQ(Judged(kGenericToken, "token: " + name, name).at, Stage::kEntropy);
}

TEST(RefuseToken, WordsForDigestsAreWholeWords) {
  const std::string digest = Forged("${hex:40}");
  EXPECT_EQ(Judged(kGenericToken, "shared_key = " + digest + "  # do not share", digest).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, "\"hashed_secret\": \"" + digest + "\"", digest).at, Stage::kContext);
  EXPECT_EQ(Judged(kGenericToken, "x = " + digest + "  # commitSha", digest).at, Stage::kContext);
}

// uses: actions/create-github-app-token@<commit>
TEST(RefuseToken, PinnedVersionIsADigest) {
  const std::string digest = Forged("${hex:40}");
  EXPECT_EQ(Judged(kToken, "app-token@" + digest, digest).at, Stage::kContext);
  EXPECT_EQ(Judged(kToken, "app-token: " + digest, digest).at, Stage::kReported);
}

TEST(RefuseToken, WordsAndAlgorithmsAreNoTokens) {
  for (const char* value : {"AWS4-HMAC-SHA256", "OAuth2Application", "gitlab-azure-oauth2", "x-ms-encryption-key-sha256",
                            "policies.2678487596", "you_are_not_using_k8s"}) {
    EXPECT_NE(Judged(kGenericToken, std::string("api_key = \"") + value + "\"", value).at, Stage::kReported) << value;
  }
}

}  // namespace
}  // namespace sluice
