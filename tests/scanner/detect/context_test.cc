#include "scanner/detect/context.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "base/base64.h"
#include "patterns/forge.h"
#include "patterns/forge_keys.h"

namespace sluice {
namespace {

Rule MakeRule(Kind kind, const std::string& provider) {
  Rule rule;
  rule.kind = kind;
  rule.provider = provider;
  return rule;
}

const Rule kToken = MakeRule(Kind::kToken, "x");
const Rule kGenericToken = MakeRule(Kind::kToken, "generic");
const Rule kPassword = MakeRule(Kind::kPassword, "generic");

std::string Forged(const std::string& text_template, uint64_t index = 0) {
  const auto text = ForgeExample(text_template, ForgeSeed("context-test", index));
  EXPECT_TRUE(text.ok()) << text.error().message;
  return text.ok() ? text.value() : "";
}

// `value` as it stands in `text`, judged as if the match began at the start of its line.
Verdict Judged(const Rule& rule, const std::string& text, const std::string& value, FileKind file = FileKind::kConfig) {
  const size_t begin = text.find(value);
  EXPECT_NE(begin, std::string::npos);
  const size_t line = text.rfind('\n', begin) + 1;
  const ValueContext context = ReadContext(text, {line, begin + value.size()}, {begin, begin + value.size()}, file);
  return JudgeValue(rule, value, context);
}

ValueContext Context(const std::string& text, std::string_view value, std::string_view match_start) {
  const size_t begin = text.find(value);
  return ReadContext(text, {text.find(match_start), begin + value.size()}, {begin, begin + value.size()}, FileKind::kUnknown);
}

TEST(ReadContext, KeyIsTheWholeIdentifier) {
  const std::string text = "spring.datasource-DB_PASSWORD = \"v4lue\"\n";
  EXPECT_EQ(Context(text, "v4lue", "PASSWORD").key, "spring.datasource-DB_PASSWORD");
  EXPECT_EQ(Context("{\"api_key\": \"v4lue\"}", "v4lue", "\"api").key, "api_key");
  EXPECT_EQ(Context("v4lue", "v4lue", "v4lue").key, "");
}

TEST(ReadContext, KeyOfASectionIsTheOneClosestToTheValue) {
  EXPECT_EQ(Context("mail_config: {apiKey: \"v4lue\"}", "v4lue", "mail").key, "apiKey");
  EXPECT_EQ(Context("[mail_config]\nregion = eu\npublic_key = v4lue", "v4lue", "mail").key, "public_key");
  EXPECT_EQ(Context("MailClient(token=\"v4lue\")", "v4lue", "Mail").key, "token");
  EXPECT_EQ(Context("enter(\"joe\", \"v4lue\")", "v4lue", "enter").key, "enter");
  EXPECT_EQ(Context("- name: MAIL_TOKEN\n  value: v4lue", "v4lue", "MAIL").key, "MAIL_TOKEN");
}

TEST(ReadContext, LineEndsAtItsBreaks) {
  EXPECT_EQ(Context("one\nkey = v4lue # two\nthree\n", "v4lue", "key").line, "key = v4lue # two");
  EXPECT_EQ(Context("v4lue", "v4lue", "v4lue").line, "v4lue");
}

TEST(ReadContext, QuotesAndTagsMustMatch) {
  EXPECT_TRUE(Context("k = \"v4lue\"", "v4lue", "k").is_quoted);
  EXPECT_TRUE(Context("k = 'v4lue'", "v4lue", "k").is_quoted);
  EXPECT_TRUE(Context("<k>v4lue</k>", "v4lue", "k").is_quoted);
  EXPECT_FALSE(Context("k = v4lue", "v4lue", "k").is_quoted);
  EXPECT_FALSE(Context("k = \"v4lue'", "v4lue", "k").is_quoted);
}

TEST(ReadContext, LongLinesAreCutAndNoted) {
  const std::string text = std::string(5000, 'x') + " k = v4lue " + std::string(5000, 'y');
  const ValueContext context = Context(text, "v4lue", "k =");
  EXPECT_TRUE(context.is_on_long_line);
  EXPECT_LE(context.line.size(), 2000U);
  EXPECT_FALSE(Context("k = v4lue", "v4lue", "k").is_on_long_line);
}

TEST(JudgeValue, RandomTokenIsReported) {
  const std::string token = Forged("${base62:32}");
  const Verdict verdict = Judged(kToken, "api_key = " + token, token);
  EXPECT_EQ(verdict.at, Stage::kReported) << verdict.because;
  EXPECT_GE(verdict.confidence, 0.6);
  EXPECT_LT(Judged(kGenericToken, "api_key = " + token, token).confidence, verdict.confidence);
}

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

// Of `count` values of these symbols, drawn without looking at what they hold: `Forged` puts a digit into every one.
int Lost(const Rule& rule, std::string_view symbols, size_t length, int count) {
  ForgeRandom random(ForgeSeed("context-test", symbols.size() * 1000 + length));
  int lost = 0;
  for (int i = 0; i < count; ++i) {
    std::string value(length, ' ');
    for (char& c : value) c = symbols[random.Next() % symbols.size()];
    lost += Judged(rule, "api_key = \"" + value + "\"", value).at == Stage::kReported ? 0 : 1;
  }
  return lost;
}

TEST(JudgeValue, RandomPasswordsAreHardlyEverLost) {
  const std::string base62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const size_t length : {8, 12, 16, 24}) EXPECT_LE(Lost(kPassword, base62, length, 4000), 20) << length;
}

// Read as base64 for its dashes a UUID would never be random enough.
TEST(JudgeValue, UuidsAndGroupedKeysAreRandomEnough) {
  for (const char* form : {"${uuid}", "${BASE36:5}-${BASE36:5}-${BASE36:5}-${BASE36:5}"}) {
    int lost = 0;
    for (uint64_t i = 0; i < 1000; ++i) {
      const std::string token = Forged(form, i);
      lost += Judged(kToken, "api_key = \"" + token + "\"", token).at == Stage::kReported ? 0 : 1;
    }
    EXPECT_LE(lost, 40) << form;
  }
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

TEST(JudgeValue, LessThanRandomTokensAreRefused) {
  for (const char* value : {"abcabcabc1abcabcabc1abcabcabc1", "applicationsecrettoken", "user-session-manager-2"}) {
    EXPECT_EQ(Judged(kToken, std::string("api_key = ") + value, value).at, Stage::kEntropy) << value;
  }
}

TEST(JudgeValue, DigestsAndUuidsAreRefused) {
  const std::string digest = Forged("${hex:40}"), uuid = Forged("${uuid}");
  EXPECT_EQ(Judged(kGenericToken, "key = " + digest + "  # sha1 of the file", digest).at, Stage::kContext);
  EXPECT_EQ(Judged(kToken, "api_key = " + digest + "  # sha1 of the file", digest).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, "key = " + uuid, uuid).at, Stage::kContext);
  EXPECT_EQ(Judged(kToken, "api_key = " + uuid, uuid).at, Stage::kReported);
}

TEST(JudgeValue, PrefixOfAHexTokenIsNotHeldAgainstIt) {
  for (const char* prefix : {"acme_", "acme_live_", "svc-", "key-", "0x"}) {
    const std::string value = prefix + Forged("${hex:40}");
    EXPECT_EQ(Judged(kGenericToken, "API_KEY=" + value, value).at, Stage::kReported) << value;
  }
  const std::string pair = Forged("${hex:32}:${hex:32}");
  EXPECT_EQ(Judged(kGenericToken, "API_KEY=" + pair, pair).at, Stage::kReported);
}

TEST(JudgeValue, PrefixOfADigestOrAnAddressIs) {
  for (const char* prefix : {"sha1_", "sha1-", "md5:", "commit-", "blob_", "v2-tree-"}) {
    const std::string value = prefix + Forged("${hex:40}");
    EXPECT_NE(Judged(kGenericToken, "API_KEY=" + value, value).at, Stage::kReported) << value;
  }
  const std::string address = Forged("0x${hex:40}");
  EXPECT_EQ(Judged(kGenericToken, "USDC_TOKEN=" + address, address).at, Stage::kContext);
  const std::string name = "worker-pool-" + Forged("${hex:10}") + "-x7k2p";
  EXPECT_EQ(Judged(kGenericToken, "token: " + name, name).at, Stage::kEntropy);
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

TEST(JudgeValue, WordsJoinedToANameAreAPhraseWhereOneIsAskedFor) {
  for (const char* value : {"falcon_tiger_orchid_coffee42", "ocean_shadow_guitar_silver"}) {
    EXPECT_EQ(Judged(kPassword, "PASSPHRASE=" + std::string(value), value).at, Stage::kReported) << value;
    EXPECT_EQ(Judged(kPassword, "PASSWORD=" + std::string(value), value).at, Stage::kPlaceholder) << value;
  }
  for (const char* value : {"name_of_the_key", "acme_backup_key_passphrase", "enter_your_phrase_here", "my_backup_secret_key2"})
    EXPECT_EQ(Judged(kPassword, "PASSPHRASE=" + std::string(value), value).at, Stage::kPlaceholder) << value;
}

TEST(JudgeValue, WordsForDigestsAreWholeWords) {
  const std::string digest = Forged("${hex:40}");
  EXPECT_EQ(Judged(kGenericToken, "shared_key = " + digest + "  # do not share", digest).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, "\"hashed_secret\": \"" + digest + "\"", digest).at, Stage::kContext);
  EXPECT_EQ(Judged(kGenericToken, "x = " + digest + "  # commitSha", digest).at, Stage::kContext);
}

// uses: actions/create-github-app-token@<commit>
TEST(JudgeValue, PinnedVersionIsADigest) {
  const std::string digest = Forged("${hex:40}");
  EXPECT_EQ(Judged(kToken, "app-token@" + digest, digest).at, Stage::kContext);
  EXPECT_EQ(Judged(kToken, "app-token: " + digest, digest).at, Stage::kReported);
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

TEST(JudgeValue, WordsAndAlgorithmsAreNoTokens) {
  for (const char* value : {"AWS4-HMAC-SHA256", "OAuth2Application", "gitlab-azure-oauth2", "x-ms-encryption-key-sha256",
                            "policies.2678487596", "you_are_not_using_k8s"}) {
    EXPECT_NE(Judged(kGenericToken, std::string("api_key = \"") + value + "\"", value).at, Stage::kReported) << value;
  }
}

TEST(JudgeValue, NamesAreNoPasswords) {
  for (const char* value :
       {"dataStoreTestQuery", "jiraToken", "mmuser_password", "NOT_USED", "RABBITMQ__PASSWORD", "my-ldap-password-secret"})
    EXPECT_EQ(Judged(kPassword, std::string("password = \"") + value + "\"", value).at, Stage::kPlaceholder) << value;
}

TEST(JudgeValue, BinaryAndNumbersAreNoPasswords) {
  EXPECT_EQ(Judged(kPassword, "PwD=\xb3\xce\x8a\x02\xba=R/", "\xb3\xce\x8a\x02\xba=R/").at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "PasswordPolicy = \"2.16.840.1.113730\"", "2.16.840.1.113730").at, Stage::kContext);
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

TEST(JudgeValue, CodeIsNoPassword) {
  EXPECT_EQ(Judged(kPassword, "password = load(it)", "load(it)").at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "password = conf.password", "conf.password").at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(kPassword, "password: enter your own", "enter your own").at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(kPassword, "password = \"password\"", "\"password\"").at, Stage::kPlaceholder);
}

TEST(JudgeValue, NamesOfFilesCachesAndEncryptedThingsAreRefused) {
  const std::string token = Forged("${hex:40}");
  EXPECT_EQ(Judged(kPassword, "password.py: kingfisher7", "kingfisher7").at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "passwordEncrypted = \"kingfisher7\"", "kingfisher7").at, Stage::kContext);
  EXPECT_EQ(Judged(kGenericToken, "token_cache_key = \"" + token + "\"", token).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "redis.cache.password: kingfisher7", "kingfisher7").at, Stage::kReported);
}

