#include "scanner/detect/judge_match.h"

#include <gtest/gtest.h>

#include <string>

#include "base/base64.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::Forged;

Rule TokenRule() { return testlib::TestRule("a-token", "\\b(tkn_[0-9A-Za-z]{16})\\b"); }

// `value` as it stands in `text`, as if the rule's expression had matched just it.
Verdict Judged(const Rule& rule, const std::string& text, const std::string& value) {
  const size_t begin = text.find(value);
  EXPECT_NE(begin, std::string::npos);
  const ByteRange range{begin, begin + value.size()};
  return JudgeMatch(rule, RuleExpressions(rule), text, {range, range}, FileKind::kConfig);
}

Verdict Judged(const Rule& rule, const std::string& value) { return Judged(rule, value, value); }

TEST(JudgeMatch, ChecksumMustHold) {
  Rule rule = TokenRule();
  rule.checksum = "github-crc32";
  const std::string whole = Forged("gh${lit:p_}${base62:30}${github-crc32}");
  std::string broken = whole;
  broken.back() = broken.back() == 'a' ? 'b' : 'a';
  EXPECT_EQ(Judged(rule, whole).at, Stage::kReported);
  EXPECT_EQ(Judged(rule, broken).at, Stage::kChecksum);
  const Verdict unchecked = Judged(TokenRule(), broken);
  EXPECT_EQ(unchecked.at, Stage::kReported);
  EXPECT_GT(Judged(rule, whole).confidence, unchecked.confidence);
}

TEST(JudgeMatch, IgnoredValuesArePlaceholdersAsAWhole) {
  Rule rule = TokenRule();
  rule.ignore = {"tkn_Documented[0-9]Value"};
  EXPECT_EQ(Judged(rule, "tkn_Documented7Value").at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(rule, "tkn_Documented7ValueX").at, Stage::kReported);
  EXPECT_EQ(Judged(TokenRule(), "tkn_Documented7Value").at, Stage::kReported);
}

TEST(JudgeMatch, WordsOfAPhraseWhoseSumHoldsAreNoPlaceholders) {
  Rule rule = testlib::TestRule("a-phrase", "\\b((?:[a-z]{3,8} ){11}[a-z]{3,8})\\b");
  rule.checksum = "bip39";
  std::string phrase;
  for (uint64_t i = 0; phrase.find("sample") == std::string::npos; ++i) phrase = Forged("${mnemonic:12}", i);
  EXPECT_EQ(Judged(rule, phrase).at, Stage::kReported) << phrase;
}

TEST(JudgeMatch, EntropyGateOfTheRule) {
  Rule rule = TokenRule();
  rule.entropy = EntropyGate{"base62", 3.0};
  EXPECT_EQ(Judged(rule, "tkn_aabbccddaabbccdd").at, Stage::kEntropy);
  EXPECT_EQ(Judged(TokenRule(), "tkn_aabbccddaabbccdd").at, Stage::kReported);
  EXPECT_EQ(Judged(rule, Forged("tkn_${base62:16}")).at, Stage::kReported);
}

TEST(JudgeMatch, NearWordsOnEitherSideWithoutCase) {
  Rule rule = TokenRule();
  rule.near = Near{{"acme", "zenith"}, 10};
  const std::string value = Forged("tkn_${base62:16}", 1);
  EXPECT_EQ(Judged(rule, value).at, Stage::kNear);
  EXPECT_EQ(Judged(rule, "Acme: " + value, value).at, Stage::kReported);
  EXPECT_EQ(Judged(rule, value + " # ZENITH", value).at, Stage::kReported);
  EXPECT_EQ(Judged(rule, "acme" + std::string(6, ' ') + value, value).at, Stage::kReported);
  EXPECT_EQ(Judged(rule, "acme" + std::string(7, ' ') + value, value).at, Stage::kNear);
  EXPECT_EQ(Judged(rule, value + std::string(7, ' ') + "acme", value).at, Stage::kNear);
}

TEST(JudgeMatch, WordInsideTheSecretIsNotNear) {
  Rule rule = TokenRule();
  rule.near = Near{{"acme"}, 10};
  EXPECT_EQ(Judged(rule, "tkn_7acme5QzPx82LmTw").at, Stage::kNear);
}

TEST(JudgeMatch, MasksAndSamplesAreRefused) {
  const std::string mask = "tkn_" + std::string(16, 'x');
  EXPECT_EQ(Judged(TokenRule(), mask).at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(TokenRule(), "tkn_7QzEXAMPLE5Px82L").at, Stage::kPlaceholder);
}

