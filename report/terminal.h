// What a terminal needs: widths in columns, wrapping, colours, numbers for people. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// They take printable text (base/printable.h).

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