TEST(JudgeValue, AWordAtTheEndOfASentenceIsNoPassword) {
  EXPECT_EQ(Judged(kPassword, "\"use --ilo-password arguments.\"", "arguments.").at, Stage::kPlaceholder);
  for (const std::string word : {"poweradmin!", "workflows"})
    EXPECT_EQ(Judged(kPassword, "password: '" + word + "'", word).at, Stage::kReported) << word;
}

TEST(JudgeValue, LongNamesAreNoPasswords) {
  EXPECT_EQ(Judged(kPassword, "password = \"register_ec2_add_launch_key\"", "register_ec2_add_launch_key").at, Stage::kPlaceholder);
  const std::string phrase = "Tr0ub4dor_and_3_x";
  EXPECT_EQ(Judged(kPassword, "password = \"" + phrase + "\"", phrase).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, "token: \"xml-pe.doctype.xml\"", "xml-pe.doctype.xml").at, Stage::kEntropy);
}

TEST(JudgeValue, NamesOfSecretsAndForeignLabelsAreNoPasswords) {
  const std::string name = "airflow-cluster1-mysql-password";
  EXPECT_EQ(Judged(kPassword, "password: \"" + name + "\"", name).at, Stage::kPlaceholder);
  for (const std::string value : {"Temporär", "一時的", "Reikšmė"}) {
    EXPECT_EQ(Judged(kPassword, "password: \"" + value + "\"", value).at, Stage::kContext) << value;
    EXPECT_EQ(Judged(MakeRule(Kind::kPassword, "x"), "-passin " + value, value).at, Stage::kReported) << value;
  }
  for (const std::string value : {"Frühling24", "grün!gelb"})
    EXPECT_EQ(Judged(kPassword, "password: \"" + value + "\"", value).at, Stage::kReported) << value;
}

