#include "scanner/unpack/wide.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/ascii.h"
#include "base/byte_marks.h"

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

constexpr ByteClasses kZero = AsciiClasses([](char c) { return c == 0; });
constexpr ByteClasses kNotAscii = [] {
  ByteClasses classes;
  for (int c = 128; c < 256; ++c) classes.Add(1, static_cast<char>(c));
  return classes;
}();

// For each eight of 64 bytes its first one, if they are four ASCII characters of two bytes, from either alignment: only then they
// are worth a closer look. Not eight zeros.
uint64_t MayBeWide(uint64_t zeros, uint64_t not_ascii) {
  constexpr uint64_t kFirsts = 0x0101010101010101;
  uint64_t fours = zeros & zeros >> 2;  // of an eight the first bit says that all even bytes are zero, the second one all odd ones
  fours &= fours >> 4;
  for (const int distance : {4, 2, 1}) not_ascii |= not_ascii >> distance;
  return (fours ^ fours >> 1) & ~not_ascii & kFirsts;
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

namespace {

class WideFinder {
 public:
  WideFinder(std::string_view bytes, std::vector<Region>* regions)
      : bytes_(bytes), regions_(*regions), first_region_(regions->size()) {}

  // Every character stands near a zero: `from` is where the first one is.
  void Find(size_t from) {
    ByteMarks zeros, not_ascii;
    for (size_t at = from / 8 * 8; at < bytes_.size();) {
      const size_t words = MarkBytes(kZero, bytes_, at, bytes_.size(), &zeros);
      MarkBytes(kNotAscii, bytes_, at, bytes_.size(), &not_ascii);
      for (size_t word = 0; word < words; ++word, at += kMarkedBytes) {
        for (uint64_t eights = MayBeWide(zeros[word], not_ascii[word]); eights != 0; eights &= eights - 1)
          Look(at + static_cast<size_t>(std::countr_zero(eights)));
      }
    }
  }

 private:
  void Look(size_t at) {
    if (at < done_ || at + 8 > bytes_.size()) return;
    size_t begin = bytes_[at] == 0 ? at + 1 : at;
    while (begin >= done_ + 2 && IsWideCharacter(bytes_, begin - 2)) begin -= 2;
    size_t end = begin;
    while (IsWideCharacter(bytes_, end)) end += 2;
    done_ = std::max(end, at + 8);
    if (end - begin < 2 * kMinWideCharacters) return;
    if (regions_.size() > first_region_ && begin - regions_.back().end <= kMaxGapBytes) {
      regions_.back().end = regions_.back().encoded_end = end;
    } else {
      regions_.push_back({begin, end, begin, end, Encoding::kWide});
    }
  }

  std::string_view bytes_;
  std::vector<Region>& regions_;
  const size_t first_region_;
  size_t done_ = 0;
};

}  // namespace

void FindWideStrings(std::string_view bytes, std::vector<Region>* regions) {
  const void* const zero = std::memchr(bytes.data(), 0, bytes.size());
  if (zero == nullptr || bytes.size() < 2 * kMinWideCharacters) return;
  WideFinder(bytes, regions).Find(static_cast<size_t>(static_cast<const char*>(zero) - bytes.data()));
}

}  // namespace sluice
