#include "scanner/detect/features.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::Forged;

Rule NamedRule(Kind kind, const std::string& provider = "generic") {
  Rule rule = testlib::TestRule("x", "x");
  rule.kind = kind;
  rule.provider = provider;
  return rule;
}

FeatureValues Measured(const std::string& text, const std::string& value, FileKind file = FileKind::kConfig,
                       const Rule& rule = NamedRule(Kind::kToken)) {
  const size_t begin = text.find(value);
  const ValueContext context = ReadContext(text, {0, text.size()}, {begin, begin + value.size()}, file);
  return MeasureNamed(rule, value, context);
}

double Of(const FeatureValues& values, Feature feature) { return values[static_cast<size_t>(feature)]; }

double Confidence(Kind kind, const std::string& text, const std::string& value, FileKind file = FileKind::kConfig,
                  const std::string& provider = "generic") {
  return BuiltinWeights().Of(kind).Confidence(Measured(text, value, file, NamedRule(kind, provider)));
}

TEST(MeasureNamed, TheValueItself) {
  const std::string random = Forged("${base62:32}");
  const FeatureValues values = Measured("k = " + random, random);
  EXPECT_GT(Of(values, Feature::kEntropy), 0);
  EXPECT_GT(Of(values, Feature::kBigrams), 1);
  EXPECT_LT(Of(values, Feature::kWords), 0.3);
  EXPECT_GT(Of(values, Feature::kTransitions), 0.3);
  EXPECT_EQ(Of(values, Feature::kClasses), 2);
  EXPECT_EQ(Of(values, Feature::kDigit), 1);
  EXPECT_DOUBLE_EQ(Of(values, Feature::kLength), 1);
  const FeatureValues name = Measured("k = configurationPropertyValue", "configurationPropertyValue");
  EXPECT_LT(Of(name, Feature::kBigrams), 0);
  EXPECT_GT(Of(name, Feature::kWords), 0.7);
  EXPECT_EQ(Of(name, Feature::kDigit), 0);
}

TEST(MeasureNamed, NumbersAreBounded) {
  for (const std::string& value : {std::string("x"), std::string(500, 'x'), Forged("${base62:400}")}) {
    const FeatureValues values = Measured("k = " + value, value);
    EXPECT_LE(std::abs(Of(values, Feature::kEntropy)), 1);
    EXPECT_LE(std::abs(Of(values, Feature::kBigrams)), 2);
    EXPECT_LE(std::abs(Of(values, Feature::kLength)), 2);
  }
}

TEST(MeasureNamed, ALineThatIsAComment) {
  for (const char* text : {"# key = v4lue", "  // key = v4lue", "\t * key: v4lue", "-- key = v4lue", "<!-- key = v4lue -->"})
    EXPECT_EQ(Of(Measured(text, "v4lue"), Feature::kComment), 1) << text;
  for (const char* text : {"key = v4lue", "#define key v4lue", "--key v4lue", "key = v4lue  # why", "*key = v4lue"})
    EXPECT_EQ(Of(Measured(text, "v4lue"), Feature::kComment), 0) << text;
  EXPECT_EQ(Of(Measured("# key = v4lue", "v4lue", FileKind::kProse), Feature::kComment), 0) << "a heading";
}

TEST(MeasureNamed, OneOperatorAndOneFile) {
  const auto is_operator = [](const char* text, Feature feature) { return Of(Measured(text, "v4lue"), feature) == 1; };
  EXPECT_TRUE(is_operator("key = v4lue", Feature::kOperatorAssignment));
  EXPECT_TRUE(is_operator("key := \"v4lue\"", Feature::kOperatorAssignment));
  EXPECT_TRUE(is_operator("\"key\": \"v4lue\"", Feature::kOperatorColon));
  EXPECT_TRUE(is_operator("key(\"v4lue\")", Feature::kOperatorArgument));
  EXPECT_TRUE(is_operator("key == \"v4lue\"", Feature::kOperatorComparison));
  EXPECT_TRUE(is_operator("<key>v4lue</key>", Feature::kOperatorElement));
  EXPECT_TRUE(is_operator("--key v4lue", Feature::kOperatorNone));
  for (const FileKind file :
       {FileKind::kUnknown, FileKind::kCode, FileKind::kConfig, FileKind::kData, FileKind::kProse, FileKind::kLock}) {
    const FeatureValues values = Measured("key = v4lue", "v4lue", file);
    double files = 0, operators = 0;
    for (auto i = static_cast<size_t>(Feature::kOperatorAssignment); i <= static_cast<size_t>(Feature::kOperatorNone); ++i)
      operators += values[i];
    for (auto i = static_cast<size_t>(Feature::kFileCode); i <= static_cast<size_t>(Feature::kFileOther); ++i) files += values[i];
    EXPECT_EQ(operators, 1);
    EXPECT_EQ(files, 1);
  }
}

TEST(NamesASecret, WholeEndingsOnly) {
  for (const char* key : {"password", "DB_PASSWORD", "client_secret", "X-Api-Key", "authToken", "apiKey2"})
    EXPECT_TRUE(NamesASecret(key)) << key;
  for (const char* key : {"", "key", "passwordPolicy", "tokenizer", "secretary"}) EXPECT_FALSE(NamesASecret(key)) << key;
}

TEST(Confidence, MoreEvidenceIsMoreConfidence) {
  const std::string value = Forged("${base62:32}");
  const double bare = Confidence(Kind::kToken, "my-key " + value, value, FileKind::kUnknown);
  const double named = Confidence(Kind::kToken, "api_key = " + value, value, FileKind::kUnknown);
  const double quoted = Confidence(Kind::kToken, "api_key = \"" + value + "\"", value, FileKind::kUnknown);
  const double vendor = Confidence(Kind::kToken, "api_key = \"" + value + "\"", value, FileKind::kUnknown, "acme");
  EXPECT_GT(bare, BuiltinWeights().threshold);
  EXPECT_LT(bare, named);
  EXPECT_LT(named, quoted);
  EXPECT_LT(quoted, vendor);
  EXPECT_LT(vendor, 1);
}

TEST(Confidence, PasswordsAreNotAskedForRandomness) {
  EXPECT_GT(Confidence(Kind::kPassword, "password = hunterxx", "hunterxx"), BuiltinWeights().threshold);
  EXPECT_GT(Confidence(Kind::kPassword, "password = \"hunter2\"", "hunter2", FileKind::kCode), BuiltinWeights().threshold);
}

TEST(MeasureStructured, ChecksumAndPairAddUp) {
  Rule rule = NamedRule(Kind::kStructured);
  const Weights& weights = BuiltinWeights().Of(Kind::kStructured);
  EXPECT_NEAR(weights.Confidence(MeasureStructured(rule, false)), 0.90, 0.01);
  EXPECT_GE(weights.Confidence(MeasureStructured(rule, true)), 0.97);
  rule.checksum = "jwt";
  EXPECT_NEAR(weights.Confidence(MeasureStructured(rule, false)), 0.98, 0.01);
}

}  // namespace
}  // namespace sluice
