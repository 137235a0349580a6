#include "scanner/detect/naming.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <functional>
#include <string>

#include "base/ascii.h"
#include "scanner/detect/words.h"

namespace sluice {
namespace {

constexpr size_t kLetters = 26;

size_t PairIndex(char a, char b) {
  return static_cast<size_t>(ToLower(a) - 'a') * kLetters + static_cast<size_t>(ToLower(b) - 'a');
}

// The pairs of letters that stand in some known word.
const std::bitset<kLetters * kLetters>& KnownPairs() {
  static const auto known = [] {
    std::bitset<kLetters * kLetters> pairs;
    for (const std::string_view word : kCommonWords) {
      for (size_t i = 1; i < word.size(); ++i) {
        if (IsAlpha(word[i - 1]) && IsAlpha(word[i])) pairs.set(PairIndex(word[i - 1], word[i]));
      }
    }
    return pairs;
  }();
  return known;
}

// `prod`, `v2`, `k8s`, `sha256`; a number behind a dot: `list.0`
bool IsWordOfAName(std::string_view word, char joint) {
  if (joint == '.' && std::ranges::all_of(word, IsDigit)) return true;
  return IsAlpha(word.front()) && std::ranges::all_of(word, IsAlnum) && std::ranges::count_if(word, IsDigit) <= 3;
}

}  // namespace

bool ReadsLikeWords(std::string_view value, double deviations) {
  if (std::ranges::all_of(value, IsHex)) return false;
  size_t pairs = 0, odd = 0;
  for (size_t i = 1; i < value.size(); ++i) {
    const char a = value[i - 1], b = value[i];
    if (!IsAlpha(a) || !IsAlpha(b) || (IsLower(a) && IsUpper(b))) continue;  // between two words
    ++pairs;
    odd += KnownPairs().test(PairIndex(a, b)) ? 0 : 1;
  }
  if (pairs < 3) return false;
  const auto n = static_cast<double>(pairs);
  const double odd_share = 1 - static_cast<double>(KnownPairs().count()) / (kLetters * kLetters);
  return static_cast<double>(odd) < n * odd_share - deviations * std::sqrt(n * odd_share * (1 - odd_share));
}

const char* JoinedWords(std::string_view value) {
  const size_t first = value.find_first_of("-_.");
  if (first == value.npos) return nullptr;
  const char joint = value[first];
  const bool is_one_case = std::ranges::none_of(value, IsUpper) || std::ranges::none_of(value, IsLower);
  if (!is_one_case) return nullptr;
  while (!value.empty()) {
    const size_t end = std::min(value.find(joint), value.size());
    // `DB__PASSWORD`: nothing between two joints is a word too.
    if (end > 0 && !IsWordOfAName(value.substr(0, end), joint)) return nullptr;
    value.remove_prefix(std::min(value.size(), end + 1));
  }
  return "words joined to a name";
}

bool IsScreamingName(std::string_view value) {
  const auto is_part = [](char a, char b) { return a != '_' || IsUpper(b); };
  const auto letters = std::ranges::count_if(value, IsUpper), digits = std::ranges::count_if(value, IsDigit);
  const auto joints = std::ranges::count(value, '_');
  return joints >= 2 && static_cast<size_t>(letters + digits + joints) == value.size() && letters >= 3 * digits &&
         IsUpper(value.front()) && std::ranges::adjacent_find(value, std::not_fn(is_part)) == value.end();
}

const char* SpeaksOfItself(std::string_view value) {
  constexpr size_t kLongestNumber = 3;
  // `test_value_12`: the number of one of several, behind words joined in lower case.
  const bool is_joined = value.find('_') != value.npos && std::ranges::none_of(value, IsUpper);
  const size_t number = value.size() - (value.find_last_not_of("0123456789") + 1);
  if (is_joined && number <= kLongestNumber && value.substr(0, value.size() - number).ends_with('_')) value.remove_suffix(number);
  const bool is_path = value.find('/') != value.npos;
  const auto is_part = [&](char c) {
    return IsAlpha(c) || c == '-' || c == '_' || c == '.' || (is_path && (c == '/' || c == ':'));
  };
  if (!std::ranges::all_of(value, is_part)) return nullptr;
  static constexpr auto kSpeaking = std::to_array<std::string_view>(
      {"accesstoken", "apikey", "credential", "credentials", "existing",   "field",  "hash",     "here",
       "insert",      "key",    "name",       "pass",        "passphrase", "passwd", "password", "please",
       "pwd",         "query",  "secret",     "token",       "type",       "user",   "value",    "your"});
  static_assert(std::ranges::is_sorted(kSpeaking));
  size_t words = 0;
  bool speaks = false;
  ForEachWord(value, [&](std::string_view word) {
    ++words;
    speaks = speaks || std::ranges::binary_search(kSpeaking, word);
  });
  return words >= 2 && speaks ? "a name that says what stands here" : nullptr;
}

const char* DottedNumbers(std::string_view value) {
  const auto dots = std::ranges::count(value, '.');
  const bool is_all = std::ranges::all_of(value, [](char c) { return IsDigit(c) || c == '.'; });
  return dots >= 2 && is_all && IsDigit(value.front()) && IsDigit(value.back()) ? "numbers joined by dots" : nullptr;
}

}  // namespace sluice
