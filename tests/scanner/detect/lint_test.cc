#include "scanner/detect/lint.h"

#include <gmock/gmock.h>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Rule TokenRule(const std::string& id, const std::string& prefix) {
  Rule rule = testlib::TestRule(id, "\\b(" + prefix + "[0-9a-zA-Z]{20})\\b");
  rule.accept = {{"x = " + prefix + "${base62:20}", "", Stage::kReported, ""}};
  rule.reject = {{"x = " + prefix + "${repeat:x:20}", "", Stage::kPlaceholder, "a mask"}};
  rule.line = 7;
  return rule;
}

std::vector<std::string> Complaints(std::vector<Rule> rules, const std::string& id) {
  const auto database = testlib::TestDatabase(rules);
  return LintRule(database, *database->rules().Find(id));
}

TEST(LintRule, GoodRuleHasNothingToMend) { EXPECT_THAT(Complaints({TokenRule("a", "tkn_")}, "a"), IsEmpty()); }

TEST(LintRule, ComplaintsSayWhereAndWhatAndShowTheForgedText) {
  Rule rule = TokenRule("a", "tkn_");
  rule.accept[0].text = "x = other_${base62:20}";
  EXPECT_THAT(Complaints({rule}, "a"),
              ElementsAre(testing::AllOf(testing::StartsWith("x.yaml:7: rule `a`: an accepted example is not reported"),
                                         HasSubstr("template: x = other_${base62:20}"), HasSubstr("no rule saw a candidate"))));
}

TEST(LintRule, RejectMustDieWhereItSays) {
  Rule rule = TokenRule("a", "tkn_");
  rule.reject[0].at = Stage::kEntropy;
  EXPECT_THAT(Complaints({rule}, "a"), ElementsAre(HasSubstr("dies elsewhere than at entropy")));
  rule.reject[0].text = "x = tkn_${base62:20}";
  EXPECT_THAT(Complaints({rule}, "a"), ElementsAre(HasSubstr("reported by a")));
}

TEST(LintRule, NeedsAnExampleAndALiteral) {
  Rule rule = testlib::TestRule("a", "([0-9a-f]{32})");
  EXPECT_THAT(Complaints({rule}, "a"),
              ElementsAre(HasSubstr("no three characters in a row"), HasSubstr("no example under `accept`")));
}

TEST(LintRule, WrongTemplateIsNamed) {
  Rule rule = TokenRule("a", "tkn_");
  rule.accept[0].text = "${nonsense:3}";
  EXPECT_THAT(Complaints({rule}, "a"), ElementsAre(testing::StartsWith("x.yaml:7: rule `a`: `${nonsense:3}`: ")));
}

TEST(LintRule, RuleThatAnotherShadowsSaysSo) {
  Rule narrow = TokenRule("narrow", "tkn_"), wide = TokenRule("wide", "tkn_");
  wide.kind = Kind::kToken;  // the structured one beats it
  EXPECT_THAT(Complaints({narrow, wide}, "wide"), testing::Contains(HasSubstr("reported under narrow; narrow one of the two")));
  EXPECT_THAT(Complaints({narrow, wide}, "narrow"), IsEmpty());
}

TEST(LintTwins, SameExpressionOrSameExample) {
  const Rule a = TokenRule("a", "tkn_"), b = TokenRule("b", "tkn_");
  const auto set = testlib::TestRules({a, b});
  EXPECT_THAT(LintTwins(set->rules(), *set), ElementsAre(HasSubstr("the expression is that of `a` (x.yaml:7)")));
  Rule c = TokenRule("c", "tkn_");
  c.regex = c.prefilter = "\\b(tkn_[0-9a-zA-Z]{20,30})\\b";
  const auto other = testlib::TestRules({a, c});
  EXPECT_THAT(LintTwins(std::vector<Rule>{c}, *other), ElementsAre(HasSubstr("an accepted example is one of `a`")));
}

TEST(LintTwins, WhatElseTheyAskForTellsThemApart) {
  Rule a = TokenRule("a", "tkn_"), b = TokenRule("b", "tkn_");
  b.accept[0].text = "y: tkn_${base62:20}";
  a.near = Near{{"acme"}, 20};
  const auto set = testlib::TestRules({a, b});
  EXPECT_THAT(LintTwins(set->rules(), *set), IsEmpty());
}

TEST(ExampleSeed, AcceptsAndRejectsDiffer) {
  const Rule rule = TokenRule("a", "tkn_");
  EXPECT_NE(ExampleSeed(rule, true, 0), ExampleSeed(rule, false, 0));
  EXPECT_NE(ExampleSeed(rule, true, 0), ExampleSeed(rule, true, 1));
}

}  // namespace
}  // namespace sluice
