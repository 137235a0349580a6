// Blocks of 16 bytes looked at in one step: with SSE2, which every 64-bit x86 has, and byte by byte elsewhere.
#pragma once

#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "scanner/unpack/alphabet.h"

namespace sluice {

constexpr uint64_t kBlockBytes = 16;

#ifdef __SSE2__

// A bit for each byte that may begin an escape: backslash, %, &, =.
inline uint32_t EscapeMarks(const char* block) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(is('\\'), is('%')), _mm_or_si128(is('&'), is('=')))));
}

// A bit for each of the eight bytes at `low`, then for each of those at `high`, that is a digit of base64.
inline uint32_t DigitMarks(const char* low, const char* high) {
  const __m128i bytes = _mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(low)),
                                           _mm_loadl_epi64(reinterpret_cast<const __m128i*>(high)));
  const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
  const auto is_from = [](__m128i from_first, char count) {
    return _mm_cmpeq_epi8(_mm_min_epu8(from_first, _mm_set1_epi8(static_cast<char>(count - 1))), from_first);
  };
  const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
  const __m128i letters = is_from(_mm_sub_epi8(lower, _mm_set1_epi8('a')), 26);
  const __m128i slash_to_nine = is_from(_mm_sub_epi8(bytes, _mm_set1_epi8('/')), 11);
  const __m128i others = _mm_or_si128(_mm_or_si128(is('+'), is('-')), is('_'));
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letters, slash_to_nine), others)));
}

#else

inline uint32_t EscapeMarks(const char* block) {
  uint32_t marks = 0;
  for (uint32_t i = 0; i < kBlockBytes; ++i)
    marks |= static_cast<uint32_t>(block[i] == '\\' || block[i] == '%' || block[i] == '&' || block[i] == '=') << i;
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

#endif

}  // namespace sluice
