#include "scanner/detect/pairing.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "patterns/forge.h"
#include "scanner/detect/database.h"

namespace sluice {
namespace {

constexpr uint32_t kId = 0, kSecret = 1;  // places in the RuleSet, which is sorted by id

Rule MakeRule(const std::string& id, Kind kind, const std::string& regex) {
  Rule rule;
  rule.id = id;
  rule.name = "A test rule";
  rule.provider = "x";
  rule.kind = kind;
  rule.severity = Severity::kMedium;
  rule.regex = rule.prefilter = regex;
  rule.remedy = "Revoke it.";
  rule.file = "x.yaml";
  return rule;
}

// An id that is known by its form, and a secret that only a name or its id gives away.
const Database& TestDatabase() {
  static const std::shared_ptr<const Database> database = [] {
    Rule id = MakeRule("a-id", Kind::kStructured, "\\b(KEYID[0-9]{4})\\b");
    id.pair = Pair{"b-secret", "(?:^|[^0-9A-Za-z])([0-9A-Za-z]{32})(?:[^0-9A-Za-z]|$)", 3, Severity::kCritical};
    const Rule secret = MakeRule("b-secret", Kind::kToken, "secret=([0-9A-Za-z]{32})");
    auto rules = RuleSet::Make({id, secret});
    SLUICE_CHECK(rules.ok());
    auto opened = Database::Open(std::make_shared<const RuleSet>(std::move(rules).value()), "");
    SLUICE_CHECK(opened.ok());
    return std::move(opened).value();
  }();
  return *database;
}

std::string SecretText(uint64_t index) {
  const auto text = ForgeExample("${base62:32}", ForgeSeed("pairing-test", index));
  return text.ok() ? text.value() : "";
}

Match At(uint32_t rule, const std::string& text, const std::string& value) {
  const size_t begin = text.find(value);
  EXPECT_NE(begin, std::string::npos) << value;
  Match match;
  match.rule = rule;
  match.whole = match.secret = {begin, begin + value.size()};
  match.severity = Severity::kMedium;
  match.confidence = 0.9F;
  return match;
}

TEST(JoinPairs, KnownHalvesAreLinkedInEitherOrder) {
  for (const bool id_first : {true, false}) {
    const std::string id = "id=KEYID0001\n", secret = "secret=" + SecretText(0) + "\n";
    const std::string text = id_first ? id + secret : secret + id;
    std::vector<Match> matches = {At(kId, text, "KEYID0001"), At(kSecret, text, SecretText(0))};
    if (!id_first) std::swap(matches[0], matches[1]);
    JoinPairs(TestDatabase(), text, &matches);
    ASSERT_EQ(matches.size(), 2U);
    EXPECT_EQ(matches[0].paired_with, 1);
    EXPECT_EQ(matches[1].paired_with, 0);
    for (const Match& match : matches) {
      EXPECT_EQ(match.severity, Severity::kCritical);
      EXPECT_GE(match.confidence, 0.97F);
    }
  }
}

TEST(JoinPairs, UnnamedHalfIsFound) {
  const std::string text = "KEYID0001\n" + SecretText(1) + "\n";
  std::vector<Match> matches = {At(kId, text, "KEYID0001")};
  JoinPairs(TestDatabase(), text, &matches);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[1].rule, kSecret);
  EXPECT_EQ(text.substr(matches[1].secret.begin, matches[1].secret.size()), SecretText(1));
  EXPECT_EQ(matches[0].paired_with, 1);
  EXPECT_EQ(matches[1].severity, Severity::kCritical);
  EXPECT_GT(matches[1].entropy_bits, 4.0F);
}

TEST(JoinPairs, AHalfThatLooksLessRandomNeedsAName) {
  const std::string value = "q7Kxq7Kxm2Wqq7Km2WxKq7xWm2qKx7Wm";
  for (const bool is_named : {false, true}) {
    const std::string text = std::string("KEYID0001\n") + (is_named ? "secret=" : "") + value + "\n";
    std::vector<Match> matches = {At(kId, text, "KEYID0001")};
    JoinPairs(TestDatabase(), text, &matches);
    EXPECT_EQ(matches.size(), is_named ? 2U : 1U);
  }
}

TEST(JoinPairs, LoneHalfStaysAsItWas) {
  const std::string text = "KEYID0001\nnothing else\n";
  std::vector<Match> matches = {At(kId, text, "KEYID0001")};
  JoinPairs(TestDatabase(), text, &matches);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].paired_with, -1);
  EXPECT_EQ(matches[0].severity, Severity::kMedium);
  EXPECT_FLOAT_EQ(matches[0].confidence, 0.9F);
}

