// Blocks of 16 bytes looked at in one step: with SSE2, which every 64-bit x86 has, and byte by byte elsewhere.
#pragma once

#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/ascii.h"
#include "scanner/unpack/alphabet.h"

namespace sluice {

constexpr uint64_t kBlockBytes = 16;

#ifdef __SSE2__

// Whether each byte is one of the `count` from `first` on.
inline __m128i IsFrom(__m128i bytes, char first, char count) {
  const __m128i from_first = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_first, _mm_set1_epi8(static_cast<char>(count - 1))), from_first);
}

inline __m128i IsLetter(__m128i bytes) { return IsFrom(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26); }

// A bit for each byte that may begin an escape, by the byte after it: any after a backslash, an octal digit after %, a letter or # after &,
// the end of a line or 3 after =. Reads kBlockBytes and one more.
inline uint32_t EscapeMarks(const char* block) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 1));
  const auto is = [](__m128i of, char c) { return _mm_cmpeq_epi8(of, _mm_set1_epi8(c)); };
  const __m128i percent = _mm_and_si128(is(bytes, '%'), IsFrom(next, '0', 8));
  const __m128i entity = _mm_and_si128(is(bytes, '&'), _mm_or_si128(is(next, '#'), IsLetter(next)));
  const __m128i soft_end = _mm_or_si128(is(next, '3'), _mm_or_si128(is(next, '\n'), is(next, '\r')));
  const __m128i equals = _mm_and_si128(is(bytes, '='), soft_end);
  return static_cast<uint32_t>(
      _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(is(bytes, '\\'), percent), _mm_or_si128(entity, equals))));
}

// A bit for each of the eight bytes at `low`, then for each of those at `high`, that is a digit of base64.
inline uint32_t DigitMarks(const char* low, const char* high) {
  const __m128i bytes = _mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(low)),
                                           _mm_loadl_epi64(reinterpret_cast<const __m128i*>(high)));
  const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
  const __m128i others = _mm_or_si128(_mm_or_si128(is('+'), is('-')), is('_'));
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(IsLetter(bytes), IsFrom(bytes, '/', 11)), others)));
}

// A bit for each of the eight bytes at `block` that is a letter or a decimal digit.
inline uint32_t AlnumMarks(const char* block) {
  const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(block));
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_or_si128(IsLetter(bytes), IsFrom(bytes, '0', 10)))) & 0xFF;
}

#else

inline uint32_t EscapeMarks(const char* block) {
  const auto may_begin = [](char c, char next) {
    if (c == '%') return next >= '0' && next <= '7';
    if (c == '&') return next == '#' || (IsAlnum(next) && !IsDigit(next));
    return c == '\\' || (c == '=' && (next == '3' || next == '\n' || next == '\r'));
  };
  uint32_t marks = 0;
  for (uint32_t i = 0; i < kBlockBytes; ++i) marks |= static_cast<uint32_t>(may_begin(block[i], block[i + 1])) << i;
  return marks;
}

inline uint32_t DigitMarks(const char* low, const char* high) {
  uint32_t marks = 0;
  for (uint32_t i = 0; i < 8; ++i) {
    marks |= static_cast<uint32_t>(Base64Digit(low[i]) >= 0) << i;
    marks |= static_cast<uint32_t>(Base64Digit(high[i]) >= 0) << (i + 8);
  }
  return marks;
}

inline uint32_t AlnumMarks(const char* block) {
  uint32_t marks = 0;
  for (uint32_t i = 0; i < 8; ++i) marks |= static_cast<uint32_t>(IsAlnum(block[i])) << i;
  return marks;
}

#endif

}  // namespace sluice
