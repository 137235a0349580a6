#include "scanner/unpack/packed_strings.h"

#include <algorithm>

#include "base/number.h"

namespace sluice {
namespace {

constexpr uint64_t kMinBytes = 4;
constexpr std::string_view kPropertyList = "bplist00";

using Visit = std::function<bool(const PackedString&)>;

// A number of the version, and then the end of a line, so that no program takes it for text.
bool IsCompiledPython(std::string_view bytes) {
  constexpr uint64_t kFirstOf3 = 3000, kEndOf3 = 4000, kFirstOf2 = 62011, kEndOf2 = 62220;
  if (!From(bytes, 2).starts_with("\r\n")) return false;
  const uint64_t version = LittleEndian(bytes, 0, 2);
  return (version >= kFirstOf3 && version < kEndOf3) || (version >= kFirstOf2 && version < kEndOf2);
}

bool IsStringByte(char c) { return static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Marshal's own reader would have to know each version's objects: every byte is taken for the type of a string whose length fits.
void VisitMarshalled(std::string_view bytes, const Visit& visit) {
  constexpr char kTypeBits = 0x7F;
  uint64_t text_end = 0;  // of the text at hand, where anything else begins
  const auto is_text = [&](uint64_t begin, uint64_t end) {
    if (text_end < begin) text_end = begin;
    while (text_end < end && IsStringByte(bytes[text_end])) ++text_end;
    return text_end >= end;
  };
  for (uint64_t at = 0; at < bytes.size();) {
    const char type = static_cast<char>(bytes[at] & kTypeBits);
    const bool is_short = type == 'z' || type == 'Z', is_long = std::string_view("suaAt").find(type) != std::string_view::npos;
    const uint64_t begin = at + (is_short ? 2 : 5);
    const uint64_t size = is_short ? ByteAt(bytes, at + 1) : LittleEndian(bytes, at + 1, 4);
    const bool is_string = (is_short || is_long) && begin < bytes.size() && size >= kMinBytes && size <= bytes.size() - begin;
    ++at;
    if (!is_string || !is_text(begin, begin + size)) continue;
    if (!visit({begin, begin + size})) return;
    at = begin + size;
  }
}

// Its last 32 bytes tell where the table stands that tells where each object stands.
void VisitPropertyList(std::string_view bytes, const Visit& visit) {
  constexpr uint64_t kTrailerBytes = 32, kString = 5, kWideString = 6, kData = 4, kLong = 15;
  if (bytes.size() < kTrailerBytes) return;
  const uint64_t trailer = bytes.size() - kTrailerBytes;
  const uint64_t width = std::min<uint64_t>(ByteAt(bytes, trailer + 6), 8), table = BigEndian(bytes, trailer + 24, 8);
  uint64_t done = 0;
  for (uint64_t entry = table; width > 0 && entry <= trailer && trailer - entry >= width; entry += width) {
    uint64_t at = BigEndian(bytes, entry, static_cast<int>(width));
    if (at < done || at >= table) continue;
    const uint64_t marker = ByteAt(bytes, at++), kind = marker >> 4;
    uint64_t size = marker & 15;
    if (size == kLong) {
      const int digits = 1 << (ByteAt(bytes, at) & 3);
      size = BigEndian(bytes, at + 1, digits);
      at += 1 + static_cast<uint64_t>(digits);
    }
    const bool is_wide = kind == kWideString;
    if ((kind != kString && kind != kData && !is_wide) || size < kMinBytes || at >= table ||
        size > (table - at) / (is_wide ? 2 : 1))
      continue;
    done = at + size * (is_wide ? 2 : 1);
    const bool is_text = is_wide || std::ranges::all_of(bytes.substr(at, size), IsStringByte);
    if (is_text && !visit({at, done, is_wide})) return;
  }
}

}  // namespace

bool HoldsPackedStrings(std::string_view bytes) { return IsCompiledPython(bytes) || bytes.starts_with(kPropertyList); }

void VisitPackedStrings(std::string_view bytes, const Visit& visit) {
  if (bytes.starts_with(kPropertyList)) {
    VisitPropertyList(bytes, visit);
  } else {
    VisitMarshalled(bytes, visit);
  }
}

}  // namespace sluice
