// Where escapes may begin, by a byte and the one behind it (base/byte_marks.h).
#pragma once

#include <cstdint>
#include <string_view>

#include "base/byte_marks.h"

namespace sluice {

// A class for each kind, some for two: what a class marks beside them, as all combinations of halves of bytes, is rare and looked
// at in vain.
struct EscapeClasses {
  static constexpr uint8_t kBackslash = 1, kPercentOrLine = 2, kNumber = 4, kEqualsOrColon = 8, kSoftBreak = 16, kJointOrList = 32,
                           kNumericEntity = 64, kNamedEntity = 128;
};

constexpr ByteClasses kEscapeBegins = [] {
  ByteClasses classes;
  const auto add = [&](int kinds, std::string_view bytes) {
    for (const char c : bytes) classes.Add(static_cast<uint8_t>(kinds), c);
  };
  add(EscapeClasses::kBackslash, "\\");
  add(EscapeClasses::kPercentOrLine, "%\n");
  add(EscapeClasses::kNumber, "xX[{");
  add(EscapeClasses::kEqualsOrColon, "=:");
  add(EscapeClasses::kSoftBreak, "=");
  add(EscapeClasses::kJointOrList, "\"'[");
  add(EscapeClasses::kNumericEntity | EscapeClasses::kNamedEntity, "&");
  return classes;
}();

// ASCII behind a backslash; a digit that text begins with, in octal, hex or a list, behind %, the end of a line, `0x`, a bracket, =
// and a colon (a line break in a list, 0x0a, begins none); the end of a line behind =; what may follow a string that goes on behind
// a quote; a letter or # behind &. Not the end of a line behind a brace: every function of C has one.
constexpr ByteClasses kEscapeGoesOn = [] {
  ByteClasses classes;
  const auto add = [&](int kinds, std::string_view bytes) {
    for (const char c : bytes) classes.Add(static_cast<uint8_t>(kinds), c);
  };
  for (int c = 0; c < 128; ++c) classes.Add(EscapeClasses::kBackslash, static_cast<char>(c));
  add(EscapeClasses::kPercentOrLine | EscapeClasses::kEqualsOrColon, "01234567");
  add(EscapeClasses::kNumber, "123456789");
  add(EscapeClasses::kSoftBreak, "\n\r");
  add(EscapeClasses::kJointOrList, " \n\r+.&\"'");
  add(EscapeClasses::kNumericEntity, "#");
  for (char c = 'A'; c <= 'Z'; ++c) add(EscapeClasses::kNamedEntity, std::string_view(&c, 1));
  for (char c = 'a'; c <= 'z'; ++c) add(EscapeClasses::kNamedEntity, std::string_view(&c, 1));
  return classes;
}();

}  // namespace sluice
