#include "patterns/yaml_node.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

using Type = YamlNode::Type;

YamlNode Parsed(std::string_view yaml) {
  auto node = ParseYaml(yaml, "x.yaml");
  EXPECT_TRUE(node.ok()) << node.error().message;
  return node.ok() ? std::move(node).value() : YamlNode();
}

std::string Refusal(std::string_view yaml) {
  const auto node = ParseYaml(yaml, "x.yaml");
  EXPECT_TRUE(node.ok() || node.error().code == Code::kConfig);
  return node.ok() ? "" : node.error().message;
}

TEST(ParseYaml, ValuesKnowTheirPlaces) {
  const YamlNode root = Parsed("# first\na: b\nc:\n  - 'd'\n  - {e: f}\n");
  ASSERT_EQ(root.type, Type::kMap);
  ASSERT_EQ(root.children.size(), 4U);
  EXPECT_EQ(root.children[1].scalar, "b");
  EXPECT_EQ(root.children[1].line, 2);
  EXPECT_EQ(root.children[1].column, 4);
  const YamlNode& list = root.children[3];
  ASSERT_EQ(list.type, Type::kSequence);
  EXPECT_EQ(list.children[0].line, 4);
  EXPECT_EQ(list.children[0].column, 5);
  EXPECT_EQ(list.children[1].type, Type::kMap);
  EXPECT_EQ(list.children[1].children[1].scalar, "f");
}

TEST(ParseYaml, MissingValueIsPlacedAtItsKey) {
  const YamlNode root = Parsed("a:\n\n\nb: c\n");
  EXPECT_EQ(root.children[1].type, Type::kNull);
  EXPECT_EQ(root.children[1].line, 1);
  EXPECT_EQ(root.children[1].column, 1);
}

TEST(ParseYaml, EmptyFileIsNull) {
  for (const char* yaml : {"", "\n", "# nothing\n", "---\n", "...\n"}) EXPECT_EQ(Parsed(yaml).type, Type::kNull) << yaml;
}

TEST(ParseYaml, LastLineNeedsNoEnd) { EXPECT_EQ(Parsed("a: b").children[1].scalar, "b"); }

TEST(ParseYaml, QuoteThatIsNeverClosedDoesNotTakeTheRest) {
  EXPECT_EQ(Refusal("a: 'b\nc: d\n"), "x.yaml:3:1: not YAML: a quote that is never closed");
  EXPECT_EQ(Refusal("a: \"b"), "x.yaml:2:1: not YAML: a quote that is never closed");
}

TEST(ParseYaml, TextAfterAValueIsExplained) {
  EXPECT_EQ(Refusal("a: [b], c: d\n"),
            "x.yaml:1:7: not YAML: text after a value; begin a new line, or write {key: value, key: value}");
}

TEST(ParseYaml, WhatCanExpandIsRefused) {
  EXPECT_EQ(Refusal("a: &b c\n"), "x.yaml:1:4: an anchor (`&name`); write the value out where it is needed");
  EXPECT_NE(Refusal("a: *b\n"), "");
}

TEST(ParseYaml, KeysAreTextAndStandOnce) {
  EXPECT_EQ(Refusal("a: 1\nb: 2\na: 3\n"), "x.yaml:3:1: the key `a` stands twice");
  EXPECT_EQ(Refusal("? [a]\n: b\n"), "x.yaml:1:3: a key that is no text");
  EXPECT_EQ(Parsed("- a: 1\n- a: 2\n").children.size(), 2U);
}

TEST(ParseYaml, ManyKeysTakeLinearTime) {
  std::string yaml;
  for (int i = 0; i < 20'000; ++i) yaml += "k" + std::to_string(i) + ": v\n";
  EXPECT_EQ(Parsed(yaml).children.size(), 40'000U);
}

TEST(ParseYaml, SecondDocumentIsRefused) {
  EXPECT_EQ(Refusal("a: b\n---\nc: d\n"), "x.yaml:3:1: a second YAML document (`---`), or text after the end of the first");
}

TEST(ParseYaml, NestingIsBounded) {
  EXPECT_EQ(Refusal(std::string(17, '[') + std::string(17, ']')), "x.yaml:1:17: values nested too deeply");
  EXPECT_EQ(Refusal(std::string(16, '[') + std::string(16, ']')), "");
}

}  // namespace
}  // namespace sluice
