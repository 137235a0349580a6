#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

TEST(JwtReader, ExpiryMakesItExpiring) {
  const Facts facts = ReadFacts(
      "jwt", MakeJwt(R"({"exp":1700000000,"iat":1600000000,"nbf":1600000001.5,"iss":"https://id.acme.net","aud":["a","b"]})"), "");
  EXPECT_EQ(facts.expires_at_s, 1700000000);
  EXPECT_EQ(facts.lifetime, LifetimeClass::kExpiring);
  EXPECT_EQ(Detail(facts, "issuer"), "https://id.acme.net");
  EXPECT_EQ(Detail(facts, "audience"), "a,b");
  EXPECT_EQ(Detail(facts, "alg"), "HS256");
  EXPECT_EQ(Detail(facts, "issued_at"), "2020-09-13T12:26:40Z");
  EXPECT_EQ(Detail(facts, "not_before"), "2020-09-13T12:26:41Z");
}

TEST(JwtReader, FractionsAndDigitStringsCountAsExpiry) {
  EXPECT_EQ(ReadFacts("jwt", MakeJwt(R"({"exp":1700000000.75})"), "").expires_at_s, 1700000000);
  EXPECT_EQ(ReadFacts("jwt", MakeJwt(R"({"exp":"1700000000"})"), "").expires_at_s, 1700000000);
}

TEST(JwtReader, WithoutExpiryItIsLongLived) {
  const Facts facts = ReadFacts("jwt-exp", MakeJwt(R"({"iss":"x"})"), "");
  EXPECT_EQ(facts.lifetime, LifetimeClass::kLongLived);
  EXPECT_FALSE(facts.expires_at_s);
  EXPECT_NE(facts.why.find("no exp"), std::string::npos);
}

TEST(JwtReader, AnExpiryBeyondAnyCalendarIsLongLived) {
  EXPECT_EQ(ReadFacts("jwt", MakeJwt(R"({"exp":1e300})"), "").lifetime, LifetimeClass::kLongLived);
  EXPECT_EQ(ReadFacts("jwt", MakeJwt(R"({"exp":1700000000000})"), "").lifetime, LifetimeClass::kLongLived);
}

TEST(JwtReader, UnsignedIsLow) {
  const Facts facts = ReadFacts("jwt", MakeJwt(R"({"exp":1700000000})", "none"), "");
  EXPECT_EQ(Detail(facts, "alg"), "none");
  EXPECT_EQ(facts.severity, Severity::kLow);
}

TEST(JwtReader, SupabaseRoleDecidesTheSeverity) {
  const Facts anon =
      ReadFacts("jwt", MakeJwt(R"({"iss":"supabase","ref":"abcdefghijklmnopqrst","role":"anon","exp":2000000000})"), "");
  EXPECT_EQ(anon.severity, Severity::kInfo);
  EXPECT_EQ(Detail(anon, "project"), "abcdefghijklmnopqrst");
  EXPECT_EQ(ReadFacts("jwt", MakeJwt(R"({"iss":"supabase","role":"service_role"})"), "").severity, Severity::kCritical);
  EXPECT_EQ(ReadFacts("jwt", MakeJwt(R"({"iss":"acme","role":"service_role"})"), "").severity, std::nullopt);
}

TEST(JwtReader, NamesTheKubernetesAccountOfBothForms) {
  const Facts legacy = ReadFacts(
      "jwt",
      MakeJwt(R"({"kubernetes.io/serviceaccount/namespace":"prod","kubernetes.io/serviceaccount/service-account.name":"ci"})"), "");
  const Facts bound =
      ReadFacts("jwt", MakeJwt(R"({"exp":1700000000,"kubernetes.io":{"namespace":"prod","serviceaccount":{"name":"ci"}}})"), "");
  for (const Facts& facts : {legacy, bound}) {
    EXPECT_EQ(Detail(facts, "namespace"), "prod");
    EXPECT_EQ(Detail(facts, "service_account"), "ci");
  }
  EXPECT_EQ(legacy.lifetime, LifetimeClass::kLongLived);
}

TEST(JwtReader, AServiceAccountOfKubernetesWithoutAnEndIsHigh) {
  const auto severity = [](const std::string& claims) { return ReadFacts("jwt", MakeJwt(claims), "").severity; };
  EXPECT_EQ(severity(R"({"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:prod:ci"})"), Severity::kHigh);
  EXPECT_EQ(severity(R"({"iss":"kubernetes/serviceaccount","exp":1700000000})"), std::nullopt);
  EXPECT_EQ(severity(R"({"iss":"acme"})"), std::nullopt);
}

TEST(JwtReader, ClaimsThatNameAPersonStayOut) {
  const Facts facts =
      ReadFacts("jwt", MakeJwt(R"({"sub":"joe","email":"joe@acme.net","upn":"joe@acme.net","name":"Joe","iss":"x"})"), "");
  for (const auto& [key, value] : facts.details) EXPECT_EQ(value.find("oe"), std::string::npos) << key;
}

TEST(JwtReader, ReadsTheHeaderOfAnEncryptedToken) {
  const std::string header = Base64UrlEncode(R"({"alg":"A128KW","enc":"A256GCM","exp":1700000000})");
  const Facts facts = ReadFacts("jwt", header + ".a.b.c.d", "");
  EXPECT_EQ(facts.expires_at_s, 1700000000);
}

TEST(JwtReader, NonsenseSaysNothing) {
  const Facts facts = ReadFacts("jwt", "eyJ.eyJ.x", "");
  EXPECT_TRUE(facts.details.empty());
  EXPECT_FALSE(facts.lifetime);
}

TEST(GithubAppReader, ReadsTheTokenBehindTheAppId) {
  const Facts facts = ReadFacts("github-app", std::string("ghs") + "_12345_" + MakeJwt(R"({"exp":1700000000})"), "");
  EXPECT_EQ(Detail(facts, "app_id"), "12345");
  EXPECT_EQ(facts.expires_at_s, 1700000000);
}

TEST(GithubAppReader, AnOpaqueTokenIsBounded) {
  const Facts facts = ReadFacts("github-app", std::string("ghs") + "_" + std::string(36, 'a'), "");
  EXPECT_EQ(facts.max_age_s, 24 * 3600);
  EXPECT_EQ(facts.lifetime, LifetimeClass::kExpiring);
}

TEST(PasetoReader, ReadsTheClaimsBeforeTheSignature) {
  const std::string payload = R"({"exp":"2024-01-01T00:00:00Z","iss":"acme"})";
  const Facts facts = ReadFacts("paseto", "v4.public." + Base64UrlEncode(payload + std::string(64, '\x80')), "");
  EXPECT_EQ(facts.expires_at_s, 1704067200);
  EXPECT_EQ(Detail(facts, "issuer"), "acme");
  EXPECT_FALSE(ReadFacts("paseto", "v4.local." + Base64UrlEncode(payload), "").expires_at_s);
}

TEST(MapboxReader, TemporaryTokensCarryTheirEnd) {
  const Facts facts = ReadFacts("mapbox", "tk." + Base64UrlEncode(R"({"u":"acme","exp":1700000000})") + ".sig", "");
  EXPECT_EQ(facts.expires_at_s, 1700000000);
  EXPECT_EQ(Detail(facts, "account"), "acme");
}

TEST(JwtReader, ReadsBehindAPrefix) {
  EXPECT_EQ(ReadFacts("jwt-8h", "hf_oauth_" + MakeJwt(R"({"exp":1700000000})"), "").expires_at_s, 1700000000);
  EXPECT_EQ(ReadFacts("jwt-8h", "hf_oauth_eyJ", "").max_age_s, 8 * 3600);
}

TEST(JwtReader, WhatHasNoSessionIsEndedElsewhere) {
  const Facts legacy = ReadFacts("jwt",
                                 MakeJwt(R"({"iss":"kubernetes/serviceaccount",)"
                                         R"("kubernetes.io/serviceaccount/secret.name":"deployer-token-x"})"),
                                 "");
  EXPECT_NE(legacy.remedy.find("Delete the Secret"), std::string::npos);
  EXPECT_EQ(Detail(legacy, "secret_name"), "deployer-token-x");
  const Facts service = ReadFacts("jwt", MakeJwt(R"({"iss":"supabase","role":"service_role","exp":2000000000})"), "");
  EXPECT_NE(service.remedy.find("JWT secret"), std::string::npos);
  EXPECT_EQ(ReadFacts("jwt", MakeJwt(R"({"iss":"https://id.acme.net"})"), "").remedy, "");
}

}  // namespace
}  // namespace sluice
