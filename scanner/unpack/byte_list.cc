#include "scanner/unpack/byte_list.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "scanner/unpack/magic.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

constexpr uint64_t kMinBytes = 20;   // the shortest keys have as many
constexpr size_t kFirstBytes = 6;    // tell of most tables what they are
constexpr size_t kHeadBytes = 48;    // decide, as they do of base64
constexpr uint64_t kMaxBlanks = 32;  // a line break and what the next line is indented by

char At(std::string_view text, uint64_t at) { return at < text.size() ? text[at] : '\0'; }

uint64_t SkipBlanks(std::string_view text, uint64_t at) {
  const uint64_t end = std::min<uint64_t>(text.size(), at + kMaxBlanks);
  while (at < end && IsSpace(text[at])) ++at;
  return at;
}

uint64_t SkipCast(std::string_view text, uint64_t at) {
  static constexpr auto kCasts = std::to_array<std::string_view>({"(byte)", "(char)", "(uint8_t)"});
  if (At(text, at) != '(') return at;
  const auto* const cast = std::ranges::find_if(kCasts, [&](std::string_view name) { return text.substr(at).starts_with(name); });
  if (cast == kCasts.end()) return at;
  at += cast->size();
  return at + (At(text, at) == ' ' ? 1 : 0);
}

// Its version stands first, as in all of them: PKCS#1 and PKCS#8 say 0, SEC 1 says 1 (RFC 8017 A.1.2, 5958, 5915).
bool BeginsAsDerKey(std::string_view bytes) {
  if (!bytes.starts_with('\x30') || bytes.size() < 8) return false;
  const auto length = static_cast<unsigned char>(bytes[1]);
  const size_t version = length < 0x80 ? 2 : length == 0x81 ? 3 : 4;
  return bytes.substr(version).starts_with("\x02\x01\x00"sv) || bytes.substr(version).starts_with("\x02\x01\x01\x04");
}

bool MayBeOfInterest(std::string_view first) {
  return IsTextHead(first) || MayBeginContainer(first[0]) || (first[0] == '\x30' && first.find('\x02') != first.npos);
}

bool IsOfInterest(std::string_view head) {
  return IsTextHead(head) || KindOfContainer(head) != Container::kNone || BeginsAsDerKey(head);
}

// read(at) gives a ListedByte, next(end) where another may begin.
template <class Read, class Next>
TextRange ReadList(uint64_t at, const Read& read, const Next& next) {
  TextRange list{at, at};
  std::string head;
  uint64_t count = 0;
  for (ListedByte byte = read(at); byte.value >= 0; byte = read(next(byte.end))) {
    if (count == 0) list.begin = byte.begin;
    list.end = byte.end;
    if (count < kHeadBytes) head += static_cast<char>(byte.value);
    ++count;
    const bool may_go_on = count == kFirstBytes ? MayBeOfInterest(head) : count != kHeadBytes || IsOfInterest(head);
    if (!may_go_on) return {at, at};
  }
  return count >= kMinBytes && IsOfInterest(head) ? list : TextRange{at, at};
}

ListedByte ReadPair(std::string_view text, uint64_t at) {
  const int32_t value = HexValue(text, at, 2);
  return value < 0 || IsAlnum(At(text, at + 2)) ? ListedByte{} : ListedByte{at, at + 2, value};
}

uint64_t SkipBlanksBack(std::string_view text, uint64_t at) {
  const uint64_t first = at - std::min(at, kMaxBlanks);
  while (at > first && IsSpace(text[at - 1])) --at;
  return at;
}

// Over a number with its cast, or a part of it.
uint64_t SkipNumberBack(std::string_view text, uint64_t at) {
  constexpr uint64_t kMaxNumberBytes = 16;
  const uint64_t first = at - std::min(at, kMaxNumberBytes);
  const auto is_part = [](char c) { return IsAlnum(c) || c == '_' || c == '(' || c == ')'; };
  while (at > first && is_part(text[at - 1])) --at;
  return at;
}

bool FollowsListedBytes(std::string_view text, uint64_t at) {
  at = SkipNumberBack(text, at);
  for (int i = 0; i < 2; ++i) {
    const uint64_t comma = SkipBlanksBack(text, at);
    if (comma == 0 || text[comma - 1] != ',') return false;
    const uint64_t end = SkipBlanksBack(text, comma - 1);
    at = SkipNumberBack(text, end);
    if (i == 0 && ReadListedByte(text, at).end != end) return false;
  }
  return true;
}

bool FollowsPairs(std::string_view text, uint64_t at) {
  for (int i = 0; i < 2 && at > 0 && HexDigit(text[at - 1]) >= 0; ++i) --at;
  for (int i = 0; i < 2; ++i) {
    const uint64_t blank = SkipBlanksBack(text, at);
    const uint64_t end = blank - (blank > 0 && text[blank - 1] == ':' ? 1 : 0);
    if (end == at || end < 2 || HexValue(text, end - 2, 2) < 0) return false;
    at = end - 2;
  }
  return true;
}

}  // namespace

ListedByte ReadListedByte(std::string_view text, uint64_t at) {
  const uint64_t begin = at;
  at = SkipCast(text, at);
  const bool is_hex = At(text, at) == '0' && ToLower(At(text, at + 1)) == 'x';
  if (is_hex) at += 2;
  const uint64_t digits = at, max_digits = is_hex ? 2 : 3;
  int32_t value = 0;
  for (; at < digits + max_digits && at < text.size(); ++at) {
    const int digit = HexDigit(text[at]);
    if (digit < 0 || (!is_hex && digit > 9)) break;
    value = value * (is_hex ? 16 : 10) + digit;
  }
  const char after = At(text, at);
  return at == digits || value > 0xFF || IsAlnum(after) || after == '.' || after == '_' ? ListedByte{}
                                                                                        : ListedByte{begin, at, value};
}

uint64_t NextListedByte(std::string_view text, uint64_t end) {
  const uint64_t comma = SkipBlanks(text, end);
  return At(text, comma) == ',' ? SkipBlanks(text, comma + 1) : text.size();
}

TextRange ReadByteList(std::string_view text, uint64_t at) {
  return ReadList(
      at, [&](uint64_t begin) { return ReadListedByte(text, begin); }, [&](uint64_t end) { return NextListedByte(text, end); });
}

TextRange ReadPairList(std::string_view text, uint64_t at) {
  const char separator = At(text, at + 2);
  if (separator != ' ' && separator != ':') return {at, at};
  // The last pair of a line may have the separator behind it, too.
  const auto next = [&](uint64_t end) {
    const uint64_t behind = end + (At(text, end) == separator ? 1 : 0);
    if (At(text, behind) == '\n' || At(text, behind) == '\r') return SkipBlanks(text, behind);
    return behind == end ? text.size() : behind;
  };
  return ReadList(
      at, [&](uint64_t begin) { return ReadPair(text, begin); }, next);
}

bool MayCutAByteList(std::string_view text, uint64_t at) { return FollowsListedBytes(text, at) || FollowsPairs(text, at); }

}  // namespace sluice
