// Runs of letters, digits and a few other characters: blocks of 16 bytes looked at in one step, with SSE2, which every 64-bit x86 has, and
// byte by byte elsewhere. Pure.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/ascii.h"

namespace sluice {

constexpr uint64_t kBlockBytes = 16;

#ifdef __SSE2__

// Whether each byte is one of the `count` from `first` on.
inline __m128i IsFrom(__m128i bytes, char first, char count) {
  const __m128i from_first = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_first, _mm_set1_epi8(static_cast<char>(count - 1))), from_first);
}

inline __m128i IsLetter(__m128i bytes) { return IsFrom(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26); }

#endif

// Letters, digits and `kOthers`.
template <char... kOthers>
struct WordBytes {
  static constexpr bool Has(char c) { return IsAlnum(c) || (... || (c == kOthers)); }

  // A bit for each of the eight bytes at `low`, then for each of those at `high`, that is one.
  static uint32_t Marks(const char* low, const char* high) {
#ifdef __SSE2__
    return MarksOf(_mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(low)),
                                      _mm_loadl_epi64(reinterpret_cast<const __m128i*>(high))));
#else
    uint32_t marks = 0;
    for (uint32_t i = 0; i < 8; ++i)
      marks |= static_cast<uint32_t>(Has(low[i])) << i | static_cast<uint32_t>(Has(high[i])) << (i + 8);
    return marks;
#endif
  }

  // For each of the 64 bytes at `bytes`.
  static uint64_t Marks64(const char* bytes) {
    uint64_t marks = 0;
    for (uint32_t i = 0; i < 64; i += kBlockBytes) {
#ifdef __SSE2__
      const uint64_t block = MarksOf(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i)));
#else
      const uint64_t block = Marks(bytes + i, bytes + i + 8);
#endif
      marks |= block << i;
    }
    return marks;
  }

  // Calls found(begin, end) for every run of at least `kMinBytes` in text[begin, end), in order. What of a run stands outside does not count.
  template <uint64_t kMinBytes, typename Found>
  static void EachRun(std::string_view text, uint64_t begin, uint64_t end, const Found& found) {
    static_assert(kMinBytes > 1 && kMinBytes <= 64);
    uint64_t run_before = 0;  // bytes of the run that reaches up to `at`; a last block that `end` cuts leaves none
    for (uint64_t at = begin; at < end; at += 64) {
      const uint64_t marks = MarksUpTo(text, at, end);
      const auto first = static_cast<uint64_t>(std::countr_one(marks)), last = static_cast<uint64_t>(std::countl_one(marks));
      if (first == 64) {
        run_before += 64;
        continue;
      }
      if (run_before + first >= kMinBytes) found(at - run_before, at + first);
      uint64_t inner = marks & ~uint64_t{0} << first;
      if (last > 0) inner &= ~uint64_t{0} >> last;
      for (uint64_t begins = BeginsOfRuns<kMinBytes>(inner); begins != 0;) {
        const auto run = static_cast<uint64_t>(std::countr_zero(begins));
        const uint64_t run_end = run + static_cast<uint64_t>(std::countr_one(inner >> run));
        found(at + run, at + run_end);
        begins &= ~uint64_t{0} << run_end;
      }
      run_before = last;
    }
    if (run_before >= kMinBytes) found(end - run_before, end);
  }

  // Where the run that begins at `at` ends, not after `to`.
  static uint64_t EndOfRun(std::string_view text, uint64_t at, uint64_t to) {
    int count = kBlockBytes;
    while (count == kBlockBytes && at + kBlockBytes <= to) {
      const char* const block = text.data() + at;
      count = std::countr_one(static_cast<uint16_t>(Marks(block, block + 8)));
      at += static_cast<uint64_t>(count);
    }
    while (count == kBlockBytes && at < to && Has(text[at])) ++at;
    return at;
  }

 private:
  // A bit for each byte with which at least `kMinBytes` marked ones in a row begin.
  template <uint64_t kMinBytes>
  static uint64_t BeginsOfRuns(uint64_t marks) {
    uint64_t length = 1;
    for (; 2 * length <= kMinBytes; length *= 2) marks &= marks >> length;
    return marks & marks >> (kMinBytes - length);
  }

  // As Marks64(), and none for the bytes from `end` on.
  static uint64_t MarksUpTo(std::string_view text, uint64_t at, uint64_t end) {
    const uint64_t left = end - at;
    if (left >= 64) return Marks64(text.data() + at);
    std::array<char, 64> bytes{};
    std::memcpy(bytes.data(), text.data() + at, static_cast<size_t>(left));
    return Marks64(bytes.data()) & ((uint64_t{1} << left) - 1);
  }

#ifdef __SSE2__
  static uint32_t MarksOf(__m128i bytes) {
    __m128i marks = _mm_or_si128(IsLetter(bytes), IsFrom(bytes, '0', 10));
    ((marks = _mm_or_si128(marks, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(kOthers)))), ...);
    return static_cast<uint32_t>(_mm_movemask_epi8(marks));
  }
#endif
};

// The digits of both alphabets of base64, and so of nearly all tokens.
using TokenBytes = WordBytes<'+', '/', '-', '_'>;

}  // namespace sluice
