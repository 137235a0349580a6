// Every rule of patterns/*.yaml keeps what its examples promise. The files are read when the program starts, so a change of a rule
// needs no build; --gtest_filter='*github_pat*' runs the examples of one rule.
#include <gtest/gtest.h>
#include <re2/filtered_re2.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "patterns/forge.h"
#include "patterns/load.h"
#include "patterns/rule_set.h"
#include "scanner/detect/matcher.h"
#include "scanner/judge/facts.h"

namespace sluice {
namespace {

std::vector<std::string> RuleFiles() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(SLUICE_SOURCE_DIR "/patterns")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The rules of all files that can be read; Files.AreAccepted says what is wrong with the others.
const std::vector<Rule>& Rules() {
  static const std::vector<Rule> all = [] {
    std::vector<Rule> rules;
    for (const std::string& file : RuleFiles()) {
      auto loaded = LoadRules(file);
      if (loaded) std::ranges::move(*loaded, std::back_inserter(rules));
    }
    return rules;
  }();
  return all;
}

std::string TestName(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return text;
}

std::string Where(const Rule& rule) {
  return std::filesystem::path(rule.file).filename().string() + ":" + std::to_string(rule.line) + ": " + rule.id;
}

// One database of all rules that are right by themselves, so that one broken rule does not hide what the others do.
std::shared_ptr<const Database> TheDatabase() {
  static const std::shared_ptr<const Database> database = []() -> std::shared_ptr<const Database> {
    std::vector<Rule> good;
    std::set<std::string> ids;
    for (const Rule& rule : Rules()) {
      Rule alone = rule;
      alone.pair.reset();
      if (RuleSet::Make({alone}).ok() && ids.insert(rule.id).second) good.push_back(rule);
    }
    for (Rule& rule : good) {
      if (rule.pair && !ids.contains(rule.pair->rule)) rule.pair.reset();
    }
    auto set = RuleSet::Make(std::move(good));
    if (!set) return nullptr;
    auto opened = Database::Open(std::make_shared<const RuleSet>(std::move(set).value()), "");
    return opened ? std::move(opened).value() : nullptr;
  }();
  return database;
}

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
  re2::FilteredRE2 filter(3);
  int id = 0;
  ASSERT_EQ(filter.Add(GetParam().prefilter, RE2::Latin1, &id), RE2::NoError) << Where(GetParam());
  std::vector<std::string> literals;
  filter.Compile(&literals);
  EXPECT_FALSE(literals.empty()) << Where(GetParam()) << ": no literal of three characters that every match holds";
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

std::vector<ExampleCase> Cases(std::vector<Example> Rule::*list, const std::string& what, uint64_t first_seed) {
  std::vector<ExampleCase> cases;
  for (const Rule& rule : Rules()) {
    for (size_t i = 0; i < (rule.*list).size(); ++i) {
      cases.push_back(
          {rule, (rule.*list)[i], TestName(rule.id) + "_" + what + "_" + std::to_string(i), ForgeSeed(rule.id, first_seed + i)});
    }
  }
  return cases;
}

struct Outcome {
  std::string text;
  std::vector<std::string> matched;   // ids
  std::vector<Rejection> rejections;  // of the rule itself
  std::string trace;
};

Result<Outcome> Examine(const ExampleCase& example) {
  const auto database = TheDatabase();
  if (database == nullptr) return Error{Code::kConfig, "the rules do not build; see RuleFiles.AreAcceptedTogether"};
  SLUICE_ASSIGN(Matcher matcher, Matcher::Make(database, {}));
  Outcome outcome;
  SLUICE_ASSIGN(outcome.text, ForgeExample(example.example.text, example.seed));
  std::vector<Match> matches;
  std::vector<Rejection> rejections;
  SLUICE_TRY(matcher.Match({outcome.text, example.example.path}, &matches, &rejections));
  const RuleSet& rules = database->rules();
  for (const Match& match : matches) outcome.matched.push_back(rules[match.rule].id);
  for (const std::string& id : outcome.matched) outcome.trace += "  reported by " + id + "\n";
  for (const Rejection& rejection : rejections) {
    outcome.trace +=
        "  " + rules[rejection.rule].id + " died at " + std::string(StageName(rejection.at)) + ": " + rejection.because + "\n";
    if (rules[rejection.rule].id == example.rule.id) outcome.rejections.push_back(rejection);
  }
  if (outcome.trace.empty()) outcome.trace = "  no rule saw a candidate\n";
  return outcome;
}

class Accept : public testing::TestWithParam<ExampleCase> {};

TEST_P(Accept, IsReported) {
  const ExampleCase& example = GetParam();
  const auto outcome = Examine(example);
  ASSERT_TRUE(outcome.ok()) << Where(example.rule) << ": " << outcome.error().message;
  EXPECT_TRUE(std::ranges::count(outcome->matched, example.rule.id) > 0)
      << Where(example.rule) << ": not reported\n  template: " << example.example.text << "\n  text:     " << outcome->text << "\n"
      << outcome->trace;
}

class Reject : public testing::TestWithParam<ExampleCase> {};

TEST_P(Reject, DiesWhereItSays) {
  const ExampleCase& example = GetParam();
  const auto outcome = Examine(example);
  ASSERT_TRUE(outcome.ok()) << Where(example.rule) << ": " << outcome.error().message;
  const std::string context = "\n  template: " + example.example.text + "\n  text:     " + outcome->text + "\n" + outcome->trace;
  EXPECT_EQ(std::ranges::count(outcome->matched, example.rule.id), 0) << Where(example.rule) << ": reported" << context;
  // The prefilter may be wider than the expression, and Hyperscan's candidate may be one of another place: both mean "no match".
  const bool is_early = example.example.at == Stage::kCandidate || example.example.at == Stage::kConfirm;
  const auto died_there = [&](const Rejection& rejection) {
    return is_early ? rejection.at == Stage::kConfirm : rejection.at == example.example.at;
  };
  const bool is_right = (is_early && outcome->rejections.empty()) || std::ranges::any_of(outcome->rejections, died_there);
  EXPECT_TRUE(is_right) << Where(example.rule) << ": should die at " << StageName(example.example.at) << context;
}

const auto kCaseName = [](const auto& parameter) { return parameter.param.name; };

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Accept);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Reject);
INSTANTIATE_TEST_SUITE_P(Patterns, Accept, testing::ValuesIn(Cases(&Rule::accept, "accept", 0)), kCaseName);
INSTANTIATE_TEST_SUITE_P(Patterns, Reject, testing::ValuesIn(Cases(&Rule::reject, "reject", 1000)), kCaseName);

}  // namespace
}  // namespace sluice
