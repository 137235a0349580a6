// Hexadecimal text to bytes and back. Lower case out, either case in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// By character; -1 for what is no digit. A push to a repository of many refs parses all their ids: a table takes a third of what
// branches do.
inline constexpr std::array<int8_t, 256> kHexValues = [] {
  std::array<int8_t, 256> values{};
  values.fill(-1);
  for (size_t i = 0; i < 10; ++i) values['0' + i] = static_cast<int8_t>(i);
  for (size_t i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = static_cast<int8_t>(10 + i);
  return values;
}();

constexpr int HexDigit(char c) { return kHexValues[static_cast<unsigned char>(c)]; }

// The value of `count` digits at `at`; -1 when they are not there.
constexpr int32_t HexValue(std::string_view text, size_t at, size_t count) {
  if (at + count > text.size()) return -1;
  int32_t value = 0;
  for (size_t i = at; i < at + count; ++i) {
    const int digit = HexDigit(text[i]);
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

std::string HexEncode(std::string_view bytes);

// Nothing when the length is odd or a character is no hex digit.
std::optional<std::string> HexDecode(std::string_view hex);

}  // namespace sluice
