// What the dialect of rules asks of an expression beyond what RE2 checks: a bound. Thread-safe: no state.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace sluice {

// No match of a rule may be longer: a window of this many bytes is read again around every candidate.
constexpr uint32_t kMaxMatchBytes = 1000;

// The length in bytes of the longest match, over Latin-1 text. Refuses `*`, `+`, `{n,}`, repeats above 1000, matches longer than
// kMaxMatchBytes, look-around, back-references, `\Q` and groups nested deeper than 50; the message says where in the expression.
Result<uint32_t> LongestMatch(std::string_view regex);

}  // namespace sluice
