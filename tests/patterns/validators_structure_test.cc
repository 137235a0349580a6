#include <gtest/gtest.h>

#include "base/base64.h"
#include "patterns/checksum.h"
#include "patterns/forge.h"

namespace sluice {
namespace {

std::string Forged(const std::string& text_template) {
  const auto text = ForgeExample(text_template, 9);
  EXPECT_TRUE(text.ok()) << text.error().message;
  return text.ok() ? text.value() : "";
}

TEST(StructureValidators, JwtHasThreePartsAndJson) {
  const std::string token = Forged(R"(${jwt:{"sub":"1"}})");
  EXPECT_TRUE(ChecksumHolds("jwt", token));
  EXPECT_FALSE(ChecksumHolds("jwt", token.substr(0, token.rfind('.'))));
  EXPECT_FALSE(ChecksumHolds("jwt", token.substr(0, token.rfind('.') + 1)));
  EXPECT_FALSE(ChecksumHolds("jwt", token + ".x"));
  EXPECT_FALSE(ChecksumHolds("jwt", Forged(R"(${b64url:{"typ":"JWT"}}.${b64url:{"a":1}}.${base64url:43})"))) << "no alg";
  EXPECT_FALSE(ChecksumHolds("jwt", Forged(R"(${b64url:{"alg":"none"}}.${base64url:42}.${base64url:43})"))) << "no JSON payload";
}

TEST(StructureValidators, JweHasFivePartsAndEnc) {
  EXPECT_TRUE(
      ChecksumHolds("jwe", Forged(R"(${b64url:{"alg":"dir","enc":"A128GCM"}}..${base64url:16}.${base64url:20}.${base64url:22})")));
  EXPECT_FALSE(ChecksumHolds("jwe", Forged(R"(${jwt:{"sub":"1"}})")));
}

TEST(StructureValidators, Base64IsMeasured) {
  EXPECT_TRUE(ChecksumHolds("base64", "QUJD"));
  EXPECT_FALSE(ChecksumHolds("base64", "QUJDR"));
  EXPECT_FALSE(ChecksumHolds("base64", ""));
  EXPECT_TRUE(ChecksumHolds("base64-32", Forged("${b64:${bytes:32}}")));
  EXPECT_FALSE(ChecksumHolds("base64-32", Forged("${b64:${bytes:33}}")));
  EXPECT_TRUE(ChecksumHolds("base64-64", Forged("${b64:${bytes:64}}")));
}

TEST(StructureValidators, Base64JsonMayHaveAPrefixAndMore) {
  EXPECT_TRUE(ChecksumHolds("base64-json", Forged(R"(${b64:{"k":"${base62:20}"}})")));
  EXPECT_TRUE(ChecksumHolds("base64-json", Forged(R"(ops_${b64url:{"k":"${base62:20}"}})")));
  EXPECT_TRUE(ChecksumHolds("base64-json", Forged(R"(sntrys_${b64:{"k":"${base62:20}"}}_${base62:43})")));
  EXPECT_TRUE(ChecksumHolds("base64-json", Base64Encode("{\n  \"k\": 1\n}")));
  EXPECT_FALSE(ChecksumHolds("base64-json", "ops_eyJ" + std::string(40, '/')));
  EXPECT_TRUE(ChecksumHolds("base64-json", Base64Encode("{\"name\": \"J\xC3\xBCrgen\"}")));
  EXPECT_FALSE(ChecksumHolds("base64-json", Forged("eyJhdXRocyI6${base64:80}"))) << "random after a head";
  EXPECT_FALSE(ChecksumHolds("base64-json", "QUJDREVGR0g="));
}

TEST(StructureValidators, BedrockKeysNameTheirUserAndAccount) {
  EXPECT_TRUE(ChecksumHolds("aws-bedrock-long", Forged("ABSK${b64:BedrockAPIKey-${base36:4}-at-${digits:12}:${base62:40}}")));
  EXPECT_FALSE(ChecksumHolds("aws-bedrock-long", Forged("ABSK${base64:120}")));
  EXPECT_TRUE(ChecksumHolds("aws-bedrock-short",
                            Forged("bedrock-api-key-${b64:bedrock.amazonaws.com/?Action=CallWithBearerToken&X=${base62:40}}")));
  EXPECT_FALSE(ChecksumHolds("aws-bedrock-short", Forged("bedrock-api-key-${base64:120}")));
}

TEST(StructureValidators, SessionTokensBeginWithKnownBytes) {
  EXPECT_TRUE(ChecksumHolds("aws-session-token", Forged("IQoJb3JpZ2luX2Vj${base64:300}")));
  EXPECT_TRUE(ChecksumHolds("aws-session-token", Forged("FwoGZXIvYXdz${base64:300}")));
  EXPECT_FALSE(ChecksumHolds("aws-session-token", Forged("${base64:316}")));
  EXPECT_FALSE(ChecksumHolds("aws-session-token",
                             "IQoJ"
                             "b3JpZ2luX2Vj"));
}

TEST(StructureValidators, MacaroonsNameTheirIndex) {
  EXPECT_TRUE(ChecksumHolds("pypi-macaroon", Forged("pypi-AgEIcHlwaS5vcmc${base64url:100}")));
  EXPECT_TRUE(ChecksumHolds("pypi-macaroon", Forged("pypi-AgENdGVzdC5weXBpLm9yZw${base64url:100}")));
  EXPECT_FALSE(ChecksumHolds("pypi-macaroon", Forged("pypi-AgEI${base64url:120}")));
}

TEST(StructureValidators, IdsInsideAreDigits) {
  EXPECT_TRUE(ChecksumHolds("discord-token", Forged("${b64url:${digits:18}}.${base62:6}.${base62:38}")));
  EXPECT_FALSE(ChecksumHolds("discord-token", Forged("${base62:24}.${base62:6}.${base62:38}")));
  EXPECT_TRUE(ChecksumHolds("atlassian-dc", Forged("${b64:${digits:12}:${bytes:20}}")));
  EXPECT_TRUE(ChecksumHolds("atlassian-dc", Forged("BBDC-${b64:${digits:12}:${bytes:20}}")));
  EXPECT_FALSE(ChecksumHolds("atlassian-dc", Forged("${base64:44}")));
}

TEST(StructureValidators, BasicAuthIsPrintable) {
  EXPECT_TRUE(ChecksumHolds("basic-auth", Base64Encode("user:hunter2")));
  EXPECT_TRUE(ChecksumHolds("docker-auth", Base64Encode(":hunter2")));
  EXPECT_FALSE(ChecksumHolds("basic-auth", Base64Encode("user:ab")));
  EXPECT_FALSE(ChecksumHolds("basic-auth", Base64Encode("no colon here")));
  EXPECT_FALSE(ChecksumHolds("basic-auth", Base64Encode("user:\x01\x02\x03")));
}

TEST(StructureValidators, UuidsHaveVersionAndVariant) {
  const std::string uuid = Forged("${uuid}");
  EXPECT_TRUE(ChecksumHolds("uuid", uuid));
  EXPECT_FALSE(ChecksumHolds("uuid", uuid.substr(0, 14) + "9" + uuid.substr(15)));
  EXPECT_FALSE(ChecksumHolds("uuid", uuid.substr(0, 19) + "c" + uuid.substr(20)));
  EXPECT_FALSE(ChecksumHolds("uuid", "11111111-1111-4111-8111-111111111111"));
  EXPECT_FALSE(ChecksumHolds("uuid", "00000000-0000-0000-0000-000000000000"));
  EXPECT_FALSE(ChecksumHolds("uuid", uuid.substr(1)));
}

TEST(StructureValidators, VendorTokensBeginAsDocumented) {
  EXPECT_TRUE(ChecksumHolds("jfrog-reference", Forged("${b64:reftkn:01:${digits:10}:${base62:28}}")));
  EXPECT_FALSE(ChecksumHolds("jfrog-reference", Forged("${b64:reftkn:01:${base62:40}}")));
  EXPECT_TRUE(ChecksumHolds("elastic-api-key", Forged("${b64:${base64url:20}:${base64url:22}}")));
  EXPECT_FALSE(ChecksumHolds("elastic-api-key", Forged("${base64:58}==")));
  EXPECT_TRUE(ChecksumHolds("nvidia-ngc", Forged("${b64:${base62:26}:${uuid}}")));
  EXPECT_FALSE(ChecksumHolds("nvidia-ngc", Forged("${base62:84}")));
}

TEST(Structure, ItsdangerousHoldsATime) {
  const std::string head = Base64UrlEncode(R"({"uid":7})") + ".";
  const std::string tail = "." + std::string(27, 's');
  EXPECT_TRUE(ChecksumHolds("itsdangerous", head + Base64UrlEncode("\x65\x53\xF1\x01") + tail));
  EXPECT_FALSE(ChecksumHolds("itsdangerous", head + "AAAAAA" + tail)) << "signed in 1970";
  EXPECT_FALSE(ChecksumHolds("itsdangerous", head + "______" + tail)) << "in 2106";
  EXPECT_FALSE(ChecksumHolds("itsdangerous", head + "ZVPxAQAA" + tail)) << "six bytes";
  EXPECT_FALSE(ChecksumHolds("itsdangerous", "nodots"));
}

}  // namespace
}  // namespace sluice
