#include "patterns/weights.h"

#include <charconv>
#include <cmath>
#include <vector>

#include "patterns/yaml_reader.h"

namespace sluice {
namespace {

constexpr std::array<std::string_view, kFeatureCount> kNames = {"vendor",
                                                                "checksum",
                                                                "pair",
                                                                "entropy",
                                                                "bigrams",
                                                                "words",
                                                                "transitions",
                                                                "classes",
                                                                "digit",
                                                                "length",
                                                                "quoted",
                                                                "name",
                                                                "operator-assignment",
                                                                "operator-colon",
                                                                "operator-argument",
                                                                "operator-comparison",
                                                                "operator-element",
                                                                "operator-none",
                                                                "file-code",
                                                                "file-config",
                                                                "file-data",
                                                                "file-prose",
                                                                "file-other",
                                                                "comment",
                                                                "test-name"};
constexpr double kMostWeight = 20;

auto Weight(const YamlReader& reader, double* out) {
  return [&reader, out](const YamlNode& node) -> Status {
    SLUICE_TRY(reader.Count(out)(node));
    if (!(std::abs(*out) <= kMostWeight)) return reader.At(node, "expected a number from -20 to 20");
    return {};
  };
}

auto KindReader(const YamlReader& reader, std::string_view what, Weights* out) {
  return [&reader, what, out](const YamlNode& node) -> Status {
    std::vector<YamlKey> keys{{"bias", true, Weight(reader, &out->bias)}};
    for (size_t i = 0; i < kFeatureCount; ++i) keys.push_back({kNames[i], false, Weight(reader, &out->of[i])});
    return reader.Map(node, what, keys);
  };
}

std::string Number(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

}  // namespace

std::string_view FeatureName(Feature feature) { return kNames[static_cast<size_t>(feature)]; }

double Weights::Sum(const FeatureValues& values) const {
  double sum = bias;
  for (size_t i = 0; i < kFeatureCount; ++i) sum += of[i] * values[i];
  return sum;
}

double Weights::Confidence(const FeatureValues& values) const { return 1 / (1 + std::exp(-Sum(values))); }

Result<WeightSet> ParseWeights(std::string_view yaml, const std::string& file) {
  SLUICE_ASSIGN(const YamlNode root, ParseYaml(yaml, file));
  const YamlReader reader(file);
  WeightSet set;
  const auto threshold = [&](const YamlNode& node) -> Status {
    SLUICE_TRY(reader.Count(&set.threshold)(node));
    if (!(set.threshold >= 0 && set.threshold <= 1)) return reader.At(node, "expected a number from 0 to 1");
    return {};
  };
  std::vector<YamlKey> keys{{"threshold", true, threshold}};
  for (const Kind kind : {Kind::kStructured, Kind::kToken, Kind::kPassword})
    keys.push_back({KindName(kind), true, KindReader(reader, KindName(kind), &set.of_kind[static_cast<size_t>(kind)])});
  SLUICE_TRY(reader.Map(root, "the weights", keys));
  return set;
}

std::string WeightsSource(const WeightSet& weights) {
  std::string out =
      "// Written by sluice_embed from scanner/detect/weights.yaml; not to be edited.\n#include \"scanner/detect/features.h\"\n\n"
      "namespace sluice {\n\nconst WeightSet& BuiltinWeights() {\n  static constexpr WeightSet kWeights{" +
      Number(weights.threshold) + ", {{\n";
  for (const Weights& kind : weights.of_kind) {
    out += "      {" + Number(kind.bias) + ", {{";
    for (const double weight : kind.of) out += Number(weight) + ", ";
    out += "}}},\n";
  }
  return out + "  }}};\n  return kWeights;\n}\n\n}  // namespace sluice\n";
}

}  // namespace sluice
