// What a terminal needs: text that cannot move its cursor, widths in columns, wrapping, colours, numbers for people. Pure
// functions.
//
// Paths, authors and refs are written by whoever pushed them. Printable() stands between them and the terminal, always.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// Escapes what a terminal would obey or hide: C0 and C1 controls ("\n", "\x1b"), characters that reorder or vanish (U+202E becomes
// "\u{202e}"), and bytes that are no UTF-8 ("\xff"); also the first character of what a CI system would obey (base/log_command.h).
// A backslash stays as it is: this is for eyes, not for parsing.
std::string Printable(std::string_view text);

// The same for finished JSON, whose meaning stays: what Printable() would escape becomes \uXXXX. C0 controls must already be
// escaped, as every JSON writer does; line breaks between values stay.
std::string PrintableJson(std::string_view json);

// The functions below take printable text.

// Columns on a terminal: 2 for wide East Asian characters and pictographs, 0 for combining marks.
size_t DisplayWidth(std::string_view text);

// At most `columns` wide; what is left out is in the middle and replaced by "…", because both ends of a path tell something.
std::string Shorten(std::string_view text, size_t columns);

// Lines of at most `columns`, broken at spaces; a longer word gets a line of its own and is not cut. Never empty.
std::vector<std::string> Wrap(std::string_view text, size_t columns);

enum class Ink : uint8_t { kNone, kBold, kDim, kRed, kBoldRed, kYellow, kCyan, kGreen };

// Colours a text, or returns it unchanged when colours are off.
class Paint {
 public:
  explicit Paint(bool is_on) : is_on_(is_on) {}
  std::string operator()(Ink ink, std::string_view text) const;

 private:
  bool is_on_;
};

std::string FormatCount(uint64_t count);                             // "45,678"
std::string FormatCount(uint64_t count, std::string_view singular);  // "1 commit", "45,678 commits"
std::string FormatBytes(uint64_t bytes);                             // "812 bytes", "1.2 GiB"
std::string JoinWithAnd(const std::vector<std::string>& parts);      // "a, b and c"

}  // namespace sluice
