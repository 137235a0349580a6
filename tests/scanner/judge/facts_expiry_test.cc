#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

constexpr int64_t k2024_s = 1704067200;

Facts Read(const std::string& text, const std::string& secret = "t0ken") { return ReadFacts("json-expiry", secret, secret, text); }

TEST(JsonExpiryReader, ReadsDatesSecondsAndMilliseconds) {
  EXPECT_EQ(ReadFacts("json-expiry", "t", R"({"token":"t","expires_at":"2024-01-01T00:00:00Z"})").expires_at_s, 1704067200);
  EXPECT_EQ(ReadFacts("json-expiry", "t", R"({"token":"t","expires_at":1704067200})").expires_at_s, 1704067200);
  EXPECT_EQ(ReadFacts("json-expiry", "t", R"({"token":"t","expiresAt":1704067200000})").expires_at_s, 1704067200);
  EXPECT_FALSE(ReadFacts("json-expiry", "t", R"({"token":"t","expires":"soon"})").expires_at_s);
}

TEST(JsonExpiryReader, OfSeveralEndsTheLatestCounts) {
  EXPECT_EQ(Read("token: t0ken\nexpires: 2020-01-01\nother: x\nexpires: 2024-01-01\n").expires_at_s, k2024_s);
}

TEST(JsonExpiryReader, AHowLongIsNoEnd) { EXPECT_FALSE(Read(R"({"token":"t0ken","expires":3600})").expires_at_s); }

TEST(JsonExpiryReader, TheEndOfAnInnerOrOuterObjectIsNotTheSecrets) {
  EXPECT_FALSE(Read(R"({"token":"t0ken","license":{"expiresAt":"2024-01-01T00:00:00Z"}})").expires_at_s);
  EXPECT_FALSE(Read(R"({"expires":"2024-01-01T00:00:00Z","auth":{"token":"t0ken"}})").expires_at_s);
  EXPECT_EQ(Read(R"({"a":{"b":1},"token":"t0ken","c":{"d":2},"expiresAt":"2024-01-01T00:00:00Z"})").expires_at_s, k2024_s);
}

TEST(JsonExpiryReader, AnObjectOfWhichOneEndIsOutOfReachIsStillOne) {
  EXPECT_FALSE(Read(R"("token":"t0ken"},"license":{"expiresAt":"2024-01-01T00:00:00Z"})").expires_at_s);
  EXPECT_FALSE(Read(R"({"license":{"expiresAt":"2024-01-01T00:00:00Z"}, "auth":{"token":"t0ken")").expires_at_s);
}

TEST(JsonExpiryReader, LinesThatAreIndentedOtherwiseSpeakOfSomethingElse) {
  EXPECT_FALSE(Read("token: t0ken\nlicense:\n  expires_at: 2024-01-01\n").expires_at_s);
  EXPECT_EQ(Read("- token: t0ken\n  expires_at: 2024-01-01\n").expires_at_s, k2024_s);
}

TEST(JsonExpiryReader, ARefreshTokenOutlivesTheEndBesideIt) {
  const std::string refresh = std::string("sk-ant-") + "ort01-x", access = std::string("sk-ant-") + "oat01-x";
  const std::string file = R"({"accessToken":")" + access + R"(","refreshToken":")" + refresh + R"(","expiresAt":1704067200000})";
  EXPECT_EQ(Read(file, access).expires_at_s, k2024_s);
  EXPECT_FALSE(Read(file, refresh).expires_at_s);
  EXPECT_FALSE(Read(R"({"refresh_token":"t0ken","expires_at":1704067200})").expires_at_s);
  EXPECT_FALSE(Read(R"({"token":"aorAAAAAx","expiresAt":1704067200})", "aorAAAAAx").expires_at_s);
}

TEST(JsonExpiryReader, MayHaveABoundForWhatItDoesNotFind) {
  const std::string text = R"({"token":"t0ken","expiry":"2024-01-01T00:00:00.123456Z"})";
  EXPECT_EQ(ReadFacts("json-expiry-12h", "t0ken", "t0ken", text).expires_at_s, k2024_s);
  EXPECT_EQ(ReadFacts("json-expiry-12h", "t0ken", "t0ken", text).max_age_s, std::nullopt);
  EXPECT_EQ(ReadFacts("json-expiry-12h", "t0ken", "t0ken", "t0ken").max_age_s, 12 * 3600);
}

TEST(AwsStsReader, ReadsTheEndThatToolsWriteBesideAProfile) {
  const std::string id = MakeKeyId("ASIA", 1);
  for (const char* end :
       {"x_security_token_expires = 2024-01-01T00:00:00+00:00", "expiration = 2024-01-01 00:00:00",
        "export AWS_CREDENTIAL_EXPIRATION=2024-01-01T00:00:00Z", "<Expiration>2024-01-01T00:00:00Z</Expiration>"}) {
    EXPECT_EQ(ReadFacts("aws-sts", id, id, "aws_access_key_id = " + id + "\n" + end + "\n").expires_at_s, k2024_s) << end;
  }
}

TEST(AwsStsReader, TheEndOfAnotherProfileIsNotItsOwn) {
  const std::string id = MakeKeyId("ASIA", 1);
  const std::string file =
      "[a]\nexpiration = 2024-01-01 00:00:00\n[b]\naws_access_key_id = " + id + "\n[c]\nexpiration = 2024-01-01\n";
  EXPECT_FALSE(ReadFacts("aws-sts", id, id, file).expires_at_s);
}

}  // namespace
}  // namespace sluice
