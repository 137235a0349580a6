#include "scanner/detect/lookalike.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::Forged;

TEST(HoldsUuid, WithALittleBesideIt) {
  const std::string uuid = Forged("${uuid}");
  for (const std::string& value : {uuid, "{" + uuid + "}", "urn:uuid:" + uuid, uuid + "-prod"})
    EXPECT_NE(HoldsUuid(value), nullptr) << value;
  for (const std::string& value : {std::string(), uuid.substr(1), uuid + Forged("${base62:20}"), Forged("${hex:36}")})
    EXPECT_EQ(HoldsUuid(value), nullptr) << value;
}

TEST(EncodedFile, HeadsOfFilesAndOfPublicKeys) {
  for (const char* value : {"iVBORw0KGgoAAAA", "H4sIAAAA", "sha256-x", "MIIDdzCCAl", "MIIBIjANBg"})
    EXPECT_NE(EncodedFile(value), nullptr) << value;
  for (const char* value : {"", "MII", "MIIEvQIBAD", "MIIEpAIBAA", "xH4sI"}) EXPECT_EQ(EncodedFile(value), nullptr) << value;
}

TEST(AlgorithmName, AnywhereInTheValue) {
  for (const char* value :
       {"AWS4-HMAC-SHA256", "scram-sha-256", "PBKDF2WithHmacSHA1", "aes256-cbc", "POSTGRES_SCRAM_SHA_256", "xsalsa20poly1305"})
    EXPECT_NE(AlgorithmName(value), nullptr) << value;
  EXPECT_EQ(AlgorithmName("shaken-1"), nullptr);
}

TEST(NumberOrDate, NumbersDatesAddressesVersions) {
  for (const char* value : {"1763824512345678901", "2026-11-22T14:25:00Z", "0xDEADBEEF", "00:1a:2b:3c:4d:5e", "1.24.3-rc.1",
                            "v2.10.0", "192.168.1.1:80", "^1.2.1", "~4.17.0"})
    EXPECT_NE(NumberOrDate(value), nullptr) << value;
  for (const char* value : {"176382451234567890123", "0xDEADBEEFDEADBEEFDE", "1.24x", "a1.2.3", "00:1a:2b", "x"})
    EXPECT_EQ(NumberOrDate(value), nullptr) << value;
}

TEST(KeyboardShortcut, ModifiersAndPlus) {
  EXPECT_NE(KeyboardShortcut("Ctrl+Shift+K"), nullptr);
  EXPECT_EQ(KeyboardShortcut("controls"), nullptr);
  EXPECT_EQ(KeyboardShortcut("ctrl+/x7=="), nullptr);
}

TEST(Lookalikes, RandomTokensAreNone) {
  int lost = 0;
  for (uint64_t i = 0; i < 3000; ++i) {
    const std::string token = Forged(i % 2 == 0 ? "${base64:32}" : "${hex:32}", i);
    for (const auto lookalike : {HoldsUuid, EncodedFile, AlgorithmName, NumberOrDate, KeyboardShortcut})
      lost += lookalike(token) != nullptr ? 1 : 0;
  }
  EXPECT_LE(lost, 2);
}

TEST(LineOfPasswd, TheHashStandsElsewhere) {
  EXPECT_NE(LineOfPasswd("root:x:0:0:root:/root:/bin/bash"), nullptr);
  for (const char* value : {"", "root", "root:x:", "root:x:7y", "user:xp4ss:1:1"}) EXPECT_EQ(LineOfPasswd(value), nullptr) << value;
}

TEST(StoredHash, OfDatabasesDirectoriesAndFrameworks) {
  for (const char* form : {"*${HEX:40}", "md5${hex:32}", "{SSHA}${base64:32}", "{CRYPT}$1$${base62:8}", "sha1$${hex:5}$${hex:40}",
                           "pbkdf2_sha256$260000$${base62:22}$${base64:43}=", "$2y$14$${base62:20}", "$1$${base62:8}$${base62:20}",
                           "$M$7T$${base64:22}==", "SCRAM-SHA-256$4096:${base64:22}==$${base64:43}=",
                           "AQAAAAEAACcQAAAAE${base64:60}", "$s0$e0801$${base64:22}=="})
    EXPECT_NE(StoredHash(Forged(form)), nullptr) << form;
  for (const char* form :
       {"*${HEX:12}", "md5${base62:12}", "{x7}${base62:8}", "{SSHA}", "$9k${base62:8}", "sha1${base62:20}", "", "{"})
    EXPECT_EQ(StoredHash(Forged(form)), nullptr) << form;
}

