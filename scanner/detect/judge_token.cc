#include "scanner/detect/judge_token.h"

#include <algorithm>
#include <cmath>

#include "base/ascii.h"
#include "scanner/detect/bigrams.h"
#include "scanner/detect/digest.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/lookalike.h"
#include "scanner/detect/mask.h"
#include "scanner/detect/naming.h"
#include "scanner/detect/neighbours.h"
#include "scanner/detect/placeholder.h"
#include "scanner/detect/plain_text.h"

namespace sluice {
namespace {

// How probable it is that a random value of this length holds no digit, in the alphabet that its letters suggest.
double ChanceOfNoDigit(std::string_view value) {
  double digit_share = 10.0 / 62;
  if (std::ranges::none_of(value, IsUpper) || std::ranges::none_of(value, IsLower)) digit_share = 6.0 / 32;  // base32, at least
  if (!std::ranges::all_of(value, IsAlnum)) digit_share = 10.0 / 94;
  return std::pow(1 - digit_share, static_cast<double>(value.size()));
}

// `abcdefghijklmnopqrstuvwx1234`: neighbours of random characters are of different classes in two cases of five or more; four
// standard deviations fewer are no chance.
bool HardlyChangesClass(std::string_view value) {
  if (value.size() < 16) return false;
  constexpr double kShare = 0.4;
  const auto pairs = static_cast<double>(value.size() - 1);
  const double chance = pairs * kShare - 4 * std::sqrt(pairs * kShare * (1 - kShare));
  return ClassTransitions(value) * pairs < std::min(0.1 * pairs, chance);
}

// `xml-pe.doctype.xml`: lower case and joints of several kinds, which no alphabet of random values mixes without a digit.
bool IsDottedName(std::string_view value) {
  const auto is_joint = [](char c) { return c == '.' || c == '-' || c == '_'; };
  return value.find('.') != value.npos && std::ranges::count_if(value, is_joint) >= 2 &&
         std::ranges::all_of(value, [&](char c) { return IsLower(c) || is_joint(c); });
}

// Why a token is not random enough, or null. Together these lose less than 0.5 % of random values (tested).
const char* LacksRandomness(std::string_view value, bool is_generic) {
  constexpr double kRareEnough = 0.002;
  constexpr size_t kLongName = 16;  // a shorter value without a digit is nothing unusual
  if (std::ranges::none_of(value, IsDigit) &&
      (ChanceOfNoDigit(value) < kRareEnough ||
       (value.size() >= kLongName && BigramCost(value) < RandomBigramFloor(value.size()) + 1)))
    return "no digit in a long value: a name";
  if (ShannonBits(value) < RandomEntropyFloor(value)) {
    const std::string_view part = RandomPart(value);
    return part.size() < value.size() ? LacksRandomness(part, is_generic) : "less random than a random value of its length";
  }
  if (const char* repeats = RepeatsItself(value)) return repeats;
  if (WordShare(value) >= 0.4 || ReadsLikeWords(value, 3.5)) return "made of words";
  if (JoinedWords(value) != nullptr && ReadsLikeWords(value, 1.5)) return "words joined to a name";
  if (IsDottedName(value) || IsScreamingName(value)) return "words joined to a name";
  if (is_generic && HardlyChangesClass(value)) return "characters hardly change class: a name or number";
  return nullptr;
}

// `0x` and 40 digits: where a token of a chain of blocks lives, and as likely anything else that is called a token there.
bool IsAddressOfAToken(std::string_view value, std::string_view key) {
  constexpr size_t kAddressBytes = 2 + 40;
  return value.size() == kAddressBytes && value.starts_with("0x") && std::ranges::all_of(value.substr(2), IsHex) &&
         !ContainsIgnoringCase(key, "key") && !ContainsIgnoringCase(key, "secret");
}

}  // namespace

Verdict RefuseToken(const Rule& rule, std::string_view value, const ValueContext& context) {
  const bool is_generic = rule.provider == "generic";
  if (IsDigest(is_generic ? RandomPart(value) : value, is_generic ? context.line : context.key, context))
    return Refuse(Stage::kContext, "a digest");
  if (is_generic && IsAddressOfAToken(value, context.key)) return Refuse(Stage::kContext, "an address in a chain of blocks");
  for (const auto lookalike : {EncodedFile, AlgorithmName, HostName, ScopeOfASignature}) {
    if (const char* what = lookalike(value)) return Refuse(Stage::kContext, what);
  }
  for (const auto lookalike : {HoldsUuid, NumberOrDate, KeyboardShortcut, StoredHash, ShortenedToken, JsonWebToken}) {
    if (const char* what = is_generic ? lookalike(value) : nullptr) return Refuse(Stage::kContext, what);
  }
  if (const char* neighbour = is_generic ? NeighboursSayNoSecret(value, context) : nullptr)
    return Refuse(Stage::kContext, neighbour);
  if (context.before.ends_with("/checkoutnow?")) return Refuse(Stage::kContext, "the number of an order");
  if (const char* plain = LacksRandomness(value, is_generic)) return Refuse(Stage::kEntropy, plain);
  return {};
}

}  // namespace sluice
