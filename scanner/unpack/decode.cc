#include "scanner/unpack/decode.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "scanner/unpack/byte_list.h"
#include "scanner/unpack/document.h"
#include "scanner/unpack/entities.h"
#include "scanner/unpack/hexdump.h"
#include "scanner/unpack/joints.h"
#include "scanner/unpack/key_file.h"
#include "scanner/unpack/packed_strings.h"
#include "scanner/unpack/table.h"

namespace sluice {
namespace {

// A decoder calls emit(begin, end, byte) for each byte it makes, with the bytes of the text that encode it, and stops when that
// returns false. Copied bytes have end == begin + 1.

template <class Emit>
bool Copy(std::string_view text, uint64_t begin, uint64_t end, Emit& emit) {
  for (uint64_t i = begin; i < end; ++i) {
    if (!emit(i, i + 1, text[i])) return false;
  }
  return true;
}

template <class Emit>
bool EmitCodePoint(uint64_t begin, uint64_t end, int32_t code_point, Emit& emit) {
  std::array<char, 4> bytes{};
  const size_t count = EncodeUtf8(code_point, &bytes);
  for (size_t i = 0; i < count; ++i) {
    if (!emit(begin, end, bytes[i])) return false;
  }
  return true;
}

// Whatever is no digit (line breaks, indentation, padding) is passed over.
template <class Emit>
bool Base64(std::string_view text, const Region& region, Emit& emit) {
  uint32_t group = 0;
  int bits = 0;
  uint64_t previous = region.encoded_begin;  // the digit that holds the first bits of the next byte
  for (uint64_t i = region.encoded_begin; i < region.encoded_end; ++i) {
    const int digit = Base64Digit(text[i]);
    if (digit < 0) continue;
    group = group << 6 | static_cast<uint32_t>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      if (!emit(previous, i + 1, static_cast<char>(group >> bits & 0xFF))) return false;
      previous = bits == 0 ? i + 1 : i;
    } else {
      previous = i;
    }
  }
  return true;
}

template <class Emit>
bool Hex(std::string_view text, const Region& region, Emit& emit) {
  int high = -1;
  uint64_t begin = 0;
  for (uint64_t i = region.encoded_begin; i < region.encoded_end; ++i) {
    const int digit = HexDigit(text[i]);
    if (digit < 0) continue;  // between lines, and groups
    if (high < 0) {
      high = digit;
      begin = i;
      continue;
    }
    if (!emit(begin, i + 1, static_cast<char>(high << 4 | digit))) return false;
    high = -1;
  }
  return true;
}

// A unit of the encodings that mark what they encode: how many bytes it takes (0: nothing is encoded here) and what it means.
struct Unit {
  size_t taken = 0;
  int32_t code_point = 0;
};
constexpr int32_t kNothing = -1;  // a unit that stands for no byte at all

Unit PercentUnit(std::string_view text, size_t at) {
  if (text[at] != '%') return {};
  const int32_t value = HexValue(text, at + 1, 2);
  return value < 0 ? Unit{} : Unit{3, value};
}

Unit SimpleEscape(char c) {
  switch (c) {
    case 'n':
      return {2, '\n'};
    case 'r':
      return {2, '\r'};
    case 't':
      return {2, '\t'};
    case '"':
    case '\'':
    case '/':
    case '\\':
      return {2, c};
    default:
      return {};
  }
}

// `\075`, of ASCII alone: more would be bytes of a character, not one.
Unit OctalUnit(std::string_view text, size_t at) {
  int32_t value = 0;
  for (size_t i = at + 1; i < at + 4; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '7') return {};
    value = value << 3 | (text[i] - '0');
  }
  return value < 0x80 ? Unit{4, value} : Unit{};
}

Unit EscapeUnit(std::string_view text, size_t at) {
  if (text[at] != '\\' || at + 1 >= text.size()) return {};
  const char c = text[at + 1];
  if (c == '0' || c == '1') return OctalUnit(text, at);
  if (c != 'x' && c != 'u') return SimpleEscape(c);
  const size_t digits = c == 'x' ? 2 : 4;
  const int32_t value = HexValue(text, at + 2, digits);
  return value < 0 ? Unit{} : Unit{2 + digits, value};
}

Unit EntityUnit(std::string_view text, size_t at) {
  if (text[at] != '&') return {};
  const Entity entity = ReadEntity(text.substr(at, kMaxEntityBytes));
  return entity.size == 0 ? Unit{} : Unit{entity.size, entity.code_point};
}

Unit QuotedPrintableUnit(std::string_view text, size_t at) {
  if (text[at] != '=') return {};
  const std::string_view next = text.substr(at + 1, 2);
  if (next.starts_with('\n')) return {2, kNothing};
  if (next == "\r\n") return {3, kNothing};
  const int32_t value = HexValue(text, at + 1, 2);
  return value < 0 ? Unit{} : Unit{3, value};
}

