#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/time.h"
#include "scanner/judge/facts_readers.h"
#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

constexpr int64_t k20130524_s = 1369353600;

TEST(AwsAccountId, EqualsThePublishedExamples) {
  EXPECT_EQ(AwsAccountId(std::string("ASIA") + "Y34FZKBO" + "KMUTVV7A"), "609629065308");
  EXPECT_EQ(AwsAccountId(std::string("ASIA") + "QNZGKIQY" + "56JQ7WML"), "029608264753");
}

TEST(AwsAccountId, RoundTripsWithLeadingZeros) {
  for (const uint64_t account : {uint64_t{1}, uint64_t{123456789012}, uint64_t{999999999999}}) {
    const std::string digits = std::to_string(account);
    EXPECT_EQ(AwsAccountId(MakeKeyId("AKIA", account)), std::string(12 - digits.size(), '0') + digits);
  }
}

TEST(AwsAccountId, OldInventedAndShortIdsHaveNone) {
  EXPECT_FALSE(AwsAccountId(std::string("AKIA") + "IOSFODNN" + "7EXAMPLE"));
  EXPECT_FALSE(AwsAccountId("AKIA" + std::string(16, '0')));
  EXPECT_FALSE(AwsAccountId("AKIA"));
  EXPECT_FALSE(AwsAccountId(""));
}

TEST(AwsAccountIdReader, FindsTheIdBesideASecret) {
  const Facts facts = ReadFacts("aws-account-id", std::string(40, 'x'), "id=" + MakeKeyId("AKIA", 123456789012) + " secret=");
  EXPECT_EQ(Detail(facts, "account_id"), "123456789012");
  EXPECT_FALSE(facts.severity);
  EXPECT_FALSE(facts.lifetime);
}

TEST(AwsAccountIdReader, ACanaryIsInfo) {
  const std::string id = MakeKeyId("AKIA", 171436882533);
  const Facts facts = ReadFacts("aws-account-id", id, id);
  EXPECT_EQ(Detail(facts, "kind"), "canary");
  EXPECT_EQ(facts.severity, Severity::kInfo);
}

TEST(AwsStsReader, BoundsTheLifeOfASession) {
  const std::string id = MakeKeyId("ASIA", 123456789012);
  const Facts facts = ReadFacts("aws-sts", id, id);
  EXPECT_EQ(facts.lifetime, LifetimeClass::kExpiring);
  EXPECT_EQ(facts.max_age_s, 36 * 3600);
  EXPECT_FALSE(facts.expires_at_s);
  EXPECT_EQ(Detail(facts, "account_id"), "123456789012");
}

