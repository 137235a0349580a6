// Which signals tell random values from names, and what each costs.
#include <algorithm>

#include "scanner/detect/bigrams.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/features.h"
#include "scanner/detect/mask.h"
#include "scanner/detect/placeholder.h"
#include "tests/scanner/detect/facts_fixture.h"

namespace sluice {
namespace {

using testlib::Forged;
using testlib::FoundIn;
using testlib::IsFound;
using testlib::IsQuiet;

constexpr const char* kAlphabets[] = {"hex", "base36", "base62", "base64url"};

// Of `count` random values of every alphabet of this length, those for which `holds`.
template <class Predicate>
double Share(size_t length, Predicate holds) {
  constexpr uint64_t kCount = 250;
  int held = 0;
  for (const char* alphabet : kAlphabets) {
    const std::string form = std::string("${") + alphabet + ":" + std::to_string(length) + "}";
    for (uint64_t i = 0; i < kCount; ++i) held += holds(Forged(form, i)) ? 1 : 0;
  }
  return held / (kCount * 1.0 * std::size(kAlphabets));
}

const std::vector<std::string>& Names() {
  static const std::vector<std::string> names{
      "configurationPropertyValue",   "getUserAccessToken2",         "aws_secretsmanager_secret",  "X-Amz-Security-Token",
      "org.springframework.security", "NEXT_PUBLIC_SUPABASE_KEY_V2", "my-kubernetes-secret-name1", "tokenExpirationDateTime",
      "RefreshTokenRepository2",      "oauth2ClientCredentials",     "session_token_cookie_name",  "encryptionKeyProvider01"};
  return names;
}

// 46: a list of words must not grow hungrier with the length of the value.
TEST(FactsGates, SuppressionWordsSpareLongValues) {
  for (const size_t length : {32, 64, 100})
    EXPECT_LE(Share(length, [](const std::string& value) { return MaskOrSample(value, 0) || AsksForAValue(value); }), 0.005)
        << length;
}

// 49, 55: one number cannot fit all alphabets and lengths.
TEST(FactsGates, TheFloorOfEntropyFitsAlphabetAndLength) {
  for (const size_t length : {12, 16, 32, 64}) {
    const auto passes = [](const std::string& value) {
      return ShannonBits(value) >= RandomEntropyFloor(value.size(), AlphabetSize(value));
    };
    EXPECT_GE(Share(length, passes), 0.99) << length;
  }
  EXPECT_LT(Share(12, [](const std::string& value) { return ShannonBits(value) >= 3.5; }), 0.5) << "a fixed one loses most of them";
}

// 53, 54, 57: bigrams and words tell names from random values; together they need no tokenizer.
TEST(FactsGates, BigramsAndWordsTellNamesFromRandomValues) {
  const auto is_random = [](const std::string& value) { return BigramCost(value) > RandomBigramFloor(value.size()); };
  EXPECT_GE(Share(24, is_random), 0.999);
  EXPECT_GE(Share(24, [](const std::string& value) { return WordShare(value) < 0.4; }), 0.999);
  for (const std::string& name : Names())
    EXPECT_TRUE(BigramCost(name) < RandomBigramFloor(name.size()) + 1 || WordShare(name) >= 0.4) << name;
}

// 54, 57, 63: what names are, in quotes beside a word for a secret.
TEST(FactsGates, NamesAreNoTokens) {
  for (const std::string& name : Names()) EXPECT_TRUE(IsQuiet("api_token_x_key = \"" + name + "\"\n", "main.go")) << name;
}

// 56: four fifths of the noise hold no digit; short random values and passwords may.
TEST(FactsGates, ADigitIsAskedOfLongTokensOnly) {
  EXPECT_TRUE(IsQuiet("api_key = \"kQzWmBtRvxLpHjYnDfGsCkQzWmBtRvxLpHjYn\"\n", "main.go"));
  const std::string letters = "kQzWmBtRvxLpHjYn", fewer = letters.substr(0, 12);
  EXPECT_TRUE(IsFound("api_key = \"" + letters + "\"\n", letters, "main.go"));
  EXPECT_TRUE(IsFound("password = \"" + fewer + "\"\n", fewer, "main.go"));
}

// 58: walks over a keyboard or an alphabet.
TEST(FactsGates, WalksAreNotRandom) {
  for (const char* value : {"qwertyuiopasdfgh12", "abcdefghijklmnop12", "poiuytrewqlkjhgf34"})
    EXPECT_NE(MaskOrSample(value, 0), nullptr) << value;
  EXPECT_LE(Share(32, [](const std::string& value) { return MaskOrSample(value, 0) != nullptr; }), 0.005);
}

// 59, 60: operator and file weigh.
TEST(FactsGates, OperatorAndFileWeigh) {
  const Weights& token = BuiltinWeights().Of(Kind::kToken);
  const auto weight = [&](Feature feature) { return token.of[static_cast<size_t>(feature)]; };
  EXPECT_GT(weight(Feature::kOperatorAssignment), weight(Feature::kOperatorArgument));
  EXPECT_GT(weight(Feature::kOperatorColon), weight(Feature::kOperatorArgument));
  EXPECT_GT(weight(Feature::kFileConfig), weight(Feature::kFileCode));
  EXPECT_LT(weight(Feature::kFileProse), weight(Feature::kFileCode));
}

// 59: the key stands beside its value, not somewhere in the window before.
TEST(FactsGates, AWordFurtherAwayIsNoName) {
  const std::string value = testlib::RandomToken();
  EXPECT_TRUE(IsQuiet("the token is made of letters and then comes id \"" + value + "\"\n", "a.txt"));
  EXPECT_TRUE(IsQuiet("secret = load()\nid = \"" + value + "\"\n", "a.py"));
}

}  // namespace
}  // namespace sluice
