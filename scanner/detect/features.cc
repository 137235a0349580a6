#include "scanner/detect/features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/ascii.h"
#include "scanner/detect/bigrams.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/placeholder.h"
#include "scanner/detect/secret_name.h"

namespace sluice {
namespace {

constexpr size_t kFewestForBigrams = 8;

double& At(FeatureValues* values, Feature feature) { return (*values)[static_cast<size_t>(feature)]; }

double BigramMargin(std::string_view value) {
  if (value.size() < kFewestForBigrams || std::ranges::all_of(value, IsDigit)) return 0;
  return std::clamp(BigramCost(value) - RandomBigramFloor(value.size()), -2.0, 2.0);
}

double EntropyMargin(std::string_view value) {
  const std::string_view part = RandomPart(value);
  const double margin = std::max(ShannonBits(value) - RandomEntropyFloor(value), ShannonBits(part) - RandomEntropyFloor(part));
  return std::clamp(margin, -1.0, 1.0);
}

Feature OperatorOf(std::string_view between) {
  const auto has = [&](std::string_view sign) { return between.find(sign) != between.npos; };
  if (has("==") || has("!=")) return Feature::kOperatorComparison;
  if (has("=") || has("<-")) return Feature::kOperatorAssignment;
  if (has(":")) return Feature::kOperatorColon;
  if (has("(") || has(",")) return Feature::kOperatorArgument;
  return has(">") ? Feature::kOperatorElement : Feature::kOperatorNone;
}

Feature FileOf(FileKind file) {
  switch (file) {
    case FileKind::kCode:
      return Feature::kFileCode;
    case FileKind::kConfig:
      return Feature::kFileConfig;
    case FileKind::kData:
      return Feature::kFileData;
    case FileKind::kProse:
      return Feature::kFileProse;
    case FileKind::kUnknown:
    case FileKind::kLocale:
    case FileKind::kBundle:
    case FileKind::kLock:
    case FileKind::kSealed:
      break;
  }
  return Feature::kFileOther;
}

}  // namespace

// A mark without a blank behind it may be a directive (`#define`) or an option.
bool IsComment(std::string_view line) {
  static constexpr auto kMarks =
      std::to_array<std::string_view>({"# ", "## ", "// ", "/// ", "* ", "/* ", "/** ", "-- ", "; ", "<!-- ", "REM "});
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return line.starts_with(mark); });
}

bool NamesASecret(std::string_view key) {
  std::string letters;
  for (const char c : key) {
    if (IsAlpha(c)) letters += ToLower(c);
  }
  static constexpr auto kEndings = std::to_array<std::string_view>(
      {"password", "passwd",     "passphrase",  "passwort",      "pwd",        "secret",    "secrets",
       "token",    "credential", "credentials", "apikey",        "accesskey",  "secretkey", "privatekey",
       "authkey",  "masterkey",  "signingkey",  "encryptionkey", "accountkey", "servicekey"});
  return std::ranges::any_of(kEndings, [&](std::string_view ending) { return letters.ends_with(ending); });
}

FeatureValues MeasureNamed(const Rule& rule, std::string_view value, const ValueContext& context) {
  FeatureValues values{};
  const auto any = [&](auto predicate) { return std::ranges::any_of(value, predicate) ? 1.0 : 0.0; };
  const auto is_sign = [](char c) { return !IsAlnum(c); };
  At(&values, Feature::kVendor) = rule.provider == "generic" ? 0 : 1;
  At(&values, Feature::kEntropy) = EntropyMargin(value);
  At(&values, Feature::kBigrams) = BigramMargin(value);
  At(&values, Feature::kWords) = WordShare(value);
  At(&values, Feature::kTransitions) = ClassTransitions(value);
  At(&values, Feature::kClasses) = std::max(0.0, any(IsLower) + any(IsUpper) + any(IsDigit) + any(is_sign) - 1);
  At(&values, Feature::kDigit) = any(IsDigit);
  At(&values, Feature::kLength) = std::clamp(std::log2(static_cast<double>(std::max<size_t>(1, value.size())) / 16), -2.0, 2.0);
  At(&values, Feature::kQuoted) = context.is_quoted ? 1 : 0;
  At(&values, Feature::kName) = NamesASecret(context.key) ? 1 : 0;
  At(&values, OperatorOf(context.between)) = 1;
  At(&values, FileOf(context.file)) = 1;
  At(&values, Feature::kComment) = context.file != FileKind::kProse && IsComment(context.line) ? 1 : 0;
  At(&values, Feature::kTestName) = NamesATest(context.key) ? 1 : 0;
  return values;
}

FeatureValues MeasureStructured(const Rule& rule, bool is_paired) {
  FeatureValues values{};
  At(&values, Feature::kChecksum) = rule.checksum.empty() ? 0 : 1;
  At(&values, Feature::kPair) = is_paired ? 1 : 0;
  return values;
}

}  // namespace sluice