TEST(JudgeValue, PasswordsNeedNotBeRandom) {
  const Verdict weak = Judged(kPassword, "password = hunter22", "hunter22");
  const Verdict strong = Judged(kPassword,
                                "password = '"
                                "T7!kz-Qw90'",
                                "T7!kz-Qw90");
  EXPECT_EQ(weak.at, Stage::kReported) << weak.because;
  EXPECT_EQ(strong.at, Stage::kReported) << strong.because;
  EXPECT_GT(strong.confidence, weak.confidence);
  EXPECT_EQ(Judged(kPassword, "password = database", "database").at, Stage::kPlaceholder);
}

TEST(JudgeValue, ProseHoldsAPasswordOnlyWhenItMixesCharacters) {
  EXPECT_EQ(Judged(kPassword, "the password was hunterxx", "hunterxx", FileKind::kProse).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "the password was hunter2", "hunter2", FileKind::kProse).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "the password was hunter22", "hunter22", FileKind::kProse).at, Stage::kReported);
  EXPECT_EQ(Judged(kPassword, "password = hunterxx", "hunterxx").at, Stage::kReported);
}

TEST(JudgeValue, SamplesInProseAreRefusedQuotedToo) {
  for (const char* value : {"MindTheGap", "user:superman", "TerraP@ssw0rd1", "bumblebeetuna"}) {
    const std::string quoted = std::string("password = \"") + value + "\"";
    EXPECT_EQ(Judged(kPassword, quoted, value, FileKind::kProse).at, Stage::kContext) << value;
    EXPECT_EQ(Judged(kPassword, quoted, value, FileKind::kConfig).at, Stage::kReported) << value;
  }
  EXPECT_EQ(Judged(kPassword, "password = \"kQzWmBtRvx\"", "kQzWmBtRvx", FileKind::kProse).at, Stage::kReported);
}

