#include "patterns/rule_reader.h"

#include <gtest/gtest.h>

#include "patterns/load.h"

namespace sluice {
namespace {

const std::string kHead =
    "- id: x-one\n"
    "  name: One\n"
    "  provider: x\n"
    "  severity: high\n"
    "  regex: 'one_[0-9]{8}'\n"
    "  lifetime: {class: long-lived, why: it stays}\n"
    "  remedy: Revoke it.\n";

Result<Rule> Read(const std::string& more) {
  SLUICE_ASSIGN(std::vector<Rule> rules, ParseRules(kHead + more, "x.yaml"));
  return std::move(rules.at(0));
}

std::string Refusal(const std::string& more) {
  const auto rule = Read(more);
  return rule.ok() ? "" : rule.error().message;
}

TEST(ReadRule, DefaultsHoldWhereKeysAreAbsent) {
  const auto rule = Read("");
  ASSERT_TRUE(rule.ok()) << rule.error().message;
  EXPECT_EQ(rule->kind, Kind::kStructured);
  EXPECT_EQ(rule->prefilter, rule->regex);
  EXPECT_FALSE(rule->entropy || rule->near || rule->pair);
  EXPECT_EQ(rule->lifetime.lifetime, LifetimeClass::kLongLived);
}

TEST(ReadRule, EveryKeyIsRead) {
  const auto rule = Read(
      "  kind: token\n"
      "  prefilter: one\n"
      "  extend: word\n"
      "  checksum: jwt\n"
      "  entropy: {alphabet: base62, min_bits_per_char: 3.25}\n"
      "  near: {words: [GitHub, token], within_bytes: 80}\n"
      "  pair: {rule: x-two, regex: '(two){{end}}', within_lines: 10, raises_to: low}\n"
      "  ignore: ['one_0{8}']\n"
      "  docs: https://example.com\n"
      "  accept: [a, {text: b, path: .npmrc}]\n"
      "  reject: [{text: c, path: d, at: near, because: e}]\n");
  ASSERT_TRUE(rule.ok()) << rule.error().message;
  EXPECT_EQ(rule->kind, Kind::kToken);
  EXPECT_EQ(rule->prefilter, "one");
  EXPECT_EQ(rule->entropy->min_bits_per_char, 3.25);
  EXPECT_EQ(rule->near->words, (std::vector<std::string>{"github", "token"}));
  EXPECT_EQ(rule->pair->regex, "(two)(?:[^0-9A-Za-z]|$)");
  EXPECT_EQ(rule->pair->raises_to, Severity::kLow);
  EXPECT_EQ(rule->accept[1].path, ".npmrc");
  EXPECT_EQ(rule->accept[1].at, Stage::kReported);
  EXPECT_EQ(rule->reject[0].at, Stage::kNear);
  EXPECT_EQ(rule->reject[0].because, "e");
}

TEST(ReadRule, UnknownKeySuggestsTheNearest) {
  EXPECT_EQ(Refusal("  acept: [a]\n"), "x.yaml:8:3: unknown key `acept`; did you mean `accept`?");
  EXPECT_EQ(Refusal("  near: {word: [a], within_bytes: 2}\n"), "x.yaml:8:10: unknown key `word`; did you mean `words`?");
  EXPECT_NE(Refusal("  zzzzzzzz: 1\n").find("there are id, name"), std::string::npos);
}

TEST(ReadRule, WrongTypesAreRefused) {
  EXPECT_EQ(Refusal("  docs: [a]\n"), "x.yaml:8:9: expected text");
  EXPECT_EQ(Refusal("  docs:\n"), "x.yaml:8:3: expected text");
  EXPECT_EQ(Refusal("  accept: a\n"), "x.yaml:8:11: expected a list");
  EXPECT_EQ(Refusal("  near: {words: [a], within_bytes: -1}\n"), "x.yaml:8:36: expected a number");
  EXPECT_EQ(Refusal("  near: {words: [a], within_bytes: 99999999999}\n"), "x.yaml:8:36: expected a number");
  EXPECT_EQ(Refusal("  entropy: {alphabet: hex, min_bits_per_char: high}\n"), "x.yaml:8:47: expected a number");
  EXPECT_EQ(Refusal("  entropy: 3\n"), "x.yaml:8:12: entropy must be a map of keys and values");
}

TEST(ReadRule, MissingKeysAreNamed) {
  EXPECT_EQ(Refusal("  pair: {rule: x-two}\n"), "x.yaml:8:9: pair lacks the key `within_lines`");
  const auto rules = ParseRules("- id: x\n  name: y\n", "x.yaml");
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.error().message, "x.yaml:1:3: a rule lacks the key `provider`");
}

TEST(ReadRule, RejectSaysWhereAndWhy) {
  EXPECT_EQ(Refusal("  reject: [a]\n"), "x.yaml:8:12: a reject must be a map of keys and values");
  EXPECT_EQ(Refusal("  reject: [{text: a, because: b}]\n"), "x.yaml:8:12: a reject lacks the key `at`");
  EXPECT_NE(Refusal("  reject: [{text: a, because: b, at: reported}]\n").find("before `reported`"), std::string::npos);
}

TEST(ReadRule, UnknownMacroNamesItsLine) {
  EXPECT_EQ(Refusal("  prefilter: '{{begin}}'\n").find("x.yaml:8:14: unknown macro {{begin}}"), 0U);
}

}  // namespace
}  // namespace sluice
