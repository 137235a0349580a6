#include "base/printable.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "base/log_command.h"
#include "base/utf8.h"

namespace sluice {
namespace {

struct CharacterRange {
  char32_t first, last;
};

// Characters that a terminal obeys, reorders text for, or shows as nothing: C1 controls, soft hyphen, bidirectional marks and
// overrides, zero-width characters, line and paragraph separators, byte order mark, interlinear annotation, tags, variation
// selectors.
constexpr std::array<CharacterRange, 15> kUnsafe = {{{0x00, 0x1f},
                                                     {0x7f, 0x9f},
                                                     {0xad, 0xad},
                                                     {0x61c, 0x61c},
                                                     {0x115f, 0x1160},
                                                     {0x180e, 0x180e},
                                                     {0x200b, 0x200f},
                                                     {0x2028, 0x202e},
                                                     {0x2060, 0x206f},
                                                     {0x3164, 0x3164},
                                                     {0xfe00, 0xfe0f},
                                                     {0xfeff, 0xfeff},
                                                     {0xffa0, 0xffa0},
                                                     {0xfff9, 0xfffb},
                                                     {0xe0000, 0xe0fff}}};

bool IsUnsafe(char32_t c) {
  return std::ranges::any_of(kUnsafe, [c](const CharacterRange& range) { return c >= range.first && c <= range.last; });
}

std::string Escape(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  char text[16];
  std::snprintf(text, sizeof text, c < 0x80 ? "\\x%02x" : "\\u{%x}", static_cast<unsigned>(c));
  return text;
}

// RFC 8259 section 7: beyond U+FFFF as two surrogates.
std::string JsonEscape(char32_t c) {
  char text[16];
  if (c < 0x10000) {
    std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(c));
  } else {
    const auto offset = static_cast<unsigned>(c - 0x10000);
    std::snprintf(text, sizeof text, "\\u%04x\\u%04x", 0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff));
  }
  return text;
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char before = '\n';
  while (!text.empty()) {
    size_t length = 0;
    const std::optional<char32_t> c = DecodeUtf8Front(text, &length);
    if (!c) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned char>(text.front()));
      out += escaped;
      length = 1;
    } else if (IsUnsafe(*c) || BeginsLogCommand(text, before)) {
      out += Escape(*c);
    } else {
      out += text.substr(0, length);
    }
    before = text[length - 1];
    text.remove_prefix(length);
  }
  return out;
}

std::string PrintableJson(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    size_t length = 0;
    const std::optional<char32_t> c = DecodeUtf8Front(json, &length);
    const bool is_unsafe = c && *c >= 0x7f && IsUnsafe(*c);
    if (is_unsafe || (json.front() == '#' && BeginsLogCommand(json, ' '))) {
      out += JsonEscape(*c);
    } else {
      length = c ? length : 1;
      out += json.substr(0, length);
    }
    json.remove_prefix(length);
  }
  return out;
}

}  // namespace sluice
