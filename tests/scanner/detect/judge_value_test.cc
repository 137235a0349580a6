#include "scanner/detect/judge_value.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "base/base64.h"
#include "tests/scanner/detect/judged.h"

namespace sluice {
namespace {

using testlib::Forged;
using testlib::Judged;
using testlib::kGenericToken;
using testlib::kPassword;
using testlib::kToken;

TEST(JudgeValue, OneLineOfDataIsRead) {
  const std::string token = Forged("${base62:32}"), before = "{\"x\": \"" + std::string(1500, 'x') + "\",";
  const auto judged = [&](const std::string& joint, FileKind file) {
    const std::string text = before + "\"token\"" + joint + '"' + token + "\"}";
    const size_t secret = text.find(token);
    const ValueContext context = ReadContext(text, {before.size(), text.size()}, {secret, secret + token.size()}, file);
    return JudgeValue(kGenericToken, token, context).at;
  };
  EXPECT_EQ(judged(": ", FileKind::kData), Stage::kReported);
  EXPECT_EQ(judged(": ", FileKind::kCode), Stage::kContext);
  EXPECT_EQ(judged(", ", FileKind::kData), Stage::kContext);
}

TEST(JudgeValue, PlaceholdersAreRefused) {
  for (const char* value : {"${API_KEY}", "<your-api-key>", "xxxxxxxxxxxxxxxx", "example-4f9k2m", "string"}) {
    EXPECT_EQ(Judged(kToken, std::string("api_key = ") + value, value).at, Stage::kPlaceholder) << value;
    EXPECT_EQ(Judged(kPassword, std::string("password = ") + value, value).at, Stage::kPlaceholder) << value;
  }
}

TEST(JudgeValue, NamesAboutSecretsAreRefused) {
  const std::string token = Forged("${base62:32}");
  for (const char* key :
       {"token_id", "secretName", "api-key-file", "public_key", "csrf_token", "password_hash", "GIT_COMMIT_SHA"}) {
    EXPECT_EQ(Judged(kToken, std::string(key) + " = " + token, token).at, Stage::kContext) << key;
  }
}

TEST(JudgeValue, WhatCodeHoldsInCommentsNeedsNoQuotes) {
  const std::string token = Forged("${hex:32}");
  EXPECT_EQ(Judged(kGenericToken, "// API_TOKEN = " + token, token, FileKind::kCode).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, "  API_TOKEN = " + token, token, FileKind::kCode).at, Stage::kContext);
  EXPECT_EQ(Judged(kGenericToken, "// API_TOKEN = " + token + " of the list", token, FileKind::kCode).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "// ADMIN_PASSWORD = mangoOrbit42", "mangoOrbit42", FileKind::kCode).at, Stage::kReported);
  for (const char* value : {"mangoOrbit", "mango_orbit42", "Config.user2", "getUser(2)"})
    EXPECT_EQ(Judged(kPassword, "// password = " + std::string(value), value, FileKind::kCode).at, Stage::kContext) << value;
}

TEST(JudgeValue, NamesOfSwitchesAreRefused) {
  EXPECT_EQ(Judged(kPassword, "NO_ETC_PASSWD=YesPlease", "YesPlease").at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword,
                   "ETC_PASSWD="
                   "YesThanks",
                   "YesThanks")
                .at,
            Stage::kReported);
}

TEST(JudgeValue, PartsOfANameEndWithADigit) {
  const std::string token = Forged("${base62:32}");
  const std::string text = "x\\u0026pageToken=" + token;
  const size_t whole = text.find("Token"), begin = text.find(token);
  const ValueContext context = ReadContext(text, {whole, text.size()}, {begin, text.size()}, FileKind::kConfig);
  EXPECT_EQ(context.key, "u0026pageToken");
  EXPECT_EQ(JudgeValue(kGenericToken, token, context).at, Stage::kContext);
}

TEST(JudgeValue, UnfinishedCallIsCodeForEveryRule) {
  Rule rule = kPassword;
  rule.provider = "ldap";
  EXPECT_EQ(Judged(rule, "bindpw=dict(default=", "dict(default=").at, Stage::kContext);
  EXPECT_EQ(Judged(rule, "bindpw=\"dict(x=\"", "dict(x=").at, Stage::kReported);
}

TEST(JudgeValue, FileKindDecidesForGenericRules) {
  const std::string token = Forged("${base62:32}");
  const std::string bare = "api_key = " + token, quoted = "api_key = \"" + token + "\"";
  EXPECT_EQ(Judged(kGenericToken, bare, token, FileKind::kCode).at, Stage::kContext);
  EXPECT_EQ(Judged(kGenericToken, quoted, token, FileKind::kCode).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, bare, token, FileKind::kConfig).at, Stage::kReported);
  for (const FileKind file : {FileKind::kLocale, FileKind::kBundle, FileKind::kLock}) {
    EXPECT_EQ(Judged(kGenericToken, quoted, token, file).at, Stage::kContext);
    EXPECT_EQ(Judged(kToken, quoted, token, file).at, Stage::kReported);
  }
}

TEST(JudgeValue, NamesOfFilesCachesAndEncryptedThingsAreRefused) {
  const std::string token = Forged("${hex:40}");
  EXPECT_EQ(Judged(kPassword, "password.py: kingfisher7", "kingfisher7").at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "passwordEncrypted = \"kingfisher7\"", "kingfisher7").at, Stage::kContext);
  EXPECT_EQ(Judged(kGenericToken, "token_cache_key = \"" + token + "\"", token).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "redis.cache.password: kingfisher7", "kingfisher7").at, Stage::kReported);
}

// Taken out of use or an example: less likely, and never dropped for it.
TEST(JudgeValue, ACommentRanksLower) {
  for (const char* value : {"hunterxx", "Tr4b9xQ!"}) {
    const std::string text = std::string("password = ") + value;
    const Verdict plain = Judged(kPassword, text, value), comment = Judged(kPassword, "# " + text, value);
    EXPECT_EQ(plain.at, Stage::kReported);
    EXPECT_EQ(comment.at, Stage::kReported);
    EXPECT_LT(comment.confidence, plain.confidence);
  }
}

TEST(JudgeValue, AVariableBehindADollar) {
  EXPECT_EQ(Judged(kToken, "\"token=$spendProofCborBase64\"", "spendProofCborBase64").at, Stage::kPlaceholder);
  const std::string token = Forged("${base62:32}");
  EXPECT_EQ(Judged(kToken, "token=$" + token, token).at, Stage::kReported);
}

TEST(JudgeValue, ASentenceInBase64) {
  for (const auto& [text, is_sentence] : {std::pair("This is a secret text", true), {"Zq4x T7rs K93m Wv8p", false}}) {
    const std::string value = Base64Encode(text);
    EXPECT_EQ(Judged(kGenericToken, "secret: " + value, value).at == Stage::kPlaceholder, is_sentence) << text;
  }
}

}  // namespace
}  // namespace sluice
