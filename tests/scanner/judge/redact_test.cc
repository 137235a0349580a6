#include "scanner/judge/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace sluice {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Rule MakeRule(const std::string& regex, Kind kind = Kind::kStructured) {
  Rule rule;
  rule.regex = regex;
  rule.kind = kind;
  return rule;
}

TEST(RedactSecret, ShowsPrefixAndTailOfALongToken) {
  EXPECT_EQ(RedactSecret(MakeRule(R"(\b(AKIA[A-Z0-9]{16})\b)"), std::string("AKIA") + "ABCDEFGH" + "IJKL7QXY"), "AKIA…7QXY");
  EXPECT_EQ(RedactSecret(MakeRule("([0-9a-f]{32})", Kind::kToken), std::string(28, 'a') + "0123"), "…0123");
}

TEST(RedactSecret, ShowsNoTailOfAShortOne) {
  EXPECT_EQ(RedactSecret(MakeRule("(key-[a-z]{15})"), "key-" + std::string(15, 'a')), "key-…");
  EXPECT_EQ(RedactSecret(MakeRule("(longer-prefix-[a-z]{8})"), "longer-prefix-abcdefgh"), "longer-prefix-…");
}

TEST(RedactSecret, APasswordShowsNothingNotEvenItsLength) {
  const Rule rule = MakeRule("(.{1,40})", Kind::kPassword);
  EXPECT_EQ(RedactSecret(rule, "p"), "…");
  EXPECT_EQ(RedactSecret(rule, std::string(40, 'p')), "…");
  EXPECT_EQ(RedactSecret(rule, "https://u:p@acme.net/"), "…");
}

TEST(RedactSecret, PemShowsItsLabel) {
  const std::string begin = std::string("-----BEGIN RSA PRIVATE ") + "KEY-----";
  EXPECT_EQ(RedactSecret(MakeRule("(-----BEGIN)"), begin + "\nMIIE"), begin + "…");
}

TEST(RedactSecret, Ssh2ShowsItsLabel) {
  const std::string begin = std::string("---- BEGIN SSH2 ENCRYPTED PRIVATE ") + "KEY ----";
  EXPECT_EQ(RedactSecret(MakeRule("(---- BEGIN SSH2)"), begin + "\nP2/5"), begin + "…");
}

TEST(RedactSecret, ALabelIsNotTakenFromSecretBytes) {
  EXPECT_THAT(RedactSecret(MakeRule("(.{9,99})"), std::string("-----BEGIN ") + "secret words-----"), Not(HasSubstr("secret")));
}

TEST(RedactSecret, UrlShowsItsHost) {
  const Rule rule = MakeRule("(https://[a-z]{3,99})");
  EXPECT_EQ(RedactSecret(rule, "https://hooks.slack.com/services/T0/B0/x"), "https://hooks.slack.com/…");
  EXPECT_EQ(RedactSecret(rule, "https://user:pass@db.acme.net:5432/x"), "https://…@db.acme.net/…");
}

TEST(RedactSecret, AnAmbiguousUrlHidesEvenTheHost) {
  const Rule rule = MakeRule("([a-z]{3,9}://.{3,99})");
  EXPECT_EQ(RedactSecret(rule, "postgres://app:1234/56@db"), "postgres://…");
  EXPECT_EQ(RedactSecret(rule, "postgres://app:1234"), "postgres://…");
  EXPECT_EQ(RedactSecret(rule, "https://" + std::string(30, 'a') + ".hooks.net/x"), "https://…");
}

// Characters of the secret's own alphabet that a redaction shows beyond what the rule spells out.
TEST(RedactSecret, NeverShowsMoreThanAQuarterOfWhatTheRuleLeavesOpen) {
  std::mt19937 random(7);
  constexpr std::string_view kCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.:@#\n\xFF";
  const std::vector<Rule> rules = {MakeRule("(ghp_[0-9A-Za-z]{1,400})"), MakeRule("([0-9a-z]{1,400})", Kind::kToken),
                                   MakeRule("((?:sk|rk)_(?:live|test)_[0-9A-Za-z]{1,400})"),
                                   MakeRule("(.{1,400})", Kind::kPassword)};
  const std::vector<std::string> prefixes = {"ghp_", "", "rk_live_", ""};
  for (int round = 0; round < 4000; ++round) {
    const size_t which = random() % rules.size();
    std::string body(random() % 80, '\0');
    for (char& c : body) c = kCharacters[random() % kCharacters.size()];
    std::string shown = RedactSecret(rules[which], prefixes[which] + body);
    const size_t mask = shown.find("…");
    ASSERT_NE(mask, std::string::npos);
    EXPECT_LE(mask, prefixes[which].size()) << shown;
    const size_t tail = shown.size() - mask - std::string_view("…").size();
    EXPECT_LE(tail * 4, body.size()) << shown;
    EXPECT_TRUE(rules[which].kind != Kind::kPassword || shown == "…") << shown;
  }
}

