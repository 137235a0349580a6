// Weights: how much each thing seen of a value and its surroundings adds to the confidence that it is a secret. Data, read from
// scanner/detect/weights.yaml, which says what each is for; measured by scanner/detect/features.h.
//
// A confidence is 1 / (1 + exp(-sum)), the sum that of `bias` and of weight times value of every feature: so 0 is as likely as not,
// and each term can be read alone (`sluice rules explain`).
// Thread-safe: no state. Errors are Code::kConfig and read "file:line:column: what is wrong".
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "patterns/rule.h"

namespace sluice {

// In the order in which they are explained.
enum class Feature : uint8_t {
  kVendor,       // 1 when the rule names a provider
  kChecksum,     // 1 when the rule has one (and it holds)
  kPair,         // 1 beside the other half
  kEntropy,      // bits per character above the floor of random values of this alphabet and length, -1 to 1
  kBigrams,      // bits per pair of characters above the floor of random values of this length, -2 to 2; 0 below 8 characters
  kWords,        // share of letters that belong to known words, 0 to 1
  kTransitions,  // share of neighbours of different classes, 0 to 1
  kClasses,      // classes of characters beyond the first, 0 to 3
  kDigit,        // 1 when there is one
  kLength,       // log2(length / 16), -2 to 2
  kQuoted,       // 1 in quotes or between tags
  kName,         // 1 when the name before it ends with a word for a secret
  kOperatorAssignment,  // exactly one of the operators is 1
  kOperatorColon,
  kOperatorArgument,
  kOperatorComparison,
  kOperatorElement,
  kOperatorNone,
  kFileCode,  // exactly one of the files is 1
  kFileConfig,
  kFileData,
  kFileProse,
  kFileOther,
  kComment,   // 1 on a line that is a comment; these two rank a match and never decide whether it is one
  kTestName,  // 1 when the name says that it is of a test
};
inline constexpr size_t kFeatureCount = static_cast<size_t>(Feature::kTestName) + 1;
std::string_view FeatureName(Feature feature);  // "entropy", "operator-colon", ...

using FeatureValues = std::array<double, kFeatureCount>;

struct Weights {
  double bias = 0;
  FeatureValues of{};  // 0 for what does not count

  double Sum(const FeatureValues& values) const;
  double Confidence(const FeatureValues& values) const;
};

struct WeightSet {
  double threshold = 0;  // a confidence below it is not reported
  std::array<Weights, 3> of_kind;
  const Weights& Of(Kind kind) const { return of_kind[static_cast<size_t>(kind)]; }
};

// `file` names the text in messages. Every kind must be there; weights must lie within -20 and 20.
Result<WeightSet> ParseWeights(std::string_view yaml, const std::string& file);

// C++ source that defines BuiltinWeights() as these weights.
std::string WeightsSource(const WeightSet& weights);

}  // namespace sluice
