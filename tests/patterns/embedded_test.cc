#include "patterns/embedded.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

constexpr std::string_view kWords[] = {"a", "b"};

TEST(Embedded, RowBecomesARule) {
  const EmbeddedRule row = {"id",
                            "name",
                            "provider",
                            "patterns/x.yaml",
                            3,
                            Severity::kHigh,
                            Kind::kToken,
                            "regex",
                            "",
                            "word",
                            "jwt",
                            "hex",
                            2.5,
                            kWords,
                            9,
                            "pair",
                            "p",
                            4,
                            Severity::kLow,
                            LifetimeClass::kExpiring,
                            "why",
                            "reader",
                            kWords,
                            "remedy",
                            "docs"};
  const Rule rule = FromEmbedded({&row, 1}).at(0);
  EXPECT_EQ(rule.id, "id");
  EXPECT_EQ(rule.line, 3);
  EXPECT_EQ(rule.prefilter, "regex");
  EXPECT_EQ(rule.entropy->min_bits_per_char, 2.5);
  EXPECT_EQ(rule.near->words.size(), 2U);
  EXPECT_EQ(rule.near->within_bytes, 9U);
  EXPECT_EQ(rule.pair->within_lines, 4U);
  EXPECT_EQ(rule.lifetime.lifetime, LifetimeClass::kExpiring);
  EXPECT_EQ(rule.ignore.size(), 2U);
}

TEST(Embedded, AbsentGatesStayAbsent) {
  const Rule rule = FromEmbedded(std::vector<EmbeddedRule>(1)).at(0);
  EXPECT_FALSE(rule.entropy || rule.near || rule.pair);
}

TEST(Embedded, SourceHoldsNoTrigraph) {
  Rule rule;
  rule.regex =
      "a?b?"
      "?=c";
  EXPECT_NE(EmbeddedSource({rule}, "d16e57").find("a?b?\\?=c"), std::string::npos);
}

TEST(Embedded, SourceEscapesWhatALiteralCannotHold) {
  Rule rule;
  rule.id = "x";
  rule.regex = rule.prefilter = "\"\\\n1\xE2?";
  const std::string source = EmbeddedSource({rule}, "d16e57");
  EXPECT_NE(source.find(R"("\"\\\0121\342?"sv, ""sv)"), std::string::npos) << source;
}

TEST(Embedded, SourceHoldsTheDigest) {
  EXPECT_NE(EmbeddedSource({}, "d16e57").find("BuiltinRulesDigest() { return std::string(\"d16e57\"sv); }"), std::string::npos);
}

TEST(Embedded, SourceOfNoRulesIsComplete) { EXPECT_NE(EmbeddedSource({}, "").find("kRules;"), std::string::npos); }

}  // namespace
}  // namespace sluice
