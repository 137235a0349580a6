// The price of all gates together: how many random values are taken for something else. A suppression list or a weight that costs
// more than half a per cent of them costs real secrets, whatever noise it keeps out.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "patterns/forge_keys.h"
#include "scanner/detect/judge_match.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

constexpr std::string_view kDigits = "0123456789", kLower = "abcdefghijklmnopqrstuvwxyz", kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const std::map<std::string, std::string>& Alphabets() {
  static const auto join = [](auto... parts) { return (std::string(parts) + ...); };
  static const std::map<std::string, std::string> alphabets{{"hex", join(kDigits, "abcdef")},
                                                            {"upper hex", join(kDigits, "ABCDEF")},
                                                            {"base32", join(kUpper, "234567")},
                                                            {"base36", join(kDigits, kLower)},
                                                            {"base62", join(kDigits, kLower, kUpper)},
                                                            {"base64", join(kDigits, kLower, kUpper, "+/")},
                                                            {"base64url", join(kDigits, kLower, kUpper, "-_")}};
  return alphabets;
}

struct Surroundings {
  std::string before, after;
  FileKind file;
};
const Surroundings kGood{"api_key = \"", "\"", FileKind::kCode};
const Surroundings kPoor{"api-keys: ", "", FileKind::kProse};

struct Loss {
  int lost = 0, of = 0;
  std::map<std::string, int> why;
  double Share() const { return static_cast<double>(lost) / of; }
};

void Judge(const Rule& rule, const Surroundings& around, const std::string& value, Loss* loss) {
  const std::string text = around.before + value + around.after;
  const ByteRange secret{around.before.size(), around.before.size() + value.size()};
  static std::map<std::string, std::unique_ptr<RuleExpressions>> expressions;
  auto& compiled = expressions[rule.id];
  if (compiled == nullptr) compiled = std::make_unique<RuleExpressions>(rule);
  const Verdict verdict = JudgeMatch(rule, *compiled, text, {{0, text.size()}, secret}, around.file);
  ++loss->of;
  if (verdict.at == Stage::kReported) return;
  ++loss->lost;
  ++loss->why[verdict.because];
}

// `count` values of every alphabet and length from `shortest` on.
Loss Measure(const Rule& rule, const Surroundings& around, size_t shortest, int count) {
  Loss loss;
  for (const auto& [name, symbols] : Alphabets()) {
    for (const size_t length : {12, 16, 20, 24, 32, 40, 64, 128}) {
      if (length < shortest) continue;
      ForgeRandom random(length * 1000 + symbols.size());
      std::string value(length, ' ');
      for (int i = 0; i < count; ++i) {
        for (char& c : value) c = symbols[random.Below(symbols.size())];
        Judge(rule, around, value, &loss);
      }
    }
  }
  return loss;
}

Rule TokenRule(const std::string& provider) {
  Rule rule = testlib::TestRule("x-" + provider, "x");
  rule.kind = Kind::kToken;
  rule.provider = provider;
  return rule;
}

std::string Why(const Loss& loss) {
  std::string why;
  for (const auto& [because, count] : loss.why) why += because + ": " + std::to_string(count) + "\n";
  return why;
}

constexpr double kMost = 0.005;

// The expressions of generic rules propose 16 characters and more.
TEST(AllGates, GenericTokensAreHardlyEverLost) {
  const Loss loss = Measure(TokenRule("generic"), kGood, 16, 100);
  EXPECT_LE(loss.Share(), kMost) << Why(loss);
}

TEST(AllGates, NorInPoorSurroundings) {
  const Loss loss = Measure(TokenRule("generic"), kPoor, 16, 100);
  EXPECT_LE(loss.Share(), kMost) << Why(loss);
}

TEST(AllGates, NorAreShortTokensOfAProvider) {
  const Loss loss = Measure(TokenRule("acme"), kPoor, 12, 100);
  EXPECT_LE(loss.Share(), kMost) << Why(loss);
}

// The test of the test: what is not random is lost.
TEST(AllGates, NamesAreLost) {
  Loss loss;
  for (const char* value : {"configurationPropertyValue", "access-token-provider-v2", "THE_NAME_OF_THE_VARIABLE_IN_CI"})
    Judge(TokenRule("generic"), kGood, value, &loss);
  EXPECT_EQ(loss.Share(), 1);
}

}  // namespace
}  // namespace sluice
