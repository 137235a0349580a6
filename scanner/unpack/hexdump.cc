#include "scanner/unpack/hexdump.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/hex.h"

namespace sluice {
namespace {

constexpr uint64_t kMinOffsetDigits = 6, kMaxOffsetDigits = 8;  // od's have six in hex, seven in octal
constexpr uint64_t kMaxLineBytes = 256;                         // of the offset and the digits
constexpr uint64_t kMaxGroupDigits = 32;
constexpr uint64_t kWordDigits = 4, kOctalDigits = 6, kLongDigits = 8;
constexpr uint64_t kFieldBytes = 4;  // of od -c

char At(std::string_view text, uint64_t at) { return at < text.size() ? text[at] : '\0'; }
bool EndsLine(std::string_view line, uint64_t at) { return at >= line.size() || line[at] == '\n' || line[at] == '\r'; }

uint64_t CountDigits(std::string_view line, uint64_t at, uint64_t most) {
  uint64_t count = 0;
  while (count < most && HexDigit(At(line, at + count)) >= 0) ++count;
  return count;
}

struct Groups {
  uint64_t end;           // of the last one
  uint64_t first_digits;  // of the first one, and whether all but the last have as many
  bool are_equal;
};

// Two blanks stand before the characters; hexdump -C has two in the middle of a line, too, and a bar before the characters.
Groups ReadGroups(std::string_view line, uint64_t begin, bool may_skip_blank) {
  Groups groups{begin, 0, true};
  uint64_t digits = 0;
  for (uint64_t next = begin; next < line.size();) {
    const uint64_t count = CountDigits(line, next, kMaxGroupDigits + 1);
    const uint64_t end = next + count;
    const bool is_group = count >= 2 && count % 2 == 0 && count <= kMaxGroupDigits;
    if (!is_group || (!EndsLine(line, end) && line[end] != ' ')) break;
    if (groups.first_digits == 0) groups.first_digits = count;
    groups.are_equal = groups.are_equal && (digits == 0 || digits == groups.first_digits);
    digits = count;
    groups.end = end;
    if (EndsLine(line, end)) break;
    next = end + 1;
    if (may_skip_blank && At(line, next) == ' ') ++next;
  }
  return groups;
}

bool IsOctal(std::string_view line, uint64_t begin, uint64_t end) {
  return std::ranges::all_of(line.substr(begin, end - begin), [](char c) { return c == ' ' || (c >= '0' && c <= '7'); });
}

// xxd -e prints four bytes as one number; what they look like in the order of the text stands behind them.
bool IsReversed(std::string_view line, const Groups& groups, uint64_t begin) {
  if (groups.first_digits != kLongDigits || !groups.are_equal) return false;
  const size_t characters = line.find_first_not_of(' ', groups.end);
  if (characters == line.npos) return false;
  const auto matches = [&](uint64_t at, size_t i) {
    const int32_t value = HexValue(line, at, 2);
    return At(line, characters + i) == (value >= ' ' && value < 0x7F ? static_cast<char>(value) : '.');
  };
  bool is_forward = true, is_reversed = true;
  for (size_t i = 0; begin + kLongDigits <= groups.end; begin += kLongDigits + 1) {
    for (uint64_t k = 0; k < kLongDigits; k += 2, ++i) {
      is_forward = is_forward && matches(begin + k, i);
      is_reversed = is_reversed && matches(begin + kLongDigits - 2 - k, i);
    }
  }
  return is_reversed && !is_forward;
}

// `  \n`, ` 012`, `   a`, `  sp`
int ReadField(std::string_view field) {
  static constexpr auto kNames = std::to_array<std::pair<std::string_view, char>>({{"  \\n", '\n'},
                                                                                   {"  \\t", '\t'},
                                                                                   {"  \\r", '\r'},
                                                                                   {"  \\0", '\0'},
                                                                                   {"  \\\\", '\\'},
                                                                                   {"  nl", '\n'},
                                                                                   {"  ht", '\t'},
                                                                                   {"  cr", '\r'},
                                                                                   {"  sp", ' '}});
  if (field.size() != kFieldBytes || field.front() != ' ') return -1;
  if (field.starts_with("   ")) return IsTextByte(field[3]) && field[3] != '\n' && field[3] != '\r' ? field[3] : -1;
  const auto* const named = std::ranges::find(kNames, field, &std::pair<std::string_view, char>::first);
  if (named != kNames.end()) return named->second;
  if (!IsOctal(field, 1, kFieldBytes) || field[1] == ' ') return -1;
  return ((field[1] - '0') << 6 | (field[2] - '0') << 3 | (field[3] - '0')) & 0xFF;
}

DumpLine ReadCharacters(std::string_view line, uint64_t begin) {
  DumpLine read{begin, begin, DumpForm::kCharacters};
  while (!EndsLine(line, read.end) && ReadField(line.substr(read.end, kFieldBytes)) >= 0) read.end += kFieldBytes;
  return EndsLine(line, read.end) ? read : DumpLine{};
}

DumpForm FormOf(std::string_view line, const Groups& groups, uint64_t begin) {
  if (groups.first_digits == kWordDigits) return DumpForm::kWords;
  const bool is_octal = groups.first_digits == kOctalDigits && groups.are_equal && IsOctal(line, begin, groups.end);
  return is_octal ? DumpForm::kOctalWords : DumpForm::kBytes;
}

DumpLine ReadLine(std::string_view line) {
  const uint64_t offset = CountDigits(line, 0, kMaxOffsetDigits);
  if (offset < kMinOffsetDigits) return {};
  const std::string_view behind = line.substr(offset, 2);
  const bool has_colon = behind == ": ";
  if ((has_colon || behind == "  ") && offset > kMinOffsetDigits) {
    const Groups groups = ReadGroups(line, offset + 2, !has_colon);
    const bool is_reversed = has_colon && IsReversed(line, groups, offset + 2);
    if (groups.first_digits != 0) return {offset + 2, groups.end, is_reversed ? DumpForm::kWords : DumpForm::kBytes};
  }
  if (!behind.starts_with(' ')) return {};
  const Groups groups = ReadGroups(line, offset + 1, false);
  const bool is_dump = groups.are_equal && groups.first_digits > 0 && groups.first_digits <= kOctalDigits;
  return is_dump ? DumpLine{offset + 1, groups.end, FormOf(line, groups, offset + 1)} : ReadCharacters(line, offset);
}

void AddWord(std::string_view text, uint64_t begin, uint64_t end, bool is_octal, std::vector<DumpedByte>* bytes) {
  if (is_octal) {
    uint32_t value = 0;
    for (uint64_t at = begin; at < end; ++at) value = value << 3 | static_cast<uint32_t>(text[at] - '0');
    bytes->push_back({begin, end, static_cast<char>(value & 0xFF)});
    bytes->push_back({begin, end, static_cast<char>(value >> 8 & 0xFF)});
    return;
  }
  for (uint64_t at = end; at >= begin + 2; at -= 2) bytes->push_back({begin, end, static_cast<char>(HexValue(text, at - 2, 2))});
}

}  // namespace

DumpLine ReadDumpLine(std::string_view text, uint64_t at) {
  DumpLine line = ReadLine(text.substr(at, kMaxLineBytes));
  line.begin += at;
  line.end += at;
  return line;
}

void ReadDumpedBytes(std::string_view text, const DumpLine& line, std::vector<DumpedByte>* bytes) {
  bytes->clear();
  if (line.form == DumpForm::kCharacters) {
    for (uint64_t at = line.begin; at < line.end; at += kFieldBytes)
      bytes->push_back({at, at + kFieldBytes, static_cast<char>(ReadField(text.substr(at, kFieldBytes)))});
    return;
  }
  for (uint64_t begin = line.begin; begin < line.end;) {
    const uint64_t end = std::min<uint64_t>(text.find(' ', begin), line.end);
    if (line.form == DumpForm::kBytes) {
      for (uint64_t at = begin; at < end; at += 2) bytes->push_back({at, at + 2, static_cast<char>(HexValue(text, at, 2))});
    } else {
      AddWord(text, begin, end, line.form == DumpForm::kOctalWords, bytes);
    }
    begin = end + 1;
  }
}

}  // namespace sluice