TEST(JoinPairs, OnlySoManyLinesApart) {
  for (const auto& [lines, size] : {std::pair(3, 2U), std::pair(4, 1U)}) {
    const std::string text = "KEYID0001" + std::string(static_cast<size_t>(lines), '\n') + SecretText(2) + "\n";
    std::vector<Match> after = {At(kId, text, "KEYID0001")};
    JoinPairs(TestDatabase(), text, &after);
    EXPECT_EQ(after.size(), size) << lines << " lines below";
    const std::string turned = SecretText(2) + std::string(static_cast<size_t>(lines), '\n') + "KEYID0001";
    std::vector<Match> before = {At(kId, turned, "KEYID0001")};
    JoinPairs(TestDatabase(), turned, &before);
    EXPECT_EQ(before.size(), size) << lines << " lines above";
  }
}

TEST(JoinPairs, OnlySoManyBytesApart) {
  const std::string text = "KEYID0001 " + std::string(5000, ' ') + SecretText(3);
  std::vector<Match> matches = {At(kId, text, "KEYID0001")};
  JoinPairs(TestDatabase(), text, &matches);
  EXPECT_EQ(matches.size(), 1U);
}

TEST(JoinPairs, NearestHalfWinsAndIsTakenOnce) {
  const std::string text = "KEYID0001 secret=" + SecretText(4) + "\nKEYID0002 secret=" + SecretText(5) + "\n";
  std::vector<Match> matches = {At(kId, text, "KEYID0001"), At(kSecret, text, SecretText(4)), At(kId, text, "KEYID0002"),
                                At(kSecret, text, SecretText(5))};
  JoinPairs(TestDatabase(), text, &matches);
  ASSERT_EQ(matches.size(), 4U);
  EXPECT_EQ(matches[0].paired_with, 1);
  EXPECT_EQ(matches[2].paired_with, 3);
  EXPECT_EQ(matches[3].paired_with, 2);
}

TEST(JoinPairs, WhoSignedAUrlIsNoHalf) {
  for (const char* scope : {"/20260105/eu-west-1/s3", "%2F20260105%2Feu-west-1"}) {
    const std::string text = "?Credential=KEYID0001" + std::string(scope) + "\nKEYID0002\nsecret=" + SecretText(1) + "\n";
    std::vector<Match> matches = {At(kId, text, "KEYID0001"), At(kId, text, "KEYID0002"), At(kSecret, text, SecretText(1))};
    JoinPairs(TestDatabase(), text, &matches);
    EXPECT_EQ(matches[0].paired_with, -1) << scope;
    EXPECT_EQ(matches[1].paired_with, 2);
  }
}

TEST(JoinPairs, BytesOfAnotherCredentialAreNoHalf) {
  const std::string text = "KEYID0001\n" + SecretText(6) + "\n";
  Match claimed = At(kId, text, SecretText(6));
  std::vector<Match> matches = {At(kId, text, "KEYID0001"), claimed};
  JoinPairs(TestDatabase(), text, &matches);
  EXPECT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].paired_with, -1);
}

TEST(JoinPairs, DigestsAndWordsAreNoHalf) {
  const auto digest = ForgeExample("${hex:32}", 7);
  ASSERT_TRUE(digest.ok());
  for (const std::string& value : {digest.value(), std::string("ApplicationPasswordManagerToken1"), std::string(32, 'x')}) {
    const std::string text = "KEYID0001\n" + value + "\n";
    std::vector<Match> matches = {At(kId, text, "KEYID0001")};
    JoinPairs(TestDatabase(), text, &matches);
    EXPECT_EQ(matches.size(), 1U) << value;
  }
}

// 40,000 ids without a secret, beside a secret that is taken: the work must stay bounded.
TEST(JoinPairs, ManyHalvesTakeLittleTime) {
  std::string text;
  std::vector<Match> matches;
  for (size_t i = 0; i < 40'000; ++i) {
    Match match;
    match.rule = kId;
    match.whole = match.secret = {text.size(), text.size() + 9};
    matches.push_back(match);
    text += "KEYID" + std::to_string(1000 + i % 9000) + "\n";
  }
  JoinPairs(TestDatabase(), text, &matches);
  EXPECT_EQ(matches.size(), 40'000U);
}

}  // namespace
}  // namespace sluice
