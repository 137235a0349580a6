// Lines of a dump, as xxd and `hexdump -C` print them: an offset, the bytes in hex, the bytes as characters.
//   00000010: 6162 6364 ...  abcd      00000010  61 62 63 ...  |abc|
// Pure, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice {

// Where the digits stand in a text; between them are blanks.
struct DumpLine {
  uint64_t begin = 0, end = 0;  // equal: it is no line of a dump
  bool is_dump() const { return begin < end; }
};

// Of the line that begins `at` there. Looks at no more than the line, and at no more of that than a line of a dump has.
DumpLine ReadDumpLine(std::string_view text, uint64_t at);

}  // namespace sluice