SecretSpan SpanOf(std::string_view text, std::string_view secret, std::string_view shown) {
  return {text.find(secret), secret.size(), shown};
}

TEST(RedactMatch, ReplacesEverySecret) {
  const std::string text = "id=AAAA1111 key=BBBB2222 pin=CCCC";
  const std::vector<SecretSpan> others = {SpanOf(text, "CCCC", "…"), SpanOf(text, "AAAA1111", "AAAA…")};
  EXPECT_EQ(RedactMatch(text, SpanOf(text, "BBBB2222", "…22"), others), "id=AAAA… key=…22 pin=…");
}

TEST(RedactMatch, OverlappingSpansShowNothingOfEither) {
  const std::string text = "x=abcdefghij;";
  const std::vector<SecretSpan> others = {{2, 4, "ab…"}, {4, 4, "cd…"}, {7, 4, "fg…"}};
  EXPECT_EQ(RedactMatch(text, {9, 3, "…"}, others), "x=…;");
  EXPECT_EQ(RedactMatch(text, {12, 1, "!"}, others), "x=…j!");
  EXPECT_EQ(RedactMatch(text, {2, 1000, "…"}, {}), "x=…");
  EXPECT_EQ(RedactMatch(text, {1000, 5, "…"}, {}), text + "…");
}

TEST(RedactMatch, RepetitionsAndUnknownRandomRunsAreMasked) {
  const std::string text = "password=hunter22 # hunter22 or 9f8e7d6c5b4a39281706f5e4 but not some-quite-long-plain-words";
  EXPECT_EQ(RedactMatch(text, SpanOf(text, "hunter22", "…"), {}), "password=… # … or … but not some-quite-long-plain-…");
}

TEST(RedactMatch, IsOneLineOfHarmlessCharacters) {
  const std::string text = "a\n\tb\x1B[2J\x7F\xFF\xC2\x9B\xE2\x80\xAE é=SECRET";
  EXPECT_EQ(RedactMatch(text, SpanOf(text, "SECRET", "…"), {}), "a\\n\\tb\\x1b[2J\\x7f\\xff\\xc2\\x9b\\xe2\\x80\\xae é=…");
}

TEST(RedactMatch, KeepsToTheCharactersNearby) {
  const std::string text = std::string(500, ',') + "SECRET" + std::string(500, ';');
  EXPECT_EQ(RedactMatch(text, {500, 6, "*"}, {}), "…" + std::string(80, ',') + "*" + std::string(40, ';') + "…");
  std::string umlauts;
  for (int i = 0; i < 200; ++i) umlauts += "ü";
  const std::string shown = RedactMatch(umlauts + "SECRET", {400, 6, "*"}, {});
  EXPECT_EQ(shown.size(), std::string_view("…").size() + 160 + 1);
}

// No run of four characters of any secret survives unless its own redaction shows it.
TEST(RedactMatch, NeverShowsASecretThatIsMarked) {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text(60 + random() % 200, ' ');
    for (char& c : text) c = static_cast<char>('a' + random() % 4);
    std::vector<SecretSpan> spans;
    for (int i = 0; i < 6; ++i) spans.push_back({random() % text.size(), 1 + random() % 30, "…"});
    std::string marked = text;
    for (const SecretSpan& span : spans) {
      for (size_t k = span.begin; k < std::min(text.size(), span.begin + span.size); ++k) marked[k] = '\0';
    }
    for (size_t i = 0; i < text.size(); ++i) {
      if (marked[i] == '\0') text[i] = 'Z';
    }
    const SecretSpan focus = spans.back();
    spans.pop_back();
    EXPECT_THAT(RedactMatch(text, focus, spans), Not(HasSubstr("Z")));
  }
}

}  // namespace
}  // namespace sluice
