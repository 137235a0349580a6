#include "scanner/detect/binary.h"

#include <algorithm>

#include "base/word_bytes.h"

namespace sluice {
namespace {

constexpr size_t kHeadBytes = 8000;
constexpr uint64_t kMinRunBytes = 8;
// A name and its value stand in tables of strings with a zero or two between them.
constexpr uint64_t kMaxGapBytes = 16;

}  // namespace

bool IsBinary(std::string_view bytes) { return bytes.substr(0, kHeadBytes).find('\0') != bytes.npos; }

std::vector<ByteRange> PrintableParts(std::string_view bytes) {
  std::vector<ByteRange> parts;
  PrintableBytes::EachRun<kMinRunBytes>(bytes, 0, bytes.size(), [&](uint64_t begin, uint64_t end) {
    if (!parts.empty() && begin - parts.back().end <= kMaxGapBytes) {
      parts.back().end = end;
    } else {
      parts.push_back({begin, end});
    }
  });
  return parts;
}

bool NamesControlCharacter(std::string_view regex) {
  constexpr std::string_view kText = "9adAD";  // tab and line breaks: \x09, \x0a, \x0d
  for (size_t at = regex.find("\\x"); at != regex.npos; at = regex.find("\\x", at + 2)) {
    const std::string_view digits = regex.substr(at + 2, 2);
    if (digits.size() == 2 && (digits[0] == '1' || (digits[0] == '0' && kText.find(digits[1]) == kText.npos))) return true;
  }
  return false;
}

}  // namespace sluice
