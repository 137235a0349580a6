#include "scanner/unpack/hexdump.h"

#include <algorithm>

#include "base/hex.h"

namespace sluice {
namespace {

constexpr uint64_t kMinOffsetDigits = 7, kMaxOffsetDigits = 8;
constexpr uint64_t kMaxLineBytes = 256;  // of the offset and the digits
constexpr uint64_t kMaxGroupDigits = 32;

uint64_t CountDigits(std::string_view line, uint64_t at, uint64_t most) {
  uint64_t count = 0;
  while (count < most && at + count < line.size() && HexDigit(line[at + count]) >= 0) ++count;
  return count;
}

}  // namespace

DumpLine ReadDumpLine(std::string_view text, uint64_t at) {
  const std::string_view line = text.substr(at, kMaxLineBytes);
  const uint64_t offset = CountDigits(line, 0, kMaxOffsetDigits);
  const std::string_view behind = line.substr(offset, 2);
  if (offset < kMinOffsetDigits || (behind != ": " && behind != "  ")) return {};
  const bool has_colon = behind == ": ";
  DumpLine digits{offset + 2, offset + 2};
  // Two blanks stand before the characters; hexdump has two in the middle of a line, too, and a bar before the characters.
  for (uint64_t next = digits.begin; next < line.size();) {
    const uint64_t count = CountDigits(line, next, kMaxGroupDigits + 1);
    const uint64_t end = next + count;
    const bool is_group = count >= 2 && count % 2 == 0 && count <= kMaxGroupDigits;
    const bool is_last = end == line.size() || line[end] == '\n' || line[end] == '\r';
    if (!is_group || (!is_last && line[end] != ' ')) break;
    digits.end = end;
    if (is_last) break;
    next = end + 1;
    if (!has_colon && next < line.size() && line[next] == ' ') ++next;
  }
  return {at + digits.begin, at + digits.end};
}

}  // namespace sluice
