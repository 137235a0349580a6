#include "scanner/judge/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

const std::vector<std::string> kNames = {"algolia-secured",
                                         "aws-account-id",
                                         "aws-bedrock-long",
                                         "aws-bedrock-short",
                                         "aws-ecr",
                                         "aws-eks",
                                         "aws-presigned-v2",
                                         "aws-presigned-v4",
                                         "aws-rds",
                                         "aws-sts",
                                         "azure-sas",
                                         "azure-sql",
                                         "azure-storage-account",
                                         "cask",
                                         "cloudfront-expires",
                                         "connection-string",
                                         "discord-token",
                                         "discord-webhook",
                                         "docker-auth",
                                         "gcp-signed-url",
                                         "github-app",
                                         "google-service-account",
                                         "grafana-cloud",
                                         "jfrog-reference",
                                         "json-expiry",
                                         "jwt",
                                         "jwt-exp",
                                         "mapbox",
                                         "nuget-key",
                                         "onepassword",
                                         "otpauth",
                                         "paseto",
                                         "private-key",
                                         "pypi",
                                         "sentry-org",
                                         "stripe-mode",
                                         "url-userinfo",
                                         "client-key",
                                         "cloudflare-tunnel",
                                         "cloudfront-cookie",
                                         "url-expires",
                                         "cookie",
                                         "first-part",
                                         "flyio",
                                         "gitlab-routable",
                                         "itsdangerous",
                                         "key-pair",
                                         "key-store",
                                         "macaroon",
                                         "saml",
                                         "token-parts",
                                         "x509",
                                         "json-expiry-12h",
                                         "jwt-8h",
                                         "ttl-12h",
                                         "ttl-90d"};

TEST(IsReaderName, KnowsEveryDocumentedName) {
  for (const std::string& name : kNames) EXPECT_TRUE(IsReaderName(name)) << name;
}

TEST(IsReaderName, RefusesEverythingElse) {
  for (const char* name : {"", "jwt ", "JWT", "aws", "ttl-", "ttl-h", "ttl-0h", "ttl-12", "ttl-12m", "ttl-12345h", "ttl--1h",
                           "ttl-1hh", "x-8h", "8h", "-8h", "jwt-8"}) {
    EXPECT_FALSE(IsReaderName(name)) << name;
  }
}

TEST(ReadFacts, TtlBoundsTheAgeAndLeavesTheSentenceToTheRule) {
  const Facts facts = ReadFacts("ttl-12h", "secret", "secret");
  EXPECT_EQ(facts.max_age_s, 12 * 3600);
  EXPECT_EQ(facts.lifetime, LifetimeClass::kExpiring);
  EXPECT_EQ(facts.why, "");
  EXPECT_EQ(ReadFacts("ttl-90d", "", "").max_age_s, 90 * 86400);
}

TEST(ReadFacts, ADetailThatEqualsTheSecretIsDropped) {
  const Facts facts = ReadFacts("url-userinfo", "root", "mysql://root:root@db.acme.net/x");
  EXPECT_EQ(Detail(facts, "user"), "(absent)");
  EXPECT_EQ(Detail(facts, "host"), "db.acme.net");
}

TEST(ReadFacts, DetailsHoldNoEmailAddress) {
  EXPECT_EQ(Detail(ReadFacts("jwt", MakeJwt(R"({"iss":"joe@acme.net","aud":"joe%40acme.net"})"), ""), "issuer"), "(absent)");
  EXPECT_EQ(Detail(ReadFacts("jwt", MakeJwt(R"({"aud":"joe%40acme.net"})"), ""), "audience"), "(absent)");
}

