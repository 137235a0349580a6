#include "patterns/weights.h"

#include <gtest/gtest.h>

#include <cmath>

namespace sluice {
namespace {

constexpr const char* kYaml =
    "threshold: 0.4\n"
    "structured: {bias: 2}\n"
    "token: {bias: -1, entropy: 0.5, file-config: 0.25}\n"
    "password: {bias: 0}\n";

std::string Refusal(const std::string& yaml) {
  const auto parsed = ParseWeights(yaml, "w.yaml");
  return parsed ? "" : parsed.error().message;
}

TEST(ParseWeights, ReadsEveryKind) {
  const auto parsed = ParseWeights(kYaml, "w.yaml");
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed->threshold, 0.4);
  EXPECT_EQ(parsed->Of(Kind::kStructured).bias, 2);
  EXPECT_EQ(parsed->Of(Kind::kToken).of[static_cast<size_t>(Feature::kEntropy)], 0.5);
  EXPECT_EQ(parsed->Of(Kind::kToken).of[static_cast<size_t>(Feature::kWords)], 0) << "what is not named weighs nothing";
  EXPECT_EQ(parsed->Of(Kind::kPassword).bias, 0);
}

TEST(ParseWeights, MistakesNameTheirPlace) {
  EXPECT_EQ(Refusal("threshold: 0.4\nstructured: {bias: 0}\ntoken: {bias: 0, entrop: 1}\npassword: {bias: 0}\n"),
            "w.yaml:3:18: unknown key `entrop`; did you mean `entropy`?");
  EXPECT_EQ(Refusal("threshold: 2\nstructured: {bias: 0}\ntoken: {bias: 0}\npassword: {bias: 0}\n"),
            "w.yaml:1:12: expected a number from 0 to 1");
  EXPECT_EQ(Refusal("threshold: 0\nstructured: {bias: 21}\ntoken: {bias: 0}\npassword: {bias: 0}\n"),
            "w.yaml:2:20: expected a number from -20 to 20");
  EXPECT_EQ(Refusal("threshold: 0\nstructured: {bias: nan}\ntoken: {bias: 0}\npassword: {bias: 0}\n"),
            "w.yaml:2:20: expected a number from -20 to 20");
  EXPECT_EQ(Refusal("threshold: 0\nstructured: {bias: x}\ntoken: {bias: 0}\npassword: {bias: 0}\n"),
            "w.yaml:2:20: expected a number");
  EXPECT_EQ(Refusal("threshold: 0\nstructured: {}\ntoken: {bias: 0}\npassword: {bias: 0}\n"),
            "w.yaml:2:13: structured lacks the key `bias`");
  EXPECT_EQ(Refusal("threshold: 0\nstructured: {bias: 0}\ntoken: {bias: 0}\n"), "w.yaml:1:1: the weights lacks the key `password`");
}

TEST(Weights, ConfidenceIsTheLogisticOfTheSum) {
  const auto parsed = ParseWeights(kYaml, "w.yaml");
  ASSERT_TRUE(parsed.ok());
  FeatureValues values{};
  values[static_cast<size_t>(Feature::kEntropy)] = 2;
  values[static_cast<size_t>(Feature::kFileConfig)] = 1;
  EXPECT_DOUBLE_EQ(parsed->Of(Kind::kToken).Sum(values), 0.25);
  EXPECT_DOUBLE_EQ(parsed->Of(Kind::kToken).Confidence(values), 1 / (1 + std::exp(-0.25)));
  EXPECT_DOUBLE_EQ(parsed->Of(Kind::kPassword).Confidence(values), 0.5);
}

TEST(WeightsSource, HoldsEveryNumber) {
  const auto parsed = ParseWeights(kYaml, "w.yaml");
  ASSERT_TRUE(parsed.ok());
  const std::string source = WeightsSource(*parsed);
  for (const char* number : {"0.4", "0.5", "0.25", "-1"}) EXPECT_NE(source.find(number), std::string::npos) << number;
}

TEST(FeatureName, IsDifferentForEach) {
  EXPECT_EQ(FeatureName(Feature::kVendor), "vendor");
  EXPECT_EQ(FeatureName(Feature::kOperatorNone), "operator-none");
  EXPECT_EQ(FeatureName(Feature::kFileOther), "file-other");
}

}  // namespace
}  // namespace sluice
