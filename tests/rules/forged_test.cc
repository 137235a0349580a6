// What every rule's gates cost: of the tokens that its own examples forge, with other random characters each time, at most one in
// two hundred may be taken for a mask, a sample, a name or too little random. A stray entry of a suppression list shows here.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "patterns/forge.h"
#include "scanner/detect/confirm.h"
#include "scanner/detect/engine.h"
#include "scanner/detect/extend.h"
#include "scanner/detect/judge_match.h"
#include "tests/rules/all_rules.h"

namespace sluice {
namespace {

constexpr uint64_t kTokensOfARule = 24;
constexpr int kMostOfARule = 2;  // chance alone loses two of 24 of a rule in a hundred thousand
constexpr double kMostOfAll = 0.005;

// Why the rule itself lets go of the token in the text, or null. Other rules may shadow it; that is no loss.
const char* LossOf(const Rule& rule, const RuleExpressions& expressions, const std::string& text, const std::string& path) {
  std::vector<Confirmed> confirmed;
  Confirm(*expressions.regex, text, {0, text.size()}, &confirmed);
  const char* because = "no match";
  for (Confirmed& each : confirmed) {
    each.secret = ExtendSecret(rule.extend, text, each.secret);
    const Verdict verdict = JudgeMatch(rule, expressions, text, each, ClassifyPath(path));
    if (verdict.at == Stage::kReported) return nullptr;
    because = verdict.because;
  }
  return because;
}

TEST(ForgedTokens, OfEveryRuleAreHardlyEverLost) {
  int lost = 0, all = 0;
  std::map<std::string, int> reasons;
  for (const Rule& rule : testlib::Rules()) {
    const RuleExpressions expressions(rule);
    int lost_of_rule = 0;
    std::string why;
    for (uint64_t i = 0; i < kTokensOfARule && !rule.accept.empty(); ++i) {
      const Example& example = rule.accept[i % rule.accept.size()];
      const auto text = ForgeExample(example.text, ForgeSeed(rule.id, 10'000 + i));
      ASSERT_TRUE(text.ok()) << testlib::Where(rule) << ": " << text.error().message;
      const char* because = LossOf(rule, expressions, *text, example.path);
      ++all;
      if (because == nullptr) continue;
      ++lost_of_rule;
      ++reasons[because];
      why += std::string("\n  ") + because + " [" + example.text + "]";
    }
    lost += lost_of_rule;
    EXPECT_LE(lost_of_rule, kMostOfARule) << testlib::Where(rule) << why;
  }
  std::string why;
  for (const auto& [because, count] : reasons) why += "\n  " + because + ": " + std::to_string(count);
  EXPECT_LE(lost, all * kMostOfAll) << lost << " of " << all << why;
}

}  // namespace
}  // namespace sluice