Unit JointUnit(std::string_view text, size_t at) {
  if (text[at] != '"' && text[at] != '\'' && text[at] != '\\') return {};
  return {static_cast<size_t>(ReadJoint(text, at)), kNothing};
}

// Bytes (%C3%A9) stay bytes: that they are UTF-8 together is no concern of one unit. Only \u and &#…; name characters.
template <Unit (*read)(std::string_view, size_t), bool is_bytes, class Emit>
bool Units(std::string_view text, const Region& region, Emit& emit) {
  text = text.substr(0, region.encoded_end);
  for (uint64_t i = region.encoded_begin; i < region.encoded_end;) {
    const Unit unit = read(text, i);
    if (unit.taken == 0) {
      if (!emit(i, i + 1, text[i])) return false;
      ++i;
      continue;
    }
    const uint64_t end = i + unit.taken;
    if (unit.code_point != kNothing) {
      const bool go_on = is_bytes ? emit(i, end, static_cast<char>(unit.code_point)) : EmitCodePoint(i, end, unit.code_point, emit);
      if (!go_on) return false;
    }
    i = end;
  }
  return true;
}

int32_t WideUnit(std::string_view text, uint64_t at, bool is_big_endian) {
  const auto first = static_cast<unsigned char>(text[at]), second = static_cast<unsigned char>(text[at + 1]);
  return is_big_endian ? first << 8 | second : second << 8 | first;
}

template <class Emit>
bool Utf16(std::string_view text, const Region& region, bool is_big_endian, Emit& emit) {
  for (uint64_t i = region.encoded_begin; i + 2 <= region.encoded_end;) {
    int32_t code_point = WideUnit(text, i, is_big_endian);
    uint64_t end = i + 2;
    if (code_point >= 0xD800 && code_point < 0xDC00 && end + 2 <= region.encoded_end) {
      const int32_t low = WideUnit(text, end, is_big_endian);
      if (low >= 0xDC00 && low < 0xE000) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        end += 2;
      }
    }
    if (!EmitCodePoint(i, end, code_point, emit)) return false;
    i = end;
  }
  return true;
}

template <class Emit>
bool Utf32(std::string_view text, const Region& region, bool is_big_endian, Emit& emit) {
  for (uint64_t i = region.encoded_begin; i + 4 <= region.encoded_end; i += 4) {
    const int32_t first = WideUnit(text, i, is_big_endian), second = WideUnit(text, i + 2, is_big_endian);
    const int32_t high = is_big_endian ? first : second, low = is_big_endian ? second : first;
    if (!EmitCodePoint(i, i + 4, high > 0x10 ? 0xFFFD : high << 16 | low, emit)) return false;
  }
  return true;
}

// Characters of two bytes whose second is zero; anything between them is one line break.
template <class Emit>
bool Wide(std::string_view text, const Region& region, Emit& emit) {
  bool in_gap = true;
  for (uint64_t i = region.encoded_begin; i < region.encoded_end;) {
    const bool is_character = i + 2 <= region.encoded_end && text[i + 1] == 0 && IsTextByte(static_cast<unsigned char>(text[i]));
    if (is_character || !in_gap) {
      if (!emit(i, i + 2, is_character ? text[i] : '\n')) return false;
    }
    in_gap = !is_character;
    i += is_character ? 2 : 1;
  }
  return true;
}

// A tag is nothing, or the end of a line; what only begins like one stays.
template <class Emit>
bool Markup(std::string_view text, const Region& region, Emit& emit) {
  text = text.substr(0, region.encoded_end);
  for (uint64_t i = region.encoded_begin; i < region.encoded_end;) {
    const Tag tag = text[i] == '<' ? ReadTag(text.substr(i)) : Tag{};
    if (tag.size == 0 || tag.ends_line) {
      if (!emit(i, i + std::max<size_t>(1, tag.size), tag.ends_line ? '\n' : text[i])) return false;
    }
    i += std::max<size_t>(1, tag.size);
  }
  return true;
}

// The lines between those of a dump stay.
template <class Emit>
bool Dump(std::string_view text, const Region& region, Emit& emit) {
  text = text.substr(0, region.encoded_end);
  std::vector<DumpedByte> bytes;
  for (uint64_t i = region.encoded_begin; i < region.encoded_end;) {
    const uint64_t end = std::min<uint64_t>(text.find('\n', i), text.size() - 1) + 1;
    const DumpLine line = ReadDumpLine(text, i);
    if (line.is_dump()) ReadDumpedBytes(text, line, &bytes);
    const bool go_on =
        line.is_dump() ? std::ranges::all_of(bytes, [&](const DumpedByte& byte) { return emit(byte.begin, byte.end, byte.byte); })
                       : Copy(text, i, end, emit);
    if (!go_on) return false;
    i = end;
  }
  return true;
}

