#include "scanner/unpack/text.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "scanner/unpack/alphabet.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

constexpr size_t kMinWideCharacters = 8;
constexpr size_t kMaxGapBytes = 64;  // between strings that are read as one text
constexpr size_t kSampleBytes = 512;

Region Whole(Encoding encoding, std::string_view bytes, size_t mark_bytes) {
  return {mark_bytes, bytes.size(), mark_bytes, bytes.size(), encoding};
}

struct ZeroShare {
  size_t even = 0, odd = 0, text_even = 0, text_odd = 0, pairs = 0;
};

ZeroShare CountZeros(std::string_view bytes) {
  ZeroShare share;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  share.pairs = sample.size() / 2;
  for (size_t i = 0; i + 1 < sample.size(); i += 2) {
    const auto even = static_cast<unsigned char>(sample[i]), odd = static_cast<unsigned char>(sample[i + 1]);
    share.even += even == 0 ? 1 : 0;
    share.odd += odd == 0 ? 1 : 0;
    share.text_even += IsTextByte(even) ? 1 : 0;
    share.text_odd += IsTextByte(odd) ? 1 : 0;
  }
  return share;
}

// Most characters are ASCII, and none of those a control character.
bool IsLittleEndian(const ZeroShare& share) {
  return share.pairs >= kMinWideCharacters && share.odd * 10 >= share.pairs * 8 && share.text_even * 10 >= share.pairs * 9;
}
bool IsBigEndian(const ZeroShare& share) {
  return share.pairs >= kMinWideCharacters && share.even * 10 >= share.pairs * 8 && share.text_odd * 10 >= share.pairs * 9;
}

// Eight bytes that are four ASCII characters of two bytes, from either alignment: only then is it worth a closer look.
bool MayBeWide(const char* at) {
  uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  constexpr uint64_t kHighBytes = 0xFF00FF00FF00FF00, kHighBits = 0x8080808080808080;
  if (word == 0 || (word & kHighBits) != 0) return false;
  return (word & kHighBytes) == 0 || (word & ~kHighBytes) == 0;
}

bool IsWideCharacter(std::string_view bytes, size_t at) {
  return at + 1 < bytes.size() && bytes[at + 1] == 0 && IsTextByte(static_cast<unsigned char>(bytes[at]));
}

}  // namespace

std::optional<Region> FindWideText(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return Whole(Encoding::kUtf32Le, bytes, 4);
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return Whole(Encoding::kUtf32Be, bytes, 4);
  if (bytes.starts_with("\xFF\xFE"sv)) return Whole(Encoding::kUtf16Le, bytes, 2);
  if (bytes.starts_with("\xFE\xFF"sv)) return Whole(Encoding::kUtf16Be, bytes, 2);
  if (std::memchr(bytes.data(), 0, std::min<size_t>(bytes.size(), 4)) == nullptr) return std::nullopt;
  if (bytes.size() >= 32 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0 && bytes[5] == 0 && bytes[6] == 0 && bytes[7] == 0)
    return bytes[0] != 0 && bytes[4] != 0 ? std::optional(Whole(Encoding::kUtf32Le, bytes, 0)) : std::nullopt;
  if (bytes.size() >= 32 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[4] == 0 && bytes[5] == 0 && bytes[6] == 0)
    return bytes[3] != 0 && bytes[7] != 0 ? std::optional(Whole(Encoding::kUtf32Be, bytes, 0)) : std::nullopt;
  const ZeroShare share = CountZeros(bytes);
  if (IsLittleEndian(share)) return Whole(Encoding::kUtf16Le, bytes, 0);
  if (IsBigEndian(share)) return Whole(Encoding::kUtf16Be, bytes, 0);
  return std::nullopt;
}

bool IsLikelyUtf16(std::string_view bytes) {
  const ZeroShare share = CountZeros(bytes);
  return IsLittleEndian(share) || IsBigEndian(share);
}

void FindWideStrings(std::string_view bytes, std::vector<Region>* regions) {
  const void* const zero = std::memchr(bytes.data(), 0, bytes.size());
  if (zero == nullptr || bytes.size() < 2 * kMinWideCharacters) return;
  const size_t first_region = regions->size();
  const auto first_zero = static_cast<size_t>(static_cast<const char*>(zero) - bytes.data());
  size_t done = 0;
  for (size_t i = first_zero / 8 * 8; i + 8 <= bytes.size(); i += 8) {
    if (i < done || !MayBeWide(bytes.data() + i)) continue;
    size_t begin = bytes[i] == 0 ? i + 1 : i;
    while (begin >= done + 2 && IsWideCharacter(bytes, begin - 2)) begin -= 2;
    size_t end = begin;
    while (IsWideCharacter(bytes, end)) end += 2;
    done = std::max(end, i + 8);
    if (end - begin < 2 * kMinWideCharacters) continue;
    if (regions->size() > first_region && begin - regions->back().end <= kMaxGapBytes) {
      regions->back().end = regions->back().encoded_end = end;
    } else {
      regions->push_back({begin, end, begin, end, Encoding::kWide});
    }
  }
}

}  // namespace sluice