TEST(ReadFacts, DetailsHoldNoControlCharacters) {
  EXPECT_EQ(Detail(ReadFacts("jwt", MakeJwt(R"({"iss":"a\u001b[2J"})"), ""), "issuer"), "(absent)");
  EXPECT_EQ(Detail(ReadFacts("jwt", MakeJwt(R"({"iss":")" + std::string(5000, 'a') + R"("})"), ""), "issuer"), "(absent)");
}

TEST(ReadFacts, ReadersOfNeighboursStayInTheObjectOfTheSecret) {
  const std::string around =
      R"({"a":{"token":"other","expiresAt":1500000000},"b":{"token":"TOKEN1","expiresAt":1600000000,"x":{}}})";
  EXPECT_EQ(ReadFacts("json-expiry", "TOKEN1", "TOKEN1", around).expires_at_s, 1600000000);
  EXPECT_FALSE(ReadFacts("json-expiry", "TOKEN1", "TOKEN1").expires_at_s);
  EXPECT_FALSE(ReadFacts("json-expiry", "absent", "absent", around).expires_at_s);
}

TEST(ReadFacts, ReadersOfNeighboursStayInTheParagraphOfTheSecret) {
  const std::string around = "expires_at: 1500000000\n\ntoken: TOKEN1\nexpires_at: 1600000000\n\nexpires_at: 1700000000\n";
  EXPECT_EQ(ReadFacts("json-expiry", "TOKEN1", "TOKEN1", around).expires_at_s, 1600000000);
}

TEST(ReadFacts, TheMatchIsTrustedBeforeItsNeighbours) {
  const std::string around =
      "Server=other.acme.net; Database=prod; Password="
      "pw\nServer=far.acme.net;User ID=app";
  const Facts facts = ReadFacts("azure-sql", "pw", "Server=near.acme.net;Password=pw", around);
  EXPECT_EQ(Detail(facts, "host"), "near.acme.net");
  EXPECT_EQ(Detail(facts, "database"), "prod");
}

TEST(ReadFacts, ReadersOfTheTokenItselfIgnoreTheNeighbours) {
  EXPECT_FALSE(
      ReadFacts("aws-presigned-v4", "sig", "sig", "sig " + MakeSignedQuery("AKIA", "20130524T000000Z", "60")).expires_at_s);
}

TEST(EndMayStandBeside, HoldsForReadersThatLookAroundForIt) {
  for (const char* name : {"json-expiry", "json-expiry-12h", "aws-sts", "client-key", "cookie"})
    EXPECT_TRUE(EndMayStandBeside(name));
  for (const char* name : {"", "jwt", "azure-sas", "connection-string", "ttl-12h"}) EXPECT_FALSE(EndMayStandBeside(name));
}

TEST(AddFactsOfOtherHalf, TakesTheEndButNotHowLittleItWeighs) {
  Facts half, other;
  other.expires_at_s = 5;
  other.severity = Severity::kLow;
  AddFactsOfOtherHalf(other, &half);
  EXPECT_EQ(half.expires_at_s, 5);
  EXPECT_FALSE(half.severity);
  other.severity = Severity::kInfo;  // a canary
  AddFactsOfOtherHalf(other, &half);
  EXPECT_EQ(half.severity, Severity::kInfo);
}

// Whatever the bytes, a reader returns and its details stay printable and short.
void ExpectTame(const std::string& name, const std::string& secret, const std::string& match) {
  const Facts facts = ReadFacts(name, secret, match, match);
  for (const auto& [key, value] : facts.details) {
    EXPECT_LE(value.size(), 200u) << name << " " << key;
    for (const char c : value) EXPECT_TRUE(c >= ' ' && c <= '~') << name << " " << key;
  }
}

TEST(ReadFacts, EveryReaderSurvivesHostileInput) {
  std::mt19937 random(20260102);
  const std::string nested = std::string(40000, '[');
  const std::vector<std::string> inputs = {
      "",
      ".",
      "..",
      "=",
      "&",
      "%",
      std::string(1, '\0'),
      std::string(200000, 'A'),
      std::string(200000, '%'),
      std::string(100000, '.'),
      Base64UrlEncode(nested) + "." + Base64UrlEncode(nested) + ".x",
      "pypi-" + Base64UrlEncode("\x02" + std::string(300, '\xFF')),
      "-----BEGIN RSA PRIVATE KEY-----",
      "-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64Encode(std::string("openssh-key-v1\0\xFF\xFF\xFF\xFF", 19)),
      "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + Base64Encode("\xC5\xFF\x04"),
      "://",
      "a://@",
      "a://:@[",
      "otpauth://",
      "sntrys_",
      "glc_",
      "ops_"};
  for (const std::string& name : kNames) {
    for (const std::string& input : inputs) ExpectTame(name, input, input);
    for (int i = 0; i < 50; ++i) {
      std::string noise(random() % 300, '\0');
      for (char& c : noise) c = static_cast<char>(random());
      ExpectTame(name, noise, noise);
      ExpectTame(name, Base64Encode(noise), noise);
    }
  }
}

TEST(ReadFacts, EveryReaderSurvivesEveryTruncation) {
  const std::string text = MakeJwt(R"({"exp":1700000000,"iss":"a"})") + "?" + MakeSignedQuery("AKIA", "20130524T000000Z", "86400") +
                           "&se=2024-01-01T00%3A00%3A00Z&Expires=1700000000 otpauth://totp/A:b?secret=c";
  for (const std::string& name : kNames) {
    for (size_t size = 0; size < text.size(); size += 3) ExpectTame(name, text.substr(0, size), text.substr(0, size));
  }
}

}  // namespace
}  // namespace sluice