TEST(JudgeMatch, CheapestStageSpeaksFirst) {
  Rule rule = TokenRule();
  rule.checksum = "github-crc32";
  rule.entropy = EntropyGate{"base62", 3.0};
  rule.near = Near{{"acme"}, 10};
  const std::string mask = "tkn_" + std::string(16, 'x');
  EXPECT_EQ(Judged(rule, mask).at, Stage::kChecksum);
  rule.checksum.clear();
  EXPECT_EQ(Judged(rule, mask).at, Stage::kEntropy);
  rule.entropy.reset();
  EXPECT_EQ(Judged(rule, mask).at, Stage::kNear);
}

TEST(JudgeMatch, OnlyNamedKindsAskTheContext) {
  Rule rule = TokenRule();
  const std::string value = Forged("${base62:32}", 2), text = "csrf_token = " + value;
  EXPECT_EQ(Judged(rule, text, value).at, Stage::kReported);
  rule.kind = Kind::kToken;
  EXPECT_EQ(JudgeMatch(rule, RuleExpressions(rule), text, {{0, text.size()}, {text.size() - value.size(), text.size()}},
                       FileKind::kConfig)
                .at,
            Stage::kContext);
}

Verdict Paired(const std::string& value, bool is_named = false) {
  const Rule rule = TokenRule();
  return JudgePairedValue(rule, RuleExpressions(rule), value, is_named);
}

TEST(JudgePairedValue, OnlyRandomValuesOfMixedCharacters) {
  EXPECT_EQ(Paired(Forged("${base62:40}")).at, Stage::kReported);
  EXPECT_EQ(Paired(Forged("${hex:40}")).at, Stage::kEntropy);
  EXPECT_EQ(Paired("ApplicationPasswordManagerTokenSession01").at, Stage::kEntropy);
  EXPECT_EQ(Paired(std::string(40, 'x')).at, Stage::kPlaceholder);
}

TEST(JudgePairedValue, GatesOfTheRuleHoldToo) {
  Rule rule = TokenRule();
  rule.checksum = "github-crc32";
  EXPECT_EQ(JudgePairedValue(rule, RuleExpressions(rule), Forged("${base62:40}"), true).at, Stage::kChecksum);
}

TEST(JudgePairedValue, ANameMakesUpForALittleRandomness) {
  const std::string value = "q7Kxq7Kxm2Wqq7Km2WxKq7xWm2qKx7WmqK7xm2Wq";
  EXPECT_EQ(Paired(value).at, Stage::kEntropy);
  EXPECT_EQ(Paired(value, true).at, Stage::kReported);
  EXPECT_EQ(Paired("ApplicationPasswordManagerTokenSession01", true).at, Stage::kEntropy);
}

// bcrypt of what a link says, by which its server knows it again.
TEST(JudgeMatch, ASignatureOfALinkIsNoStoredHash) {
  Rule rule = testlib::TestRule("a-hash", "x");
  rule.provider = "password-hash";
  const std::string hash = Forged("$2a$10$${base62:53}");
  EXPECT_EQ(Judged(rule, "https://x.io/a?t=1&h=" + hash + "&t=2", hash).at, Stage::kContext);
  EXPECT_EQ(Judged(rule, "https://x.io/a?sig=" + hash, hash).at, Stage::kContext);
  for (const std::string before : {"h=", "hash=", "password=", "&password=", "&H=", "user:"})
    EXPECT_EQ(Judged(rule, before + hash, hash).at, Stage::kReported) << before;
  EXPECT_EQ(Judged(TokenRule(), "&h=" + hash, hash).at, Stage::kReported) << "other rules";
}

// A Kubernetes Secret: the list of the rule holds for what it says, with and without a line break behind it.
TEST(JudgeMatch, IgnoredValuesInBase64) {
  Rule rule = TokenRule();
  rule.kind = Kind::kToken;
  rule.ignore = {"tkn-Docum9nted"};
  const std::string around = "a_token: ";
  for (const std::string text : {"tkn-Docum9nted", "tkn-Docum9nted\n"}) {
    const std::string value = Base64Encode(text);
    EXPECT_EQ(Judged(rule, around + value, value).at, Stage::kPlaceholder) << text;
  }
  rule.kind = Kind::kStructured;
  const std::string value = Base64Encode("tkn-Docum9nted");
  EXPECT_EQ(Judged(rule, around + value, value).at, Stage::kReported);
}

TEST(JudgeMatch, SampleCredentialsInBase64) {
  Rule rule = TokenRule();
  rule.checksum = "basic-auth";
  for (const char* text : {"joe:secret", "testuser:testpass", "user1:password1", "CLIENT_ID:CLIENT_SECRET"})
    EXPECT_EQ(Judged(rule, Base64Encode(text)).at, Stage::kPlaceholder) << text;
  for (const std::string& text : {Forged("joe:${base62:12}"), std::string("svc:autumn42!")})
    EXPECT_EQ(Judged(rule, Base64Encode(text)).at, Stage::kReported) << text;
}

}  // namespace
}  // namespace sluice
