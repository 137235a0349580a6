#include "import/write_yaml.h"

#include <gtest/gtest.h>

#include "config/load.h"
#include "patterns/load.h"

namespace sluice {
namespace {

const std::vector<std::string> kOddTexts{"it's", "a: b # c", "- x",  "\ttab\nline\x01", "\"quoted\\\"", "é…", "'", "{[]}",
                                         "yes",  "~",        " lead"};

TEST(WriteRules, ReadsBackAsItWas) {
  std::vector<Rule> rules;
  for (const std::string& text : kOddTexts) {
    Rule rule;
    rule.id = "rule-" + std::to_string(rules.size());
    rule.name = text;
    rule.provider = "imported";
    rule.severity = Severity::kHigh;
    rule.regex = "a'[\"\\s]{1,3}" + std::string(1, static_cast<char>('a' + rules.size()));
    rule.entropy = EntropyGate{"printable", 3.25};
    rule.near = Near{{"x y", "it's"}, 1000};
    rule.remedy = text + ".";
    rules.push_back(rule);
  }
  const auto read = ParseRules(WriteRules(rules, "comment"), "r.yaml");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), rules.size());
  for (size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ((*read)[i].id, rules[i].id);
    EXPECT_EQ((*read)[i].name, rules[i].name);
    EXPECT_EQ((*read)[i].regex, rules[i].regex);
    EXPECT_EQ((*read)[i].remedy, rules[i].remedy);
    EXPECT_EQ((*read)[i].entropy->min_bits_per_char, 3.25);
    EXPECT_EQ((*read)[i].near->words, rules[i].near->words);
    EXPECT_EQ((*read)[i].severity, Severity::kHigh);
  }
}

TEST(WriteRules, NoRulesAreAnEmptyFile) { EXPECT_TRUE(ParseRules(WriteRules({}, "c"), "r.yaml")->empty()); }

TEST(WriteSettings, ReadsBackAsItWas) {
  AllowEntry entry;
  entry.why = "it's\nso";
  entry.paths = kOddTexts;
  std::erase_if(entry.paths, [](const std::string& text) { return text.find_first_of("{[") != std::string::npos; });
  entry.path_regexes = {"(^|/)a'b", std::string(200, 'x')};
  entry.regexes = {"\\.md$"};
  entry.commits = {"0123456789", "abcdef0"};
  entry.rules = {"jwt"};
  AllowEntry all;
  all.why = "x";
  all.paths = {"/a"};
  all.commits = {"1234567"};
  all.needs_all = true;
  const auto read = ParseConfig(WriteSettings({"default", "r.yaml"}, {entry, all}, "comment"), "c.yaml");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->extends, (std::vector<std::string>{"default", "r.yaml"}));
  ASSERT_EQ(read->allow.size(), 2U);
  EXPECT_EQ(read->allow[0].why, entry.why);
  EXPECT_EQ(read->allow[0].paths, entry.paths);
  EXPECT_EQ(read->allow[0].path_regexes, entry.path_regexes);
  EXPECT_EQ(read->allow[0].regexes, entry.regexes);
  EXPECT_EQ(read->allow[0].commits, entry.commits);
  EXPECT_EQ(read->allow[0].rules, entry.rules);
  EXPECT_TRUE(read->allow[1].needs_all);
}

}  // namespace
}  // namespace sluice