TEST(AwsStsReader, TheExpirationBesideItWins) {
  const std::string id = MakeKeyId("ASIA", 1);
  EXPECT_EQ(ReadFacts("aws-sts", id, id + R"(", "Expiration": "2013-05-24T00:00:00Z")").expires_at_s, k20130524_s);
}

TEST(AwsStsReader, TheTokenOfAPresignedUrlIsOlderThanTheUrl) {
  const std::string token = "IQoJb3JpZ2luX2Vj" + std::string(200, 't'), id = MakeKeyId("ASIA", 1);
  const std::string url = "https://b/k?" + MakeSignedQuery(id, "20130524T000000Z", "60") + "&X-Amz-Security-Token=" + token + "%3D";
  const Facts facts = ReadFacts("aws-sts", token, token, "GET " + url + "\naws_access_key_id = " + id + "\n");
  EXPECT_EQ(facts.expires_at_s, k20130524_s + 36 * 3600);
  EXPECT_EQ(facts.severity, Severity::kLow) << "its secret key is not there";
  EXPECT_FALSE(ReadFacts("aws-sts", id, id, url).expires_at_s);
  EXPECT_FALSE(ReadFacts("aws-sts", token, token, "aws_session_token = " + token + "\nGET https://b/k?X-Amz-Date=20130524T000000Z")
                   .expires_at_s);
}

TEST(AwsSecretReader, EndsWithTheSessionWhoseTokenStandsBesideIt) {
  const std::string secret(40, 's'), token = "\naws_session_token = IQoJb3JpZ2luX2Vj" + std::string(100, 't') + "\n";
  const auto read = [&](const std::string& around) { return ReadFacts("aws-secret", secret, secret, around); };
  EXPECT_EQ(read("aws_secret_access_key = " + secret + token).lifetime, LifetimeClass::kExpiring);
  EXPECT_NE(read("aws_secret_access_key = " + secret + token).remedy.find("session"), std::string::npos);
  EXPECT_EQ(read("aws_secret_access_key = " + secret + "\n\n[other]" + token).lifetime, std::nullopt);
  EXPECT_EQ(read(MakeKeyId("AKIA", 1) + "\n" + secret + "\n[other]" + token).lifetime, std::nullopt) << "whose key?";
}

TEST(AwsPresignedV4Reader, AddsTheLifeToTheDate) {
  const std::string url =
      "https://b.s3.amazonaws.com/k?" + MakeSignedQuery(MakeKeyId("AKIA", 123456789012), "20130524T000000Z", "86400");
  const Facts facts = ReadFacts("aws-presigned-v4", std::string(64, 'a'), url);
  EXPECT_EQ(facts.expires_at_s, k20130524_s + 86400);
  EXPECT_EQ(Detail(facts, "account_id"), "123456789012");
  EXPECT_EQ(Detail(facts, "region"), "eu-west-1");
  EXPECT_EQ(Detail(facts, "service"), "s3");
  EXPECT_EQ(Detail(facts, "issued_at"), "2013-05-24T00:00:00Z");
}

TEST(AwsPresignedV4Reader, ReadsAnEncodedUrl) {
  const std::string url =
      "u=https%3A%2F%2Fb%3FX-Amz-Credential%3D" + MakeKeyId("AKIA", 7) +
      "%252F20130524%252Feu-west-1%252Fs3%252Faws4_request%26X-Amz-Date%3D20130524T000000Z%26X-Amz-Expires%3D60%26c";
  const Facts facts = ReadFacts("aws-presigned-v4", "", url);
  EXPECT_EQ(facts.expires_at_s, k20130524_s + 60);
  EXPECT_EQ(Detail(facts, "account_id"), "000000000007");
  EXPECT_EQ(Detail(facts, "region"), "eu-west-1");
}

TEST(AwsPresignedV4Reader, ASessionEndsItBeforeItsOwnTime) {
  EXPECT_EQ(ReadFacts("aws-presigned-v4", "", MakeSignedQuery(MakeKeyId("ASIA", 1), "20130524T000000Z", "604800")).expires_at_s,
            k20130524_s + 36 * 3600);
}

TEST(AwsPresignedV4Reader, AnImpossibleLifeIsCutToSevenDays) {
  EXPECT_EQ(ReadFacts("aws-presigned-v4", "", MakeSignedQuery("AKIA", "20130524T000000Z", "999999999999999")).expires_at_s,
            k20130524_s + 604800);
}

TEST(AwsPresignedV4Reader, WithoutADateItSaysNothing) {
  EXPECT_FALSE(ReadFacts("aws-presigned-v4", "", "?X-Amz-Expires=60&X-Amz-Signature=x").expires_at_s);
  EXPECT_FALSE(ReadFacts("aws-presigned-v4", "", MakeSignedQuery("AKIA", "20131324T000000Z", "60")).expires_at_s);
}

TEST(AwsPresignedV2Reader, ExpiresIsUnixTime) {
  const Facts facts =
      ReadFacts("aws-presigned-v2", "sig", "?AWSAccessKeyId=" + MakeKeyId("AKIA", 9) + "&Expires=1369353600&Signature=sig");
  EXPECT_EQ(facts.expires_at_s, k20130524_s);
  EXPECT_EQ(Detail(facts, "account_id"), "000000000009");
}

TEST(AwsBedrockLongReader, NamesAccountAndUser) {
  const std::string key = "ABSK" + Base64Encode("BedrockAPIKey-ab12-at-123456789012:" + std::string(60, 'z'));
  const Facts facts = ReadFacts("aws-bedrock-long", key, key);
  EXPECT_EQ(Detail(facts, "account_id"), "123456789012");
  EXPECT_EQ(Detail(facts, "user"), "BedrockAPIKey-ab12");
  EXPECT_TRUE(ReadFacts("aws-bedrock-long", "ABSK" + Base64Encode("no account here"), "").details.empty());
}

TEST(AwsBedrockShortReader, ReadsTheSignedRequestInside) {
  const std::string inner =
      "bedrock.amazonaws.com/?Action=CallWithBearerToken&" + MakeSignedQuery(MakeKeyId("ASIA", 5), "20130524T000000Z", "43200");
  const Facts facts = ReadFacts("aws-bedrock-short", "bedrock-api-key-" + Base64Encode(inner), "");
  EXPECT_EQ(facts.expires_at_s, k20130524_s + 43200);
  EXPECT_EQ(Detail(facts, "account_id"), "000000000005");
}

TEST(AwsEksReader, LivesFifteenMinutesWhateverTheUrlSays) {
  const std::string inner =
      "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&" + MakeSignedQuery("AKIA", "20130524T000000Z", "60");
  EXPECT_EQ(ReadFacts("aws-eks", "k8s-aws-v1." + Base64UrlEncode(inner), "").expires_at_s, k20130524_s + 900);
}

TEST(AwsRdsReader, NamesTheDatabaseUser) {
  const Facts facts =
      ReadFacts("aws-rds", "h:3306/?Action=connect&DBUser=app&" + MakeSignedQuery("AKIA", "20130524T000000Z", "900"), "");
  EXPECT_EQ(facts.expires_at_s, k20130524_s + 900);
  EXPECT_EQ(Detail(facts, "user"), "app");
}

TEST(AwsEcrReader, ReadsTheExpirationOfTheInnerToken) {
  const std::string token =
      Base64Encode(R"({"payload":"p","datakey":"d","version":"2","type":"DATA_KEY","expiration":1369353600})");
  const std::string match = "123456789012.dkr.ecr.eu-west-1.amazonaws.com\": {\"auth\": \"";
  for (const std::string& secret : {token, Base64Encode("AWS:" + token)}) {
    const Facts facts = ReadFacts("aws-ecr", secret, match);
    EXPECT_EQ(facts.expires_at_s, k20130524_s);
    EXPECT_EQ(Detail(facts, "account_id"), "123456789012");
    EXPECT_EQ(Detail(facts, "registry"), "123456789012.dkr.ecr.eu-west-1.amazonaws.com");
  }
}

TEST(AwsEcrReader, ATokenCutShortIsStillBounded) {
  const Facts facts = ReadFacts("aws-ecr", Base64Encode(R"({"payload":"p)"), "");
  EXPECT_EQ(facts.max_age_s, 12 * 3600);
}

TEST(CloudfrontReader, ReadsExpiresOrThePolicy) {
  EXPECT_EQ(ReadFacts("cloudfront-expires", "", "?Expires=1369353600&Signature=a&Key-Pair-Id=b").expires_at_s, k20130524_s);
  std::string policy = Base64Encode(
      R"({"Statement":[{"Resource":"https://d.cloudfront.net/*","Condition":{"DateLessThan":{"AWS:EpochTime":1369353600}}}]})");
  for (char& c : policy) c = c == '+' ? '-' : c == '=' ? '_' : c == '/' ? '~' : c;
  const Facts facts = ReadFacts("cloudfront-expires", "", "?Policy=" + policy + "&Signature=a&Key-Pair-Id=b");
  EXPECT_EQ(facts.expires_at_s, k20130524_s);
  EXPECT_EQ(Detail(facts, "resource"), "https://d.cloudfront.net/*");
}

TEST(CloudfrontCookieReader, ReadsTheCookiesBesideTheSignature) {
  const std::string signature(100, 's'), end = "Set-Cookie: CloudFront-Signature=" + signature + "; Path=/\n";
  const auto read = [&](const std::string& around) { return ReadFacts("cloudfront-cookie", signature, signature, around + end); };
  EXPECT_EQ(read("Set-Cookie: CloudFront-Expires=1369353600; Path=/\n").expires_at_s, k20130524_s);
  const std::string policy = Base64UrlEncode(R"({"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":1369353600}}}]} )");
  EXPECT_EQ(read("Set-Cookie: CloudFront-Policy=" + policy + "; Path=/\n").expires_at_s, k20130524_s);
  EXPECT_FALSE(read("Expires=1369353600\n").expires_at_s);
}

}  // namespace
}  // namespace sluice
