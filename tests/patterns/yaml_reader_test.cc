#include "patterns/yaml_reader.h"

#include <gtest/gtest.h>

#include <array>

#include "patterns/rule.h"

namespace sluice {
namespace {

struct Sample {
  std::string name;
  int count = 0;
  std::vector<std::string> words;
  Severity severity = Severity::kInfo;
};

Status Read(std::string_view yaml, Sample* sample) {
  const std::string file = "x.yaml";
  const auto root = ParseYaml(yaml, file);
  if (!root) return root.error();
  const YamlReader reader(file);
  const auto read_word = [&](const YamlNode& node, std::string* word) { return reader.Text(word)(node); };
  return reader.Map(root.value(), "a sample",
                    {{"name", true, reader.Text(&sample->name)},
                     {"count", false, reader.Count(&sample->count)},
                     {"words", false, reader.List<std::string>(&sample->words, read_word)},
                     {"severity", false, reader.Name<Severity>(&sample->severity, ParseSeverity, "info to critical")}});
}

std::string Refusal(std::string_view yaml) {
  Sample sample;
  const Status status = Read(yaml, &sample);
  return status.ok() ? "" : status.error().message;
}

TEST(YamlReader, FieldsAreFilled) {
  Sample sample;
  ASSERT_TRUE(Read("{name: a, count: -3, words: [b, c], severity: high}\n", &sample).ok());
  EXPECT_EQ(sample.name, "a");
  EXPECT_EQ(sample.count, -3);
  EXPECT_EQ(sample.words, (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(sample.severity, Severity::kHigh);
}

TEST(YamlReader, UnknownKeyNamesTheNearestOrAll) {
  EXPECT_EQ(Refusal("name: a\ncuont: 3\n"), "x.yaml:2:1: unknown key `cuont`; did you mean `count`?");
  EXPECT_EQ(Refusal("{name: a, zzzzzz: 3}\n"), "x.yaml:1:11: unknown key `zzzzzz`; there are name, count, words, severity");
}

TEST(YamlReader, HugeUnknownKeyIsShownInPart) { EXPECT_LT(Refusal(std::string(900, 'k') + ": a\n").size(), 200U); }

TEST(YamlReader, RequiredKeyIsMissed) { EXPECT_EQ(Refusal("count: 3\n"), "x.yaml:1:1: a sample lacks the key `name`"); }

TEST(YamlReader, WrongTypesAreRefusedWhereTheyStand) {
  EXPECT_EQ(Refusal("[a]\n"), "x.yaml:1:1: a sample must be a map of keys and values");
  EXPECT_EQ(Refusal("name: [a]\n"), "x.yaml:1:7: expected text");
  EXPECT_EQ(Refusal("name:\n"), "x.yaml:1:1: expected text");
  EXPECT_EQ(Refusal("{name: a, count: 3x}\n"), "x.yaml:1:18: expected a number");
  EXPECT_EQ(Refusal("{name: a, count: }\n"), "x.yaml:1:11: expected a number");
  EXPECT_EQ(Refusal("{name: a, count: 99999999999}\n"), "x.yaml:1:18: expected a number");
  EXPECT_EQ(Refusal("{name: a, words: b}\n"), "x.yaml:1:18: expected a list");
  EXPECT_EQ(Refusal("{name: a, words: [b, [c]]}\n"), "x.yaml:1:22: expected text");
  EXPECT_EQ(Refusal("{name: a, severity: huge}\n"), "x.yaml:1:21: expected one of info to critical");
}

TEST(NearestName, OnlyMisspellingsCount) {
  constexpr auto kNames = std::to_array<std::string_view>({"paths", "regex", "why"});
  EXPECT_EQ(NearestName("path", kNames), "paths");
  EXPECT_EQ(NearestName("regexp", kNames), "regex");
  EXPECT_EQ(NearestName("description", kNames), std::nullopt);
  EXPECT_EQ(NearestName("x", {}), std::nullopt);
}

}  // namespace
}  // namespace sluice
