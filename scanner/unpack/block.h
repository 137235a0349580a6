// Where escapes may begin in a block of bytes, looked at in one step (base/word_bytes.h).
#pragma once

#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/ascii.h"
#include "base/word_bytes.h"

namespace sluice {

#ifdef __SSE2__

// A bit for each byte that may begin an escape, by the byte after it: any after a backslash, an octal digit after % or the end of a line, a letter or
// # after &, the end of a line or 3 after =. Reads kBlockBytes and one more.
inline uint32_t EscapeMarks(const char* block) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 1));
  const auto is = [](__m128i of, char c) { return _mm_cmpeq_epi8(of, _mm_set1_epi8(c)); };
  const __m128i octal = _mm_and_si128(_mm_or_si128(is(bytes, '%'), is(bytes, '\n')), IsFrom(next, '0', 8));
  const __m128i entity = _mm_and_si128(is(bytes, '&'), _mm_or_si128(is(next, '#'), IsLetter(next)));
  const __m128i soft_end = _mm_or_si128(is(next, '3'), _mm_or_si128(is(next, '\n'), is(next, '\r')));
  const __m128i equals = _mm_and_si128(is(bytes, '='), soft_end);
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(is(bytes, '\\'), octal), _mm_or_si128(entity, equals))));
}

#else

inline uint32_t EscapeMarks(const char* block) {
  const auto may_begin = [](char c, char next) {
    if (c == '%' || c == '\n') return next >= '0' && next <= '7';
    if (c == '&') return next == '#' || IsAlpha(next);
    return c == '\\' || (c == '=' && (next == '3' || next == '\n' || next == '\r'));
  };
  uint32_t marks = 0;
  for (uint32_t i = 0; i < kBlockBytes; ++i) marks |= static_cast<uint32_t>(may_begin(block[i], block[i + 1])) << i;
  return marks;
}

#endif

}  // namespace sluice
