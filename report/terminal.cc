#include "report/terminal.h"

#include <array>
#include <cstdio>
#include <optional>
#include <span>

#include "base/utf8.h"

namespace sluice {
namespace {

struct Range {
  char32_t first, last;
};

// Unicode 15, East Asian Width W and F, in blocks: exact enough to align columns.
constexpr std::array<Range, 9> kWide = {{{0x1100, 0x115e},
                                         {0x2e80, 0x303e},
                                         {0x3041, 0xa4cf},
                                         {0xac00, 0xd7a3},
                                         {0xf900, 0xfaff},
                                         {0xfe30, 0xfe6f},
                                         {0xff00, 0xff60},
                                         {0x1f300, 0x1faff},
                                         {0x20000, 0x3fffd}}};

constexpr std::array<Range, 4> kCombining = {{{0x300, 0x36f}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}}};

bool IsIn(std::span<const Range> ranges, char32_t c) {
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

struct Front {
  size_t bytes, columns;
};

// Requires: `text` is not empty.
Front FrontOf(std::string_view text) {
  size_t length = 0;
  const std::optional<char32_t> c = DecodeUtf8Front(text, &length);
  if (!c) return {1, 1};
  return {length, IsIn(kCombining, *c) ? 0u : IsIn(kWide, *c) ? 2u : 1u};
}

// Of the longest front of `text` that is at most `columns` wide.
size_t BytesWithin(std::string_view text, size_t columns) {
  size_t bytes = 0;
  while (bytes < text.size()) {
    const Front front = FrontOf(text.substr(bytes));
    if (front.columns > columns) break;
    columns -= front.columns;
    bytes += front.bytes;
  }
  return bytes;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t columns = 0;
  while (!text.empty()) {
    const Front front = FrontOf(text);
    columns += front.columns;
    text.remove_prefix(front.bytes);
  }
  return columns;
}

std::string Shorten(std::string_view text, size_t columns) {
  const size_t total = DisplayWidth(text);
  if (total <= columns) return std::string(text);
  const size_t kept = columns < 1 ? 0 : columns - 1;
  const std::string_view head = text.substr(0, BytesWithin(text, kept / 2));
  // The tail begins where as much was left out as must be; a wide character that stands across that point is left out too.
  std::string_view tail = text.substr(BytesWithin(text, total - (kept - kept / 2)));
  if (DisplayWidth(tail) > kept - kept / 2) tail.remove_prefix(FrontOf(tail).bytes);
  return std::string(head) + "…" + std::string(tail);
}

std::vector<std::string> Wrap(std::string_view text, size_t columns) {
  std::vector<std::string> lines(1);
  size_t used = 0;
  while (!text.empty()) {
    const size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    const size_t width = DisplayWidth(word);
    if (used > 0 && used + 1 + width > columns) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) lines.back() += ' ';
    lines.back() += word;
    used += width + (used > 0 ? 1 : 0);
  }
  return lines;
}

std::string Paint::operator()(Ink ink, std::string_view text) const {
  static constexpr std::array<std::string_view, 8> kCodes = {"", "1", "2", "31", "1;31", "33", "36", "32"};
  if (!is_on_ || ink == Ink::kNone || text.empty()) return std::string(text);
  return "\x1b[" + std::string(kCodes[static_cast<size_t>(ink)]) + "m" + std::string(text) + "\x1b[0m";
}

std::string FormatCount(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string FormatCount(uint64_t count, std::string_view singular) {
  return FormatCount(count) + " " + std::string(singular) + (count == 1 ? "" : "s");
}

std::string FormatBytes(uint64_t bytes) {
  if (bytes < 1024) return FormatCount(bytes, "byte");
  double value = static_cast<double>(bytes);
  static constexpr std::array<const char*, 6> kUnits = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  size_t unit = 0;
  for (value /= 1024; value >= 1023.95 && unit + 1 < kUnits.size(); ++unit) value /= 1024;
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %s", value, kUnits[unit]);
  return text;
}

std::string JoinWithAnd(const std::vector<std::string>& parts) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
    out += parts[i];
  }
  return out;
}

}  // namespace sluice
