#include "base/utf8.h"

#include "base/ascii.h"

namespace sluice {
namespace {

// Bytes of the character that begins with `first`; 0 when none does.
size_t Utf8Length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::optional<char32_t> DecodeUtf8Front(std::string_view text, size_t* length) {
  const auto first = static_cast<unsigned char>(text.front());
  *length = Utf8Length(first);
  if (*length == 0 || text.size() < *length) return std::nullopt;
  if (*length == 1) return first;
  char32_t c = first & (0x7FU >> *length);
  for (size_t i = 1; i < *length; ++i) {
    if (!IsContinuation(text[i])) return std::nullopt;
    c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  const bool is_overlong = (*length == 3 && c < 0x800) || (*length == 4 && c < 0x10000);
  if (is_overlong || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return std::nullopt;
  return c;
}

size_t EncodeUtf8(int32_t code_point, std::array<char, 4>* bytes) {
  const bool is_character = code_point >= 0 && code_point < 0x110000 && (code_point < 0xD800 || code_point >= 0xE000);
  const auto c = static_cast<uint32_t>(is_character ? code_point : 0xFFFD);
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    *bytes = {static_cast<char>(c)};
    return 1;
  }
  if (c < 0x800) {
    *bytes = {static_cast<char>(0xC0 | c >> 6), tail(0)};
    return 2;
  }
  if (c < 0x10000) {
    *bytes = {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
    return 3;
  }
  *bytes = {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
  return 4;
}

bool IsTextHead(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const size_t length = Utf8Length(first);
    if (length == 0 || (length == 1 && !IsTextByte(first))) return false;
    for (size_t k = 1; k < length && i + k < bytes.size(); ++k) {
      if (!IsContinuation(bytes[i + k])) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace sluice