template <class Emit>
bool Strings(std::string_view text, const Region& region, Emit& emit) {
  bool goes_on = true;
  VisitPackedStrings(text.substr(0, region.encoded_end), [&](const PackedString& string) {
    goes_on = string.is_wide ? Utf16(text, {.encoded_begin = string.begin, .encoded_end = string.end}, true, emit)
                             : Copy(text, string.begin, string.end, emit);
    goes_on = goes_on && emit(string.end - 1, string.end, '\n');
    return goes_on;
  });
  return goes_on;
}

template <class Emit>
bool Bytes(std::string_view text, const Region& region, Emit& emit) {
  text = text.substr(0, region.encoded_end);
  for (uint64_t at = region.encoded_begin; at < region.encoded_end;) {
    const ListedByte byte = ReadListedByte(text, at);
    if (byte.value < 0) break;
    if (!emit(byte.begin, byte.end, static_cast<char>(byte.value))) return false;
    at = NextListedByte(text, byte.end);
  }
  return true;
}

// `name: "value"`; all but the value is said to stand where the value does.
template <class Emit>
bool NamedValue(std::string_view text, std::string_view name, uint64_t begin, uint64_t end, Emit& emit) {
  const auto say = [&](std::string_view words, uint64_t at) {
    return std::ranges::all_of(words, [&](char c) { return emit(at, at + 1, c); });
  };
  return say(name, begin) && say(": \"", begin) && Copy(text, begin, end, emit) && say("\"\n", end - 1);
}

template <class Emit>
bool Table(std::string_view text, const Region& region, Emit& emit) {
  bool goes_on = true;
  const std::string_view table = text.substr(region.encoded_begin, region.encoded_end - region.encoded_begin);
  VisitNamedCells(table, [&](const NamedCell& cell) {
    const uint64_t begin = region.encoded_begin + cell.value_begin;
    goes_on = NamedValue(text, cell.name, begin, begin + cell.value_size, emit);
    return goes_on;
  });
  return goes_on;
}

template <class Emit>
bool Encoded(std::string_view text, const Region& region, Emit& emit) {
  switch (region.encoding) {
    case Encoding::kNone:
      return Copy(text, region.encoded_begin, region.encoded_end, emit);
    case Encoding::kBase64:
      return Base64(text, region, emit);
    case Encoding::kHex:
      return Hex(text, region, emit);
    case Encoding::kPercent:
      return Units<PercentUnit, true>(text, region, emit);
    case Encoding::kEscapes:
      return Units<EscapeUnit, false>(text, region, emit);
    case Encoding::kHtml:
      return Units<EntityUnit, false>(text, region, emit);
    case Encoding::kQuotedPrintable:
      return Units<QuotedPrintableUnit, true>(text, region, emit);
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return Utf16(text, region, region.encoding == Encoding::kUtf16Be, emit);
    case Encoding::kUtf32Le:
    case Encoding::kUtf32Be:
      return Utf32(text, region, region.encoding == Encoding::kUtf32Be, emit);
    case Encoding::kWide:
      return Wide(text, region, emit);
    case Encoding::kMarkup:
      return Markup(text, region, emit);
    case Encoding::kDump:
      return Dump(text, region, emit);
    case Encoding::kStrings:
      return Strings(text, region, emit);
    case Encoding::kByteList:
      return Bytes(text, region, emit);
    case Encoding::kJoined:
      return Units<JointUnit, true>(text, region, emit);
    case Encoding::kTable:
      return Table(text, region, emit);
    case Encoding::kListedPassword:
      return NamedValue(text, kNameInPasswordList, region.encoded_begin, region.encoded_end, emit);
    case Encoding::kKeyFile:
      return NamedValue(text, kNameInKeyFile, region.encoded_begin, region.encoded_end, emit);
  }
  return true;
}

template <class Emit>
void Run(std::string_view text, const Region& region, Emit emit) {
  if (Copy(text, region.begin, region.encoded_begin, emit) && Encoded(text, region, emit))
    Copy(text, region.encoded_end, region.end, emit);
}

}  // namespace

void Decode(std::string_view text, const Region& region, std::string* decoded) {
  decoded->clear();
  std::array<char, 512> made;
  size_t count = 0;
  Run(text, region, [&](uint64_t, uint64_t, char byte) {
    made[count++] = byte;
    if (count == made.size()) decoded->append(made.data(), std::exchange(count, 0));
    return true;
  });
  decoded->append(made.data(), count);
}

std::vector<Spot> Trace(std::string_view text, const Region& region, const std::vector<uint64_t>& offsets) {
  std::vector<Spot> spots;
  spots.reserve(offsets.size());
  uint64_t made = 0, changed = 0, expected = region.begin;  // what is left out changes the byte after it
  Run(text, region, [&](uint64_t begin, uint64_t end, char) {
    while (spots.size() < offsets.size() && offsets[spots.size()] <= made) spots.push_back({begin, end, changed});
    ++made;
    changed += end != begin + 1 || begin != expected ? 1 : 0;
    expected = end;
    return spots.size() < offsets.size();
  });
  while (spots.size() < offsets.size()) spots.push_back({region.end, region.end, changed});
  return spots;
}

}  // namespace sluice
