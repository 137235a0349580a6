// Base64 (RFC 4648 sections 4 and 5): both alphabets are accepted when decoding, padding is optional, line breaks are not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// By character, of both alphabets: 62 is + and -, 63 is / and _. -1 for what is no digit.
inline constexpr std::array<int8_t, 256> kBase64Values = [] {
  std::array<int8_t, 256> values{};
  values.fill(-1);
  for (size_t i = 0; i < 26; ++i) {
    values['A' + i] = static_cast<int8_t>(i);
    values['a' + i] = static_cast<int8_t>(26 + i);
  }
  for (size_t i = 0; i < 10; ++i) values['0' + i] = static_cast<int8_t>(52 + i);
  values['+'] = values['-'] = 62;
  values['/'] = values['_'] = 63;
  return values;
}();

constexpr int Base64Digit(char c) { return kBase64Values[static_cast<unsigned char>(c)]; }

std::string Base64Encode(std::string_view bytes);     // standard alphabet, padded
std::string Base64UrlEncode(std::string_view bytes);  // URL alphabet, not padded

// Nothing when a character is in neither alphabet or the length is impossible (1 modulo 4 without padding).
std::optional<std::string> Base64Decode(std::string_view text);

}  // namespace sluice
