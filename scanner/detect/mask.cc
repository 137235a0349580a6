#include "scanner/detect/mask.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "base/ascii.h"

namespace sluice {
namespace {

size_t DistinctCharacters(std::string_view value) {
  std::bitset<256> seen;
  for (const char c : value) seen.set(static_cast<unsigned char>(c));
  return seen.count();
}

// Longest run in which each character is the one before plus `step`.
size_t LongestRun(std::string_view value, int step) {
  size_t longest = 0, run = 1;
  for (size_t i = 1; i < value.size(); ++i) {
    run = value[i] - value[i - 1] == step ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return longest;
}

// Where each letter stands on a keyboard, so that neighbours differ by one.
constexpr std::array<int, 26> KeyPlaces() {
  constexpr std::string_view kRows = "qwertyuiop  asdfghjkl  zxcvbnm";
  std::array<int, 26> places{};
  for (size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i] != ' ') places[static_cast<size_t>(kRows[i] - 'a')] = static_cast<int>(i);
  }
  return places;
}

// What is no letter is near nothing.
int KeyOf(char c) {
  static constexpr std::array<int, 26> kPlaces = KeyPlaces();
  return IsAlpha(c) ? kPlaces[static_cast<size_t>(ToLower(c) - 'a')] : -1000 * (static_cast<unsigned char>(c) + 1);
}

// `54321GFEDCBAabcdefg`, `qwertyasdf`: characters that belong to a run of four or more neighbours, up or down.
template <class Place>
size_t CharactersInSequences(std::string_view value, Place place) {
  constexpr size_t kShortestRun = 4;
  size_t characters = 0;
  for (const int step : {1, -1}) {
    size_t run = 1;
    for (size_t i = 1; i <= value.size(); ++i) {
      if (i < value.size() && place(value[i]) - place(value[i - 1]) == step) {
        ++run;
      } else {
        characters += run >= kShortestRun ? run : 0;
        run = 1;
      }
    }
  }
  return characters;
}

// Long random tokens hold runs by chance and some formats by design, so what is too long grows with the length.
bool IsSequence(std::string_view value) {
  const size_t limit = std::max<size_t>(6, value.size() / 3);
  if (LongestRun(value, 1) >= limit || LongestRun(value, -1) >= limit) return true;
  constexpr size_t kLongSample = 16;  // a shorter one may end with 1234 and be a password all the same
  if (value.size() < kLongSample) return false;
  const size_t in_order = CharactersInSequences(value, [](char c) { return static_cast<int>(c); });
  return in_order * 2 > value.size() || (in_order + CharactersInSequences(value, KeyOf)) * 2 > value.size();
}

}  // namespace

const char* MaskOrSample(std::string_view value, size_t fixed_prefix) {
  const std::string_view body = value.substr(std::min(fixed_prefix, value.size()));
  if (body.size() < 4) return nullptr;
  if (DistinctCharacters(body) <= std::min<size_t>(3, body.size() / 4)) return "a mask: hardly any different characters";
  if (body.find("...") != std::string_view::npos || body.find("***") != std::string_view::npos ||
      body.find("\xE2\x80\xA6") != std::string_view::npos) {
    return "a mask: shortened or starred out";
  }
  if (LongestRun(body, 0) >= std::max<size_t>(6, body.size() / 3)) return "a mask: one character repeated";
  if (IsSequence(body)) return "a sequence of neighbouring characters";
  static constexpr auto kSamples = std::to_array<std::string_view>(
      {"example",    "placeholder", "redacted",  "omitted",    "changeme",   "change_me", "change-me",
       "dummy",      "sample",      "xxxxx",     "yourkey",    "your_",      "your-",     "yoursecret",
       "insert_",    "replace_",    "replaceme", "0123456789", "1234567890", "abcdefgh",  "deadbeef",
       "0001020304", "foobar",      "notreal",   "not_real",   "fake_",      "fakekey",   "replace-"});
  if (std::ranges::any_of(kSamples, [&](std::string_view sample) { return ContainsIgnoringCase(body, sample); }))
    return "a sample or placeholder word";
  return nullptr;
}

const char* RepeatsItself(std::string_view value) {
  constexpr size_t kShortest = 12, kLongest = 200;  // quadratic in the worst case
  if (value.size() < kShortest || value.size() > kLongest) return nullptr;
  for (size_t period = 1; period * 2 <= value.size(); ++period) {
    if (value.substr(period) == value.substr(0, value.size() - period)) return "the same characters over and over";
  }
  return nullptr;
}

}  // namespace sluice
