// The values of the digits of base64 and hex: tables that finders and decoders share.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sluice {

constexpr int8_t kNoDigit = -1;

constexpr std::array<int8_t, 256> kHexDigits = [] {
  std::array<int8_t, 256> table{};
  table.fill(kNoDigit);
  for (size_t i = 0; i < 10; ++i) table['0' + i] = static_cast<int8_t>(i);
  for (size_t i = 0; i < 6; ++i) table['a' + i] = table['A' + i] = static_cast<int8_t>(10 + i);
  return table;
}();

// Of both alphabets: 62 is + and -, 63 is / and _.
constexpr std::array<int8_t, 256> kBase64Digits = [] {
  std::array<int8_t, 256> table{};
  table.fill(kNoDigit);
  for (size_t i = 0; i < 26; ++i) {
    table['A' + i] = static_cast<int8_t>(i);
    table['a' + i] = static_cast<int8_t>(26 + i);
  }
  for (size_t i = 0; i < 10; ++i) table['0' + i] = static_cast<int8_t>(52 + i);
  table['+'] = table['-'] = 62;
  table['/'] = table['_'] = 63;
  return table;
}();

constexpr int HexDigit(char c) { return kHexDigits[static_cast<unsigned char>(c)]; }
constexpr int Base64Digit(char c) { return kBase64Digits[static_cast<unsigned char>(c)]; }

// The value of `count` hex digits at `at`; -1 when they are not there.
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

}  // namespace sluice
