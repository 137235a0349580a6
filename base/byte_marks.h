// Which bytes of a text belong to a set, 64 of them in one word: what a finder skips by the thousand it need not look at one by
// one.
//
// A byte belongs to the classes that both tables give it, by its low and its high half. Every set of ASCII characters can be
// written so, each high half being a class of its own. On x86 with AVX2, which is asked for when the program runs, 32 bytes are
// looked up in one step: with comparisons of SSE2 finding runs and escapes took 11 % of all CPU on redis's history, so it is 6.5
// (November 2026). Elsewhere byte by byte. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

constexpr size_t kMarkedBytes = 64;  // by one word, the first byte by its lowest bit

struct ByteClasses {
  std::array<uint8_t, 16> low{}, high{};
  constexpr uint8_t Of(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return low[byte & 15] & high[byte >> 4];
  }
  // Adds a character to a class. Requires: with the others of the class it makes all combinations of their halves.
  constexpr void Add(uint8_t classes, char c) {
    const auto byte = static_cast<unsigned char>(c);
    low[byte & 15] |= classes;
    high[byte >> 4] |= classes;
  }
};

// The ASCII characters that is_in says yes to, and no other bytes.
template <class IsIn>
constexpr ByteClasses AsciiClasses(IsIn is_in) {
  ByteClasses classes;
  for (int c = 0; c < 128; ++c) {
    if (is_in(static_cast<char>(c))) classes.Add(static_cast<uint8_t>(1 << (c >> 4)), static_cast<char>(c));
  }
  return classes;
}

constexpr size_t kMaxMarks =
    32;  // 2 KiB of text are looked at in one go: they are still in the cache when what is marked is looked at
using ByteMarks = std::array<uint64_t, kMaxMarks>;

// Marks the bytes of text[at, end) that have a class, as far as `marks` reaches, and gives the number of words; none is marked from
// `end` on.
size_t MarkBytes(const ByteClasses& classes, std::string_view text, uint64_t at, uint64_t end, ByteMarks* marks);

// The same for the bytes that share a class of `classes` with a class of `next` that the byte behind them has. Behind the text
// stands a zero.
size_t MarkPairs(const ByteClasses& classes, const ByteClasses& next, std::string_view text, uint64_t at, uint64_t end,
                 ByteMarks* marks);

}  // namespace sluice
