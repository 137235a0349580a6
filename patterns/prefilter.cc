#include "patterns/prefilter.h"

#include <algorithm>
#include <deque>
#include <string_view>
#include <vector>

#include "patterns/expression.h"
#include "patterns/load.h"

namespace sluice {
namespace {

// A part of fewer bytes stands too often in ordinary text: RE2 would look at all of it.
constexpr uint64_t kWorthBytes = 10;

uint64_t MostBytes(const Part& part) { return uint64_t{part.most_bytes} * part.most_times; }

// Parts next to each other.
struct Run {
  size_t begin = 0, end = 0;
  uint32_t literal_bytes = 0;
};

// Of characters in a row, or of a choice of words.
Run LongestLiteral(const std::vector<Part>& parts) {
  Run best, characters;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (part.is_character && part.least_times == 1 && part.most_times == 1) {
      if (characters.end != i) characters = {i, i, 0};
      characters = {characters.begin, i + 1, characters.literal_bytes + 1};
    } else if (part.least_times > 0 && part.literal_bytes > best.literal_bytes && MostBytes(part) <= kNarrowBytes) {
      best = {i, i + 1, part.literal_bytes};
    }
    if (characters.literal_bytes > best.literal_bytes) best = characters;
  }
  return best;
}

class NarrowExpression {
 public:
  // What every match holds next to what was taken. False when only some of its repeats fit, or none: nothing may follow there.
  bool Append(const Part& part) {
    return Take(part, [this](const Part& taken) { taken_.push_back(taken); });
  }
  bool Prepend(const Part& part) {
    return Take(part, [this](const Part& taken) { taken_.push_front(taken); });
  }

  bool is_worth_it() const {
    uint64_t least_bytes = 0;
    for (const Part& part : taken_) least_bytes += uint64_t{part.least_bytes} * part.least_times;
    return least_bytes >= kWorthBytes;
  }

  std::string Text() const {
    std::string text;
    bool ignores_case = false;
    for (const Part& part : taken_) {
      if (part.ignores_case != ignores_case) text += part.ignores_case ? "(?i:" : ")";
      ignores_case = part.ignores_case;
      text += part.text;
      if (part.least_times == 1 && part.most_times == 1) continue;
      text += "{" + std::to_string(part.least_times);
      if (part.most_times != part.least_times) text += "," + std::to_string(part.most_times);
      text += "}";
    }
    return ignores_case ? text + ")" : text;
  }

 private:
  template <class Add>
  bool Take(Part part, Add add) {
    const uint64_t left_bytes = kNarrowBytes - bytes_;
    const bool fits = MostBytes(part) <= left_bytes;
    if (!fits) {
      part.least_times = static_cast<uint32_t>(std::min<uint64_t>(part.least_times, left_bytes / part.most_bytes));
      part.most_times = part.least_times;
      if (part.least_times == 0) return false;
    }
    bytes_ += MostBytes(part);
    add(part);
    return fits;
  }

  std::deque<Part> taken_;
  uint64_t bytes_ = 0;
};

std::string Narrowed(const std::string& regex, const std::vector<Part>& parts) {
  const Run literal = LongestLiteral(parts);
  NarrowExpression narrow;
  size_t end = literal.begin;
  while (end < parts.size() && narrow.Append(parts[end])) ++end;
  for (size_t begin = literal.begin; begin > 0 && narrow.Prepend(parts[begin - 1]);) --begin;
  return narrow.is_worth_it() ? narrow.Text() : regex;
}

}  // namespace

std::string DefaultPrefilter(const std::string& regex) {
  const auto parts = SplitExpression(regex);
  if (!parts || parts->empty()) return regex;
  for (const std::string_view gives : {AssignExpression(), VendorExpression()}) {
    const size_t words = regex.find(gives);
    if (words != regex.npos && regex.starts_with("(?i:") && SplitExpression(regex.substr(0, words)).ok())
      return regex.substr(0, words);
  }
  uint64_t most_bytes = 0;
  for (const Part& part : *parts) most_bytes += MostBytes(part);
  return most_bytes <= kNarrowBytes ? regex : Narrowed(regex, *parts);
}

}  // namespace sluice
