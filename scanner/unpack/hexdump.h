// Lines of a dump, as xxd, hexdump and od print them: an offset, the bytes, sometimes the bytes as characters.
//   00000010: 6162 6364 ...  abcd      00000010  61 62 63 ...  |abc|      xxd, xxd -g; hexdump -C
//   0000010 61 62 63                   000010 61 62 63  >abc<             od -t x1, od -A x -t x1z
//   0000010 6261 6463                  00000010: 64636261  abcd           hexdump, od -x: words, the low byte first; xxd -e
//   0000020 061141 062143              0000020   a   b   c  \n 001        od: words in octal; od -c, od -a
// Pure, any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sluice {

enum class DumpForm : uint8_t { kBytes, kWords, kOctalWords, kCharacters };

// Where the bytes stand in a text; between them are blanks.
struct DumpLine {
  uint64_t begin = 0, end = 0;  // equal: it is no line of a dump
  DumpForm form = DumpForm::kBytes;
  bool is_dump() const { return begin < end; }
};

// Of the line that begins `at` there. Looks at no more than the line, and at no more of that than a line of a dump has.
DumpLine ReadDumpLine(std::string_view text, uint64_t at);

// Of a byte, what shows it: of one in a word the word.
struct DumpedByte {
  uint64_t begin = 0, end = 0;
  char byte = 0;
};

// Replaces `*bytes` by those of a line.
void ReadDumpedBytes(std::string_view text, const DumpLine& line, std::vector<DumpedByte>* bytes);

}  // namespace sluice
