#include "patterns/rule_set.h"

#include <gtest/gtest.h>

#include <functional>

namespace sluice {
namespace {

Rule Good(const std::string& id) {
  Rule rule;
  rule.id = id;
  rule.name = "One";
  rule.provider = "x";
  rule.regex = rule.prefilter = "one_[0-9]{8}";
  rule.lifetime = {LifetimeClass::kLongLived, "it stays", ""};
  rule.remedy = "Revoke it.";
  rule.file = "x.yaml";
  rule.line = 7;
  return rule;
}

std::string Refusal(const std::function<void(Rule*)>& change) {
  Rule rule = Good("a");
  change(&rule);
  const auto set = RuleSet::Make({rule});
  EXPECT_TRUE(set.ok() || set.error().message.starts_with("x.yaml:7: rule `")) << set.error().message;
  return set.ok() ? "" : set.error().message;
}

TEST(RuleSet, RulesStandInTheOrderOfTheirIds) {
  const auto set = RuleSet::Make({Good("b"), Good("c"), Good("a")});
  ASSERT_TRUE(set.ok()) << set.error().message;
  EXPECT_EQ(set.value()[0].id, "a");
  EXPECT_EQ(set.value()[2].id, "c");
  EXPECT_EQ(set->Find("b"), &set.value()[1]);
  EXPECT_EQ(set->Find("bb"), nullptr);
  EXPECT_EQ(set->Find(""), nullptr);
}

TEST(RuleSet, EmptySetIsAccepted) { EXPECT_EQ(RuleSet::Make({})->size(), 0U); }

TEST(RuleSet, IdTwiceIsRefused) {
  EXPECT_NE(RuleSet::Make({Good("a"), Good("a")}).error().message.find("the id is taken"), std::string::npos);
}

TEST(RuleSet, EveryBrokenRuleIsNamed) {
  Rule bad = Good("b");
  bad.regex = "(";
  Rule worse = Good("c");
  worse.checksum = "none";
  const auto set = RuleSet::Make({Good("a"), bad, worse});
  ASSERT_FALSE(set.ok());
  EXPECT_NE(set.error().message.find("`b`"), std::string::npos);
  EXPECT_NE(set.error().message.find("`c`"), std::string::npos);
}

TEST(RuleSet, IdsAreLowerCaseWords) {
  for (const char* id : {"", "A", "a_b", "a b", "a/b"}) {
    EXPECT_NE(Refusal([&](Rule* rule) { rule->id = id; }).find("an id is"), std::string::npos) << id;
  }
}

TEST(RuleSet, ProseIsDemanded) {
  EXPECT_NE(Refusal([](Rule* rule) { rule->name.clear(); }), "");
  EXPECT_NE(Refusal([](Rule* rule) { rule->provider.clear(); }), "");
  EXPECT_NE(Refusal([](Rule* rule) { rule->remedy.clear(); }), "");
  EXPECT_NE(Refusal([](Rule* rule) { rule->lifetime.why.clear(); }), "");
  EXPECT_EQ(Refusal([](Rule* rule) { rule->lifetime = {}; }), "");
}

TEST(RuleSet, UnknownNamesAreRefused) {
  EXPECT_NE(Refusal([](Rule* rule) { rule->checksum = "crc"; }).find("no checksum is named `crc`"), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) { rule->entropy = EntropyGate{"base63", 3}; }).find("no alphabet is named"), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) { rule->extend = "hex"; }).find("`extend` is one of"), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) {
              rule->pair = Pair{"b", "", 10, Severity::kHigh};
            }).find("`b`, which is no rule"),
            std::string::npos);
  EXPECT_EQ(Refusal([](Rule* rule) { rule->pair = Pair{"a", "", 10, Severity::kHigh}; }), "");
}

TEST(RuleSet, DistancesHaveLimits) {
  EXPECT_NE(Refusal([](Rule* rule) { rule->near = Near{{"a"}, 0}; }), "");
  EXPECT_NE(Refusal([](Rule* rule) { rule->near = Near{{"a"}, 1001}; }), "");
  EXPECT_NE(Refusal([](Rule* rule) { rule->near = Near{{}, 10}; }), "");
  EXPECT_NE(Refusal([](Rule* rule) { rule->pair = Pair{"a", "", 101, Severity::kHigh}; }), "");
  EXPECT_EQ(Refusal([](Rule* rule) { rule->near = Near{{"a"}, 1000}; }), "");
}

TEST(RuleSet, ExpressionsCompileAndHaveABound) {
  EXPECT_NE(Refusal([](Rule* rule) { rule->regex = "a+"; }).find("regex: `+` has no bound"), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) { rule->regex = "a{5,2}"; }).find("regex: "), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) { rule->regex = "(?:)"; }).find("empty text"), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) { rule->prefilter = "a*"; }).find("prefilter: "), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) { rule->pair = Pair{"a", "b*", 10, Severity::kHigh}; }).find("pair.regex: "), std::string::npos);
  EXPECT_NE(Refusal([](Rule* rule) { rule->ignore = {"("}; }).find("ignore: "), std::string::npos);
  EXPECT_EQ(Refusal([](Rule* rule) { rule->ignore = {"x+"}; }), "") << "an ignore sees one secret, which has an end";
}

TEST(RuleSet, BuiltinRulesAreNotCheckedTwice) {
  EXPECT_EQ(Refusal([](Rule* rule) {
              rule->is_builtin = true;
              rule->regex = "a+";
            }),
            "");
  EXPECT_NE(Refusal([](Rule* rule) {
              rule->is_builtin = true;
              rule->pair = Pair{"b", "", 10, Severity::kHigh};
            }),
            "")
      << "the rules beside it may be others";
}

TEST(RuleSetDigest, ChangesWithWhatIsCompiledOnly) {
  const std::string digest = RuleSet::Make({Good("a")})->digest();
  EXPECT_EQ(digest.size(), 64U);
  Rule prose = Good("a");
  prose.remedy = "Another.";
  prose.accept.push_back({"x", "", Stage::kReported, ""});
  EXPECT_EQ(RuleSet::Make({prose})->digest(), digest);
  Rule wider = Good("a");
  wider.prefilter = "one_";
  EXPECT_NE(RuleSet::Make({wider})->digest(), digest);
  EXPECT_NE(RuleSet::Make({Good("b")})->digest(), digest);
  EXPECT_EQ(RuleSet::Make({Good("b"), Good("a")})->digest(), RuleSet::Make({Good("a"), Good("b")})->digest());
}

}  // namespace
}  // namespace sluice
