#include "patterns/load.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "patterns/rule_set.h"
#include "tests/testlib/temp_dir.h"

namespace sluice {
namespace {

const std::string kRule =
    "- id: x-one\n"
    "  name: One\n"
    "  provider: x\n"
    "  severity: high\n"
    "  regex: 'one_[0-9]{8}'\n"
    "  lifetime: {class: long-lived, why: it stays}\n"
    "  remedy: Revoke it.\n";

std::string Refusal(const std::string& yaml) {
  const auto rules = ParseRules(yaml, "x.yaml");
  EXPECT_TRUE(rules.ok() || rules.error().code == Code::kConfig);
  return rules.ok() ? "" : rules.error().message;
}

TEST(ParseRules, RuleKnowsWhereItStands) {
  const auto rules = ParseRules("# a comment\n\n" + kRule, "x.yaml");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  ASSERT_EQ(rules->size(), 1U);
  EXPECT_EQ(rules.value()[0].file, "x.yaml");
  EXPECT_EQ(rules.value()[0].line, 3);
}

TEST(ParseRules, EmptyFileHasNoRules) {
  EXPECT_TRUE(ParseRules("", "x.yaml")->empty());
  EXPECT_TRUE(ParseRules("# nothing\n", "x.yaml")->empty());
}

TEST(ParseRules, IdTwiceNamesBothPlaces) {
  EXPECT_EQ(Refusal(kRule + kRule), "x.yaml:8: the id `x-one` is taken by the rule at x.yaml:1");
}

TEST(ParseRules, EveryBrokenRuleIsNamed) {
  const std::string refusal = Refusal("- id: a\n  nme: x\n- id: b\n  severity: huge\n");
  EXPECT_NE(refusal.find("x.yaml:2:3: unknown key `nme`; did you mean `name`?"), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("x.yaml:4:13: expected one of info"), std::string::npos) << refusal;
}

TEST(ParseRules, AnchorsAliasesAndSecondDocumentsAreRefused) {
  EXPECT_NE(Refusal("- &a\n  id: x\n").find(": an anchor"), std::string::npos);
  EXPECT_NE(Refusal("- id: &a x\n").find("an anchor"), std::string::npos);
  EXPECT_NE(Refusal("- id: x\n- *a\n").find("x.yaml:2"), std::string::npos);
  EXPECT_NE(Refusal(kRule + "---\n" + kRule).find("second YAML document"), std::string::npos);
}

TEST(ParseRules, KeyTwiceIsRefused) { EXPECT_EQ(Refusal("- id: a\n  id: b\n"), "x.yaml:2:3: the key `id` stands twice"); }

TEST(ParseRules, BrokenYamlNamesTheLine) { EXPECT_EQ(Refusal("- id: a\n  name: [b\n  docs: c\n").find("x.yaml:3:"), 0U); }

TEST(ParseRules, ListIsExpectedAtTheTop) {
  EXPECT_NE(Refusal("id: a\n").find("x.yaml:1:1: expected a list"), std::string::npos);
  EXPECT_NE(Refusal("- a\n").find("x.yaml:1:3: a rule must be a map"), std::string::npos);
}

TEST(ParseRules, DeepNestingIsRefused) {
  EXPECT_NE(Refusal("- id: " + std::string(30, '[') + std::string(30, ']')).find("nested too deeply"), std::string::npos);
  EXPECT_NE(Refusal("- id: " + std::string(100000, '[')), "");
  EXPECT_NE(Refusal(std::string(100000, '{')), "");
}

TEST(ParseRules, HugeFileIsRefused) {
  EXPECT_NE(Refusal(std::string((16u << 20) + 1, '#')).find("larger than 16 MiB"), std::string::npos);
}

TEST(LoadRules, FolderIsReadInTheOrderOfItsNames) {
  const testlib::TempDir dir;
  std::ofstream(dir.path() / "b.yaml") << kRule;
  std::filesystem::create_directory(dir.path() / "a");
  std::string second = kRule;
  second.replace(second.find("x-one"), 5, "x-two");
  std::ofstream(dir.path() / "a" / "z.yml") << second;
  std::ofstream(dir.path() / "notes.txt") << "not: [yaml";
  ASSERT_EQ(mkfifo((dir.path() / "pipe.yaml").c_str(), 0600), 0);  // opening it would wait for a writer
  const auto rules = LoadRules(dir.path().string());
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_EQ(rules.value()[0].id, "x-two");
  EXPECT_EQ(rules.value()[1].id, "x-one");
}

TEST(LoadRules, IdInTwoFilesNamesBoth) {
  const testlib::TempDir dir;
  std::ofstream(dir.path() / "a.yaml") << kRule;
  std::ofstream(dir.path() / "b.yaml") << kRule;
  const auto rules = LoadRules(dir.path().string());
  ASSERT_FALSE(rules.ok());
  EXPECT_NE(rules.error().message.find("b.yaml:1: the id `x-one` is taken by the rule at"), std::string::npos)
      << rules.error().message;
}

TEST(LoadRules, FolderWithoutRulesIsNamed) {
  const testlib::TempDir dir;
  std::ofstream(dir.path() / "rules.txt") << kRule;
  const auto rules = LoadRules(dir.path().string());
  ASSERT_FALSE(rules.ok());
  EXPECT_NE(rules.error().message.find(dir.path().string() + ": holds no rule file"), std::string::npos) << rules.error().message;
}

TEST(LoadRules, MissingFileIsNamed) {
  const auto rules = LoadRules("nowhere/rules.yaml");
  ASSERT_FALSE(rules.ok());
  EXPECT_NE(rules.error().message.find("nowhere/rules.yaml"), std::string::npos);
}

// sluice_embed wrote them: what it read from the files and what the program holds are the same rules.
TEST(BuiltinRules, DigestIsThatOfTheRules) {
  const auto set = RuleSet::Make(BuiltinRules().value());
  ASSERT_TRUE(set.ok()) << set.error().message;
  EXPECT_EQ(BuiltinRulesDigest(), set->digest());
}

TEST(BuiltinRules, AreTheRulesOfTheFiles) {
  const auto builtin = BuiltinRules();
  ASSERT_TRUE(builtin.ok());
  auto files = LoadRules(SLUICE_SOURCE_DIR "/patterns");
  ASSERT_TRUE(files.ok()) << files.error().message;
  std::ranges::sort(files.value(), {}, &Rule::id);
  ASSERT_EQ(builtin->size(), files->size());
  for (size_t i = 0; i < builtin->size(); ++i) {
    EXPECT_EQ(builtin.value()[i].id, files.value()[i].id);
    EXPECT_EQ(builtin.value()[i].regex, files.value()[i].regex);
    EXPECT_EQ(builtin.value()[i].file.find("patterns/"), 0U);
    EXPECT_TRUE(builtin.value()[i].accept.empty());
  }
}

}  // namespace
}  // namespace sluice
