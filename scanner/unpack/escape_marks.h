// Where escapes may begin, by a byte and the one behind it (base/byte_marks.h).
#pragma once

#include <cstdint>

#include "base/ascii.h"
#include "base/byte_marks.h"

namespace sluice {

// A class for each kind of escape, or more where what may stand behind its first byte is no one combination of halves.
struct EscapeClasses {
  static constexpr uint8_t kBackslash = 1, kPercent = 2, kLine = 4, kEquals = 8 | 16, kEntity = 32 | 64 | 128;
};

constexpr ByteClasses kEscapeBegins = [] {
  ByteClasses classes;
  classes.Add(EscapeClasses::kBackslash, '\\');
  classes.Add(EscapeClasses::kPercent, '%');
  classes.Add(EscapeClasses::kLine, '\n');
  classes.Add(EscapeClasses::kEquals, '=');
  classes.Add(EscapeClasses::kEntity, '&');
  return classes;
}();

// ASCII behind a backslash, an octal digit behind % or the end of a line, 3 or the end of a line behind =, a letter or # behind &.
constexpr ByteClasses kEscapeGoesOn = [] {
  ByteClasses classes;
  for (int c = 0; c < 128; ++c) classes.Add(EscapeClasses::kBackslash, static_cast<char>(c));
  for (char c = '0'; c <= '7'; ++c) classes.Add(EscapeClasses::kPercent | EscapeClasses::kLine, c);
  classes.Add(8, '3');
  for (const char c : {'\n', '\r'}) classes.Add(16, c);
  classes.Add(32, '#');
  // The first fifteen letters have other high halves than the rest.
  for (char c = 'A'; c <= 'Z'; ++c) {
    const uint8_t half = c < 'P' ? 64 : 128;
    classes.Add(half, c);
    classes.Add(half, ToLower(c));
  }
  return classes;
}();

}  // namespace sluice
