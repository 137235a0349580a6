// What the dialect of rules asks of an expression beyond what RE2 checks, a bound, and what an expression is made of. Thread-safe:
// no state.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sluice {

// No match of a rule may be longer: a window of this many bytes is read again around every candidate.
constexpr uint32_t kMaxMatchBytes = 1000;

// The length in bytes of the longest match, over Latin-1 text. Refuses `*`, `+`, `{n,}`, counts like `{08}`, repeats above 1000,
// matches longer than kMaxMatchBytes, look-around, back-references, `\Q` and groups nested deeper than 50; the message says where
// in the expression.
Result<uint32_t> LongestMatch(std::string_view regex);

// A piece of an expression that every match holds, as often as it says, between its neighbours.
struct Part {
  std::string_view text;  // once, of the expression
  bool ignores_case = false;
  bool is_character = false;                 // that stands for itself
  uint32_t least_bytes = 0, most_bytes = 0;  // of a match of it, once
  uint32_t least_times = 1, most_times = 1;
  uint32_t literal_bytes = 0;  // the longest run of characters that each match of it holds, once
};

// The sequence that an expression is, groups without alternatives and repeats taken apart: `\b(ab[0-9]{4,9})` is \b, a, b, [0-9].
// None when it is a choice. Refuses what LongestMatch refuses, and flags other than `i`.
Result<std::vector<Part>> SplitExpression(std::string_view regex);  // views of `regex`

// What matches one byte, or none, wherever it stands in the expression, in order: of `(?:ab|[0-9]{4})\b` that is a, b, [0-9], \b.
Result<std::vector<std::string_view>> Atoms(std::string_view regex);  // views of `regex`

}  // namespace sluice
