// What was reported wrongly in real repositories and is a sample, a hash or a name: read one by one, mended by cause.
#include "base/base64.h"
#include "tests/scanner/detect/facts_fixture.h"

namespace sluice {
namespace {

using testlib::Forged;
using testlib::IsFound;
using testlib::IsQuiet;

std::string Quoted(const std::string& value) { return "db_password = \"" + value + "\"\n"; }

TEST(FactsSamples, WordsAboutAPasswordAreNone) {
  for (const char* value : {"newpassword123", "MySekretPa$$word", "notapassword", "K8s_admin", "ACTUAL_ANSWER_CHALLENGE7",
                            "if_you_see_this_please_use_K8S_and_Vault"}) {
    EXPECT_TRUE(IsQuiet(Quoted(value), "main.py")) << value;
    EXPECT_TRUE(IsQuiet("password: " + std::string(value) + "\n", "app.yml")) << value;
  }
  EXPECT_TRUE(IsQuiet("'PASS' => 'loggedin', # state\n", "server.pl"));
}

TEST(FactsSamples, WhatPeopleChooseStaysFound) {
  for (const char* value : {"Autumn42!", "copper_Tiger7", "f4lc0n31?", "awxpass7", "Welcome2024", "KX7_92LQ_4ZPW"})
    EXPECT_TRUE(IsFound(Quoted(value), value, "main.py")) << value;
}

// A Secret of Kubernetes, as documentation shows it; and a real one.
TEST(FactsSamples, ASampleInBase64IsNone) {
  for (const char* text : {"somepassword", "P@ssword123\n", "changeme", "new-password"}) {
    EXPECT_TRUE(IsQuiet("  password: " + Base64Encode(text) + "\n", "secret.yml")) << text;
  }
  for (const std::string& text : {std::string("ACCESS_KEY_PRODUCTION\r\n"), std::string("alice:secret-passwd"), Forged("${uuid}"),
                                  std::string("your-api-key-here")})
    EXPECT_TRUE(IsQuiet("  api_key: " + Base64Encode(text) + "\n", "secret.yml")) << text;
  const std::string real = Base64Encode("Tr4b" + Forged("${base62:8}")), token = Base64Encode(Forged("${base62:24}"));
  EXPECT_TRUE(IsFound("  password: " + real + "\n", real, "secret.yml"));
  EXPECT_TRUE(IsFound("  api_key: " + token + "\n", token, "secret.yml"));
}

TEST(FactsSamples, AStoredHashIsNoPassword) {
  for (const char* form : {"*${HEX:40}", "md5${hex:32}", "{SSHA}${base64:32}", "sha1$${hex:5}$${hex:40}", "$2y$14$${base62:20}"})
    EXPECT_TRUE(IsQuiet(Quoted(Forged(form)), "main.py")) << form;
}

TEST(FactsSamples, AUuidANumberOrADateIsNoPassword) {
  for (const char* form : {"${uuid}", "{${uuid}}", "0x${hex:16}", "2026-11-22T10:20:30Z", "1.42.3+build.1234", "#${hex:6}",
                           "978-3-16-148410-0", "10.42.0.1"})
    EXPECT_TRUE(IsQuiet(Quoted(Forged(form)), "main.py")) << form;
  EXPECT_TRUE(IsFound(Quoted("90817263"), "90817263", "main.py")) << "chosen as often as not";
}

TEST(FactsSamples, ABareValueAmongBinaryDataIsNone) {
  const std::string zeros(3, '\0'), name = std::string("passw") + "ord=";
  EXPECT_TRUE(IsQuiet("(hEX\x17" + zeros + "filename, " + name + "NonehFj!\t" + zeros + "hGj", "keys.doctree"));
  EXPECT_TRUE(IsQuiet("X\r" + zeros + name + "Noneh2}q(h4]h8", "keys.doctree"));
  const std::string value = Forged("kx92!${base62:6}");
  EXPECT_TRUE(IsFound("\t" + name + value + "\r\n", value, "app.conf"));
}

TEST(FactsSamples, AnAttributeCalledPassNamesSomething) {
  EXPECT_TRUE(IsQuiet("pass = \"oobeSystem\"\n", "main.tf"));
  const std::string value = Forged("oobe7${base62:6}");
  EXPECT_TRUE(IsFound("pass = \"" + value + "\"\n", value, "main.tf"));
}

// Letters of one case are fewer than all that can be typed: the floor of entropy must not be that of 94 characters.
TEST(FactsSamples, AKeyOfLowerCaseDigitsAndAMarkIsFound) {
  int found = 0;
  for (uint64_t i = 0; i < 40; ++i) {
    const std::string key = Forged("${base36:49}!", i);
    found += IsFound("\"secretKey\": \"" + key + "\",\n", key, "config.json") ? 1 : 0;
  }
  EXPECT_GE(found, 39);
}

TEST(FactsSamples, AVariableOfSqlIsNoPassword) {
  EXPECT_TRUE(IsQuiet("SET password = @UserHash1\n", "seed.sql"));
  const std::string value = Forged("@kX9${base62:6}");
  EXPECT_TRUE(IsFound("password=" + value + "\n", value, ".env"));
}

TEST(FactsSamples, AShortenedTokenOfAProviderIsNone) {
  EXPECT_TRUE(IsQuiet("echo USER_TOKEN=" + Forged("${lit:github}_pat_${base62:7}") + "\n", "setup.sh"));
  EXPECT_TRUE(IsQuiet("token = \"" + Forged("${lit:ya29}.${base62:12}") + "\"\n", "main.py"));
}

TEST(FactsSamples, TheNumberOfAnOrderIsNoToken) {
  const std::string order = Forged("${BASE36:17}");
  EXPECT_TRUE(IsQuiet("\"href\": \"https://api.acme.io/checkoutnow?token=" + order + "\"\n", "a.json"));
  EXPECT_TRUE(IsFound("\"href\": \"https://api.acme.io/items?token=" + order + "\"\n", order, "a.json"));
}

}  // namespace
}  // namespace sluice