TEST(ShortenedToken, APrefixAndAFewCharacters) {
  for (const char* form : {"${lit:github}_pat_${base62:7}", "${lit:ya29}.${base62:12}", "${base62:14}.${lit:atlasv1}.${base62:4}"})
    EXPECT_NE(ShortenedToken(Forged(form)), nullptr) << form;
  for (const char* form : {"${lit:ya29}.${base62:120}", "${base62:14}.${lit:atlasv1}.${base62:67}", "${base62:32}", ""})
    EXPECT_EQ(ShortenedToken(Forged(form)), nullptr) << form;
}

TEST(JsonWebToken, TwoPartsOfJson) {
  for (const char* form : {"${jwt:{\"sub\":\"4711\"}}", "ew0KICAi${base62:20}.ew0K${base62:20}.", "eyJ${base62:20}.{"})
    EXPECT_NE(JsonWebToken(Forged(form)), nullptr) << form;
  for (const char* form : {"eyJ${base62:40}", "eyJ${base62:40}.Z${base62:40}", "${hex:32}.${hex:32}", ""})
    EXPECT_EQ(JsonWebToken(Forged(form)), nullptr) << form;
}

TEST(NumberOrDate, Colours) {
  for (const char* value : {"#fff", "#a1b2c3", "#A1B2C3D4"}) EXPECT_NE(NumberOrDate(value), nullptr) << value;
  for (const char* value : {"#", "#a1b2c", "#a1b2cz"}) EXPECT_EQ(NumberOrDate(value), nullptr) << value;
}

TEST(CharsetName, InTheSpellingsOfLanguages) {
  for (const char* value : {"utf-8", "UTF-16LE", "iso-8859-1", "ISO8859-15", "latin1", "us-ascii", "windows-1252", "utf_8"})
    EXPECT_NE(CharsetName(value), nullptr) << value;
  for (const char* value : {"", "utf", "utf-x7Zq4", "utf-8-and-more-Zq4", "latinlover7"})
    EXPECT_EQ(CharsetName(value), nullptr) << value;
}

TEST(LanguageTag, WithItsScript) {
  for (const char* value : {"pau-Latn-PW", "zh-Hant", "sr-Cyrl-RS"}) EXPECT_NE(LanguageTag(value), nullptr) << value;
  for (const char* value : {"", "pau-Latn-PW7", "pau-latn", "Zq4-Latn", "de-Latn-", "x-Latn"})
    EXPECT_EQ(LanguageTag(value), nullptr) << value;
}

TEST(HostName, NamesWithAnEndingThatHostsHave) {
  for (const char* value : {"api-12ab34cd.acme.com", "db.acme.internal", "a.io"}) EXPECT_NE(HostName(value), nullptr) << value;
  for (const char* value : {"Zq4xT7.Acme.com", "zq4.x7rs", "acme.com.Zq4"}) EXPECT_EQ(HostName(value), nullptr) << value;
  for (const char* value : {"localhost:8080", "db.acme.io:5432"}) EXPECT_NE(HostAndPort(value), nullptr) << value;
  for (const char* value : {"simplepass.com", "joe:1234", "localhost", "localhost:8", "localhost:Zq4x"})
    EXPECT_EQ(HostAndPort(value), nullptr) << value;
}

TEST(Markup, OpensOrClosesAnElement) {
  for (const char* value : {"7<br>characters", "7<br/>8", "</td><td", "a</b>9"}) EXPECT_NE(Markup(value), nullptr) << value;
  for (const char* value : {"kx9<4!tb>2", "kx9<Rtz>2", "a<b7c9", "4>b</7", "<>x9k2"}) EXPECT_EQ(Markup(value), nullptr) << value;
}

TEST(QualifiedName, OfClassesMethodsAndRoles) {
  for (const char* value :
       {R"(App\Mail\SmtpMailer2)", R"(App\\Mail\\Mailer)", "Mailer::sendNow", "UserController@show", "ROLE_1", R"(App\RouteStub)"})
    EXPECT_NE(QualifiedName(value), nullptr) << value;
  for (const char* value :
       {"Mailer", R"(ACME\joe)", R"(Zq4\)", "MyPass@word", "Passw@rd1", "Joe:secret", "role_1", "ROLE_Zq4x", ""})
    EXPECT_EQ(QualifiedName(value), nullptr) << value;
}

TEST(ScopeOfASignature, EndsInItsRequest) {
  for (const char* value : {"ak/20231216/eu-west-1/s3/aws4_request", "ak/20231216/cn-hangzhou/oss/aliyun_v4_request"})
    EXPECT_NE(ScopeOfASignature(value), nullptr) << value;
  for (const char* value : {"ak/2023121/eu/s3/aws4_request", "Zq4x/20231216/x", "a_request"})
    EXPECT_EQ(ScopeOfASignature(value), nullptr) << value;
}

}  // namespace
}  // namespace sluice