TEST(JudgeValue, VerdictOfATestIsNoPassword) {
  const std::string name = "TestAccount_basic1";
  EXPECT_EQ(Judged(kPassword, "--- PASS: " + name + " (1.2s)", name).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "PASSWORD: " + name, name).at, Stage::kReported);
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

TEST(JudgeValue, ANameInCapitals) {
  EXPECT_EQ(Judged(kGenericToken, "`TSIG_SECRET`: `RFC2136_TSIG_ALGORITHM`", "RFC2136_TSIG_ALGORITHM").at, Stage::kEntropy);
  const std::string grouped = "K7XQ4_9ZT2W_M83RB_5YLD6";
  EXPECT_EQ(Judged(kGenericToken, "token = " + grouped, grouped).at, Stage::kReported);
}

TEST(JudgeValue, ASentenceInBase64) {
  for (const auto& [text, is_sentence] : {std::pair("This is a secret text", true), {"Zq4x T7rs K93m Wv8p", false}}) {
    const std::string value = Base64Encode(text);
    EXPECT_EQ(Judged(kGenericToken, "secret: " + value, value).at == Stage::kPlaceholder, is_sentence) << text;
  }
}

TEST(JudgeValue, APasswordThatIsReadFromTheInput) {
  const std::string value = "oauth2a7token", login = "docker login -u x ", flag = "-p ";
  EXPECT_EQ(Judged(kPassword, login + flag + value + " --password-stdin", value).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, login + flag + value + " r.acme.io", value).at, Stage::kReported);
  EXPECT_EQ(Judged(kPassword, "echo PW=" + value + " | " + login + "--password-stdin", value).at, Stage::kReported);
}

TEST(JudgeValue, AWordThatEndsASentence) {
  EXPECT_EQ(Judged(kPassword, "reader.mdp: Updates.", "Updates.").at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(kPassword, "reader.mdp: Updates7.", "Updates7.").at, Stage::kReported);
}

TEST(JudgeValue, NamesThatStandForNoPassword) {
  for (const std::string text :
       {"support_password, \"utf-8\"", "PASSWORD = \"localhost:8080\"", "password = \"Heslo:\"", "\"password\": \"ROLE_1\"",
        "PasswordHealthReport = \"OrganizationOwner\"", "password = \"alice-$timestamp\"", "$auth['password'] === 'oauth2'"}) {
    const size_t open = text.find_last_of("\"'", text.size() - 2), size = text.size() - open - 2;
    EXPECT_NE(Judged(kPassword, text, text.substr(open + 1, size)).at, Stage::kReported) << text;
  }
}

}  // namespace
}  // namespace sluice
