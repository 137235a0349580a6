// Masks and samples: values of any kind that someone wrote so that no secret need stand there. Pure.
#pragma once

#include <string_view>

namespace sluice {

// What the value is, as static text, or null: masks (`xxxxxxxx`), runs (`12345678…`, `qwertyuiop…`), sample words (EXAMPLE,
// CHANGEME). `fixed_prefix` bytes at the front are the format's own and are not looked at. Kills at most 0.5 % of random tokens of
// 16 characters and more (tested).
const char* MaskOrSample(std::string_view value, size_t fixed_prefix);

// `abc123abc123`, `12341234123`: the same few characters over and over, twice at least.
const char* RepeatsItself(std::string_view value);

}  // namespace sluice
