#include "scanner/detect/bigrams.h"

#include <algorithm>
#include <cmath>

#include "base/ascii.h"
#include "scanner/detect/bigram_table.h"

namespace sluice {
namespace {

constexpr size_t kOther = kBigramCost.size() - 1;

size_t SymbolOf(char c) {
  constexpr std::string_view kSigns = "_-./ ";
  if (IsAlpha(c)) return static_cast<size_t>(ToLower(c) - 'a');
  if (IsDigit(c)) return static_cast<size_t>(26 + c - '0');
  return std::min(kSigns.find(c), kOther - 36) + 36;
}

}  // namespace

double BigramCost(std::string_view value) {
  size_t pairs = 0, cost = 0;
  for (size_t i = 1; i < value.size(); ++i) {
    if (IsLower(value[i - 1]) && IsUpper(value[i])) continue;
    ++pairs;
    cost += kBigramCost[SymbolOf(value[i - 1])][SymbolOf(value[i])];
  }
  return pairs == 0 ? 0 : static_cast<double>(cost) / (kBigramStepsPerBit * static_cast<double>(pairs));
}

// Hex has the lowest mean and the other alphabets the wider spread; one curve under both, fitted
// (tests/scanner/detect/bigrams_test.cc).
double RandomBigramFloor(size_t length) {
  return length < 2 ? 0 : std::max(0.0, 7.3 - 10.5 / std::sqrt(static_cast<double>(length - 1)));
}

}  // namespace sluice
