// Every rule of patterns/*.yaml keeps what its examples promise. The files are read when the program starts, so a change of a rule
// needs no build; --gtest_filter='*github_pat*' runs the examples of one rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "patterns/load.h"
#include "patterns/rule_set.h"
#include "scanner/detect/lint.h"
#include "scanner/judge/facts.h"
#include "tests/rules/all_rules.h"

namespace sluice {
namespace {

using testlib::RuleFiles;
using testlib::Rules;
using testlib::TestName;
using testlib::TheDatabase;
using testlib::Where;

class RuleFile : public testing::TestWithParam<std::string> {};

TEST_P(RuleFile, IsAccepted) {
  const auto rules = LoadRules(GetParam());
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  EXPECT_FALSE(rules->empty());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RuleFile);
INSTANTIATE_TEST_SUITE_P(Patterns, RuleFile, testing::ValuesIn(RuleFiles()),
                         [](const auto& parameter) { return TestName(std::filesystem::path(parameter.param).stem().string()); });

TEST(RuleFiles, AreAcceptedTogether) {
  auto rules = LoadRules(SLUICE_SOURCE_DIR "/patterns");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  auto set = RuleSet::Make(std::move(rules).value());
  ASSERT_TRUE(set.ok()) << set.error().message;
  const auto database = Database::Open(std::make_shared<const RuleSet>(std::move(set).value()), "");
  EXPECT_TRUE(database.ok()) << database.error().message;
}

TEST(RuleFiles, HoldNoTwins) {
  auto set = RuleSet::Make(Rules());
  ASSERT_TRUE(set.ok()) << set.error().message;
  for (const std::string& complaint : LintTwins(Rules(), *set)) ADD_FAILURE() << complaint;
}

class RuleForm : public testing::TestWithParam<Rule> {};

TEST_P(RuleForm, HasExamplesThatProveIt) {
  const Rule& rule = GetParam();
  EXPECT_GE(rule.accept.size(), 3U) << Where(rule) << ": three accepts, in different syntaxes";
  EXPECT_GE(rule.reject.size(), 2U) << Where(rule) << ": two rejects";
  std::set<Stage> stages;
  for (const Example& reject : rule.reject) stages.insert(reject.at == Stage::kConfirm ? Stage::kCandidate : reject.at);
  EXPECT_GE(stages.size(), 2U) << Where(rule) << ": rejects at two stages (candidate and confirm count as one)";
}

TEST_P(RuleForm, NamesAReaderThatExists) {
  const std::string& reader = GetParam().lifetime.reader;
  EXPECT_TRUE(reader.empty() || IsReaderName(reader)) << Where(GetParam()) << ": no reader is named " << reader;
}

// An expression without one is tried at every byte: it slows the whole scan down two to sixteen times.
TEST_P(RuleForm, HoldsALiteralOfThreeCharacters) {
  EXPECT_TRUE(HasLiteral(GetParam())) << Where(GetParam()) << ": no literal of three characters that every match holds";
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RuleForm);
INSTANTIATE_TEST_SUITE_P(Patterns, RuleForm, testing::ValuesIn(Rules()), [](const auto& parameter) {
  return TestName(parameter.param.id) + "_" + std::to_string(parameter.index);
});

struct ExampleCase {
  Rule rule;
  Example example;
  std::string name;
  uint64_t seed = 0;
};

// The name of a case in a failure; never its text, which looks like a secret.
void PrintTo(const ExampleCase& example, std::ostream* out) { *out << example.name; }

std::vector<ExampleCase> Cases(std::vector<Example> Rule::*list, const std::string& what) {
  std::vector<ExampleCase> cases;
  for (const Rule& rule : Rules()) {
    for (size_t i = 0; i < (rule.*list).size(); ++i) {
      cases.push_back({rule, (rule.*list)[i], TestName(rule.id) + "_" + what + "_" + std::to_string(i),
                       ExampleSeed(rule, what == "accept", i)});
    }
  }
  return cases;
}

Result<Proof> Prove(const ExampleCase& example) {
  const auto database = TheDatabase();
  if (database == nullptr) return Error{Code::kConfig, "the rules do not build; see RuleFiles.AreAcceptedTogether"};
  return ProveExample(database, example.rule, example.example, example.seed);
}

class Accept : public testing::TestWithParam<ExampleCase> {};

TEST_P(Accept, IsReported) {
  const ExampleCase& example = GetParam();
  const auto proof = Prove(example);
  ASSERT_TRUE(proof.ok()) << Where(example.rule) << ": " << proof.error().message;
  EXPECT_TRUE(proof->holds) << Where(example.rule) << ": not reported\n  template: " << example.example.text
                            << "\n  text:     " << proof->text << "\n"
                            << proof->trace;
}

class Reject : public testing::TestWithParam<ExampleCase> {};

TEST_P(Reject, DiesWhereItSays) {
  const ExampleCase& example = GetParam();
  const auto proof = Prove(example);
  ASSERT_TRUE(proof.ok()) << Where(example.rule) << ": " << proof.error().message;
  EXPECT_TRUE(proof->holds) << Where(example.rule) << ": should die at " << StageName(example.example.at)
                            << "\n  template: " << example.example.text << "\n  text:     " << proof->text << "\n"
                            << proof->trace;
}

const auto kCaseName = [](const auto& parameter) { return parameter.param.name; };

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Accept);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Reject);
INSTANTIATE_TEST_SUITE_P(Patterns, Accept, testing::ValuesIn(Cases(&Rule::accept, "accept")), kCaseName);
INSTANTIATE_TEST_SUITE_P(Patterns, Reject, testing::ValuesIn(Cases(&Rule::reject, "reject")), kCaseName);

}  // namespace
}  // namespace sluice
