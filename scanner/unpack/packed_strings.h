// Strings of a file that tells their length and not where they end: compiled Python (.pyc) and binary property lists. One stands
// right behind another, with a byte between them that may be a letter, so that in the bytes a token seems to go on. Here each is a
// line. Formats: Python's Python/marshal.c (strings of all its versions); Apple's CFBinaryPList.c, bplist00. Pure, any thread,
// linear.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace sluice {

bool HoldsPackedStrings(std::string_view bytes);

struct PackedString {
  uint64_t begin = 0, end = 0;
  bool is_wide = false;  // UTF-16, the high byte first
};

// Calls `visit` for each string that is text and has four characters or more, in order, none overlapping, until it returns false.
// Requires: HoldsPackedStrings(bytes).
void VisitPackedStrings(std::string_view bytes, const std::function<bool(const PackedString&)>& visit);

}  // namespace sluice
