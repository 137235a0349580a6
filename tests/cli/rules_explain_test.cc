#include "cli/rules_explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "patterns/load.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testing::HasSubstr;
using testing::Not;

std::shared_ptr<const RuleSet> Rules() {
  static const auto rules = [] {
    auto set = RuleSet::Make(LoadRules(SLUICE_SOURCE_DIR "/patterns/generic.yaml").value());
    return std::make_shared<const RuleSet>(std::move(set).value());
  }();
  return rules;
}

std::string Explained(const std::string& text, const std::string& path = "", bool lists_unconfirmed = false) {
  return ExplainMatches(Rules(), {text, path, lists_unconfirmed}).value();
}

// What stands behind `mark`, to the end of the number.
std::string NumberBehind(const std::string& text, const std::string& mark, size_t from = 0) {
  const size_t at = text.find(mark, from) + mark.size();
  return text.substr(at, text.find_first_not_of("0123456789.", at) - at);
}

const std::string kToken = testlib::Forged("${base62:32}", 1), kOther = testlib::Forged("${base62:32}", 2);

TEST(RulesExplain, TheTermsAddUpToTheConfidence) {
  const std::string text = Explained("api_key = \"" + kToken + "\"\n", "a.py");
  EXPECT_THAT(text, HasSubstr("1:12 generic-api-key: reported, confidence "));
  EXPECT_THAT(text, HasSubstr("1 reported"));
  const size_t sum = text.find("  sum ");
  EXPECT_EQ(NumberBehind(text, "reported, confidence "), NumberBehind(text, "confidence ", sum));
  EXPECT_THAT(text, Not(HasSubstr(kToken)));
}

TEST(RulesExplain, SoDoThoseOfALaterItemOfAList) {
  const std::string text = Explained("api_keys = [\"" + kToken + "\",\n  \"" + kOther + "\"]\n", "a.py");
  const size_t second = text.find("2:4 generic-api-key: reported");
  ASSERT_NE(second, std::string::npos) << text;
  EXPECT_EQ(NumberBehind(text, "reported, confidence ", second), NumberBehind(text, "confidence ", text.find("  sum ", second)));
}

TEST(RulesExplain, ARefusalSaysWhereAndWhy) {
  const std::string text = Explained("api_key = \"" + std::string(32, 'x') + "\"\n", "a.py");
  EXPECT_THAT(text, HasSubstr("refused at placeholder: "));
  EXPECT_THAT(text, HasSubstr("0 reported, "));
}

TEST(RulesExplain, WordsWithoutAMatchAreCountedOrListed) {
  EXPECT_THAT(Explained("an api_key of somebody\n"), Not(HasSubstr("refused at confirm")));
  EXPECT_THAT(Explained("api_key = \"" + kToken + "$\"\n", "", true), HasSubstr("refused at"));
}

}  // namespace
}  // namespace sluice
