// Known causes of false alarms (and ways to overdo it) that concern rules of providers: each is held with the whole rule set.
#include <gtest/gtest.h>

#include <string>

#include "patterns/checksum.h"
#include "patterns/forge.h"
#include "tests/rules/all_rules.h"

namespace sluice {
namespace {

using testlib::IsReported;
using testlib::Reported;
using testlib::ReportedIn;

std::string Forged(const std::string& form, uint64_t index = 0) {
  auto forged = ForgeExample(form, ForgeSeed("facts", index));
  SLUICE_CHECK(forged.ok());
  return *forged;
}

std::string RuleFor(const std::string& text, const std::string& path = "") {
  std::string ids;
  for (const Reported& each : ReportedIn(text, path)) ids += (ids.empty() ? "" : " ") + each.rule;
  return ids;
}

// What a match holds beside its secret is shown, so no line of a key may stand there.
TEST(Facts, AllOfAKeyInLinesIsTheSecret) {
  const std::string second = Forged("${base64:64}", 1);
  const std::string text = "web_1  | MIIEvgIBADAN" + Forged("${base64:52}") + "\nweb_1  | " + second + "\nweb_1  | x\n";
  const auto reported = ReportedIn(text, "ci.log");
  ASSERT_EQ(reported.size(), 1U);
  EXPECT_EQ(reported[0].rule, "private-key-lines");
  EXPECT_NE(reported[0].secret.find(second.substr(0, 44)), std::string::npos);
}

// 9: an application-only bearer begins with 21 times A, an old Dropbox token holds 10.
TEST(Facts, ARunThatTheFormatCarriesIsNoMask) {
  EXPECT_NE(RuleFor("twitter_bearer = \"" + Forged("${repeat:A:22}${base62:20}%3D${base62:50}") + "\""), "");
  EXPECT_NE(RuleFor("dropbox_token = \"" + Forged("${base62:11}${repeat:A:10}${base62:43}") + "\""), "");
}

// 16, 17
TEST(Facts, AUuidIsASecretOnlyOfAProviderThatUsesThem) {
  const std::string uuid = Forged("${uuid}");
  EXPECT_EQ(RuleFor("api_key = \"" + uuid + "\""), "");
  EXPECT_NE(RuleFor("postmark_server_token = \"" + uuid + "\""), "");
  for (const char* constant :
       {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "12345678-1234-1234-1234-123456789012"})
    EXPECT_EQ(RuleFor(std::string("postmark_server_token = \"") + constant + "\""), "") << constant;
}

// 20
TEST(Facts, APublicKeyIsNoSecret) {
  for (const char* form : {"${pem:CERTIFICATE}", "${pem:PUBLIC KEY}"}) EXPECT_EQ(RuleFor(Forged(form) + "\n"), "") << form;
  EXPECT_EQ(RuleFor("ssh-ed25519 " + Forged("AAAAC3NzaC1lZDI1NTE5AAAAI${base64:43}") + " me@host\n"), "");
  EXPECT_NE(RuleFor(Forged("${pem:PRIVATE KEY}") + "\n"), "");
}

// 22, 23: "pk_" is not always public.
TEST(Facts, APrefixForPublicKeysIsNotAlwaysPublic) {
  EXPECT_EQ(RuleFor("api_key = \"" + Forged("pk_live_${base62:24}") + "\""), "stripe-publishable-key")
      << "an identifier, no secret";
  EXPECT_NE(RuleFor("clickup_token = \"" + Forged("pk_${digits:8}_${BASE36:32}") + "\""), "");
  EXPECT_NE(RuleFor("klaviyo_api_key = \"" + Forged("pk_${hex:34}") + "\""), "");
}

// 28: front-end leaks are real.
TEST(Facts, AProvidersKeyInABundleIsFound) {
  const std::string token = Forged("gh${lit:p_}${base62:30}${github-crc32}");
  const std::string line = std::string(3000, 'x') + "(\"" + token + "\")";
  for (const char* path : {"main.js", "app.min.js", "static/main.bundle.js", "locale/de.json"})
    EXPECT_TRUE(IsReported(line, token, path)) << path;
}

// 26, 27
TEST(Facts, AChanceHitInsideAnEncodedRunIsNone) {
  const std::string image = Forged("${base64:300}"), key = Forged("AK${lit:IA}${base32:16}");
  EXPECT_EQ(RuleFor("src=\"data:image/png;base64," + image + "/" + key + "/" + image + "\""), "");
  EXPECT_TRUE(IsReported("key=\"" + key + "\"", key));
}

// 32: functions of tests look like old tokens.
TEST(Facts, TheNameOfAFunctionIsNoToken) {
  EXPECT_EQ(RuleFor("def test_" + std::string("the_answer_is_forty_two_in_all_of_35") + "(self):\n", "test_x.py"), "");
  EXPECT_EQ(RuleFor("  api.dapiDataGetTopLongShortAccountRatio(params);\n", "x.js"), "");
  EXPECT_EQ(RuleFor("  x = s.getServerAddressByNameAndPort(a);\n", "x.js"), "");
}

// 38, 39
TEST(Facts, AUrlThatCarriesNoPasswordIsQuiet) {
  for (const char* url :
       {"https://acme.io:8080/path@2x.png", "git@github.com:acme/x.git", "http://:8080", "jar:file:/x.jar!/y@z",
        "https://acme.io/?email=me@acme.io", "https://${USER}:${PASSWORD}@acme.io/x", "http://user:$PASS@acme.io",
        "http://user:password@localhost:8080/", "amqp://guest:guest@localhost", "postgres://postgres:postgres@127.0.0.1/x",
        "ssh://git@acme.io:7999/x.git", "https://user@acme.io/x", "redis://:6379/0"})
    EXPECT_EQ(RuleFor(std::string("url = \"") + url + "\"\n"), "") << url;
}

// 40
TEST(Facts, APublishedSampleIsNoSecret) {
  for (const std::string& sample : std::initializer_list<std::string>{
           "sk_test_4eC39H" + std::string("qLyjWDarjtT1zdp7dc"), "2YotnFZ" + std::string("FEjr1zCsicMWpAA"),
           "ac0974bec39a17e36ba4a6b4d238ff944" + std::string("bacb478cbed5efcae784d7bf4f2ff80")})
    EXPECT_EQ(RuleFor("api_secret_token = \"" + sample + "\"\nprivate_key = \"" + sample + "\"\n"), "") << sample.substr(0, 8);
}

// 30, 40: the token that everybody pastes from the site that explains them. Expiry, `alg: none` and public roles are read by
// scanner/judge (facts_jwt_test.cc).
TEST(Facts, TheSampleJwtIsNoSecret) {
  const std::string claims = "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.";
  const std::string sample = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + claims + "SflKxwRJSMeKKF2QT4fw" + "pMeJf36POk6yJV_adQssw5c";
  EXPECT_EQ(RuleFor("token = \"" + sample + "\"\n"), "");
  EXPECT_NE(RuleFor("token = \"" + Forged("${jwt:{\"sub\":\"1234567890\"}}") + "\"\n"), "");
}

// 48: a word inside a structured token is chance, unless it is a sample's.
TEST(Facts, AWordInsideAStructuredTokenIsNoReason) {
  const std::string token = Forged("gl${lit:pat-}${base62:7}user${base62:9}");
  EXPECT_TRUE(IsReported("x = " + token + "\n", token));
}

// 51: one line of 64 characters is a whole Ed25519 key.
TEST(Facts, TheShortestPrivateKeyIsFound) {
  const std::string key = "-----BEGIN " + std::string("PRIVATE KEY-----\n") + "MC4CAQAwBQYDK2VwBCIEI" + Forged("${base64:43}") +
                          "\n-----END PRIVATE KEY-----\n";
  EXPECT_NE(RuleFor(key), "");
}

// 52a
TEST(Facts, AKeyBehindAPassphraseIsToldFromAClearOne) {
  for (const char* label : {"RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
    const std::string clear = RuleFor(Forged(std::string("${pem:") + label + "}") + "\n");
    const std::string encrypted = RuleFor(Forged(std::string("${pem-encrypted:") + label + "}") + "\n");
    EXPECT_NE(clear, "") << label;
    EXPECT_NE(clear, encrypted) << label;
  }
  EXPECT_NE(RuleFor(Forged("${openssh:none}") + "\n"), RuleFor(Forged("${openssh:aes256-ctr}") + "\n"));
}

// 61
TEST(Facts, AFailedChecksumEndsTheArgument) {
  for (const char* form : {"gh${lit:p_}${base62:30}${github-crc32}", "n${lit:pm_}${base62:30}${github-crc32}"}) {
    std::string token = Forged(form);
    EXPECT_TRUE(IsReported("x_token = \"" + token + "\"\n", token)) << form;
    token.back() = token.back() == 'a' ? 'b' : 'a';
    EXPECT_EQ(RuleFor("x_token = \"" + token + "\"\n"), "") << form;
  }
}

// 62
TEST(Facts, WhatDoesNotDecodeIsNoJwt) {
  EXPECT_NE(RuleFor("x = " + Forged("${jwt:{\"sub\":\"1\",\"exp\":2000000000}}") + "\n"), "");
  EXPECT_EQ(RuleFor("x = " + Forged("eyJ${base64url:30}.eyJ${base64url:40}.${base64url:43}") + "\n"), "");
}

// 64: length and alphabet decide, not the order of rules.
TEST(Facts, APrefixThatSeveralShareIsSettledByLengthAndAlphabet) {
  const auto is_of = [](const std::string& form, const std::string& provider) {
    const std::string id = RuleFor("key: " + Forged(form) + "\n");
    EXPECT_TRUE(id.starts_with(provider) && id.find(' ') == id.npos)
        << form << " is reported as " << id << ", expected " << provider;
  };
  is_of("sk_li${lit:ve_}${base62:24}", "stripe");
  is_of("sk_li${lit:ve_}${hex:40}", "paystack");
  is_of("sg${lit:p_}${base62:64}", "segment");
  is_of("sg${lit:p_}${hex:40}", "sourcegraph");
  is_of("whs${lit:ec_}${base62:32}", "stripe");
  is_of("secret_${base62:43}", "notion");
}

}  // namespace
}  // namespace sluice
