#include "base/byte_marks.h"

#include <algorithm>
#include <cstring>
#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace sluice {
namespace {

// Each of these marks kMarkedBytes bytes at `bytes` and as many after them as there are words. For pairs one byte more is read.
void MarkBytesOneByOne(const ByteClasses& classes, const char* bytes, size_t words, uint64_t* marks) {
  for (size_t word = 0; word < words; ++word, bytes += kMarkedBytes) {
    marks[word] = 0;
    for (size_t i = 0; i < kMarkedBytes; ++i) marks[word] |= uint64_t{classes.Of(bytes[i]) != 0} << i;
  }
}

void MarkPairsOneByOne(const ByteClasses& classes, const ByteClasses& next, const char* bytes, size_t words, uint64_t* marks) {
  for (size_t word = 0; word < words; ++word, bytes += kMarkedBytes) {
    marks[word] = 0;
    for (size_t i = 0; i < kMarkedBytes; ++i) marks[word] |= uint64_t{(classes.Of(bytes[i]) & next.Of(bytes[i + 1])) != 0} << i;
  }
}

#ifdef __x86_64__

const bool kHasAvx2 = __builtin_cpu_supports("avx2") != 0;

struct Tables {
  __m256i low, high;
};

__attribute__((target("avx2"))) inline __m256i Load(const std::array<uint8_t, 16>& table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

__attribute__((target("avx2"))) inline __m256i ClassesOf(const Tables& tables, const char* at) {
  const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i half = _mm256_set1_epi8(15);
  const __m256i low = _mm256_shuffle_epi8(tables.low, _mm256_and_si256(bytes, half));
  const __m256i high = _mm256_shuffle_epi8(tables.high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half));
  return _mm256_and_si256(low, high);
}

__attribute__((target("avx2"))) inline uint64_t NotZero(__m256i first, __m256i second) {
  const __m256i zero = _mm256_setzero_si256();
  const auto low = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(first, zero)));
  const auto high = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(second, zero)));
  return ~(uint64_t{high} << 32 | low);
}

__attribute__((target("avx2"))) void MarkBytesByAvx2(const ByteClasses& classes, const char* bytes, size_t words, uint64_t* marks) {
  const Tables tables{Load(classes.low), Load(classes.high)};
  for (size_t word = 0; word < words; ++word, bytes += kMarkedBytes)
    marks[word] = NotZero(ClassesOf(tables, bytes), ClassesOf(tables, bytes + 32));
}

__attribute__((target("avx2"))) void MarkPairsByAvx2(const ByteClasses& classes, const ByteClasses& next, const char* bytes,
                                                     size_t words, uint64_t* marks) {
  const Tables here{Load(classes.low), Load(classes.high)}, behind{Load(next.low), Load(next.high)};
  for (size_t word = 0; word < words; ++word, bytes += kMarkedBytes) {
    const __m256i first = _mm256_and_si256(ClassesOf(here, bytes), ClassesOf(behind, bytes + 1));
    const __m256i second = _mm256_and_si256(ClassesOf(here, bytes + 32), ClassesOf(behind, bytes + 33));
    marks[word] = NotZero(first, second);
  }
}

#else

constexpr bool kHasAvx2 = false;
constexpr auto MarkBytesByAvx2 = MarkBytesOneByOne;
constexpr auto MarkPairsByAvx2 = MarkPairsOneByOne;

#endif

// Calls mark(bytes, words, marks) for text[at, end), and for a copy where fewer bytes are left in the text than it reads: those of
// whole words and `more` behind them.
template <class Mark>
size_t MarkInWords(std::string_view text, uint64_t at, uint64_t end, size_t more, ByteMarks* marks, const Mark& mark) {
  if (at >= end) return 0;
  const size_t wanted = std::min<size_t>((end - at + kMarkedBytes - 1) / kMarkedBytes, kMaxMarks);
  const size_t readable = (text.size() - at - std::min<size_t>(text.size() - at, more)) / kMarkedBytes;
  const size_t words = std::min(wanted, readable);
  mark(text.data() + at, words, marks->data());
  if (words < wanted) {
    const std::string_view left = text.substr(at + words * kMarkedBytes, kMarkedBytes + 1);
    std::array<char, kMarkedBytes + 1> rest{};
    std::memcpy(rest.data(), left.data(), left.size());
    mark(rest.data(), 1, marks->data() + words);
  }
  const uint64_t beyond = at + wanted * kMarkedBytes - std::min<uint64_t>(end, at + wanted * kMarkedBytes);
  (*marks)[wanted - 1] &= ~uint64_t{0} >> beyond;
  return wanted;
}

}  // namespace

size_t MarkBytes(const ByteClasses& classes, std::string_view text, uint64_t at, uint64_t end, ByteMarks* marks) {
  return MarkInWords(text, at, end, 0, marks, [&](const char* bytes, size_t words, uint64_t* into) {
    (kHasAvx2 ? MarkBytesByAvx2 : MarkBytesOneByOne)(classes, bytes, words, into);
  });
}

size_t MarkPairs(const ByteClasses& classes, const ByteClasses& next, std::string_view text, uint64_t at, uint64_t end,
                 ByteMarks* marks) {
  return MarkInWords(text, at, end, 1, marks, [&](const char* bytes, size_t words, uint64_t* into) {
    (kHasAvx2 ? MarkPairsByAvx2 : MarkPairsOneByOne)(classes, next, bytes, words, into);
  });
}

}  // namespace sluice
