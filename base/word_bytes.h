// Runs of characters of a set, looked for 64 bytes at a time (base/byte_marks.h). Pure.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"
#include "base/byte_marks.h"

namespace sluice {

// Runs of the characters that Set::Has() says yes to, all of them ASCII. `Set` derives from it.
template <class Set>
struct ByteRuns {
  // Calls found(begin, end) for every run of at least `kMinBytes` in text[begin, end), in order. What of a run stands outside does
  // not count.
  template <uint64_t kMinBytes, typename Found>
  static void EachRun(std::string_view text, uint64_t begin, uint64_t end, const Found& found) {
    static_assert(kMinBytes > 1 && kMinBytes <= kMarkedBytes);
    ByteMarks marks;
    uint64_t run_before = 0;  // bytes of the run that reaches up to `at`; a last word that `end` cuts leaves none
    for (uint64_t at = begin; at < end;) {
      const size_t words = MarkBytes(Classes(), text, at, end, &marks);
      for (size_t word = 0; word < words; ++word, at += kMarkedBytes)
        run_before = RunsIn<kMinBytes>(marks[word], at, run_before, found);
    }
    if (run_before >= kMinBytes) found(end - run_before, end);
  }

  // Where the run that begins at `at` ends, not after `to`.
  static uint64_t EndOfRun(std::string_view text, uint64_t at, uint64_t to) {
    ByteMarks marks;
    uint64_t count = kMarkedBytes;
    while (count == kMarkedBytes && at < to) {
      MarkBytes(Classes(), text, at, std::min<uint64_t>(to, at + kMarkedBytes), &marks);
      count = static_cast<uint64_t>(std::countr_one(marks[0]));
      at += count;
    }
    return at;
  }

 private:
  // A bit for each byte with which at least `kMinBytes` marked ones in a row begin.
  template <uint64_t kMinBytes>
  static uint64_t BeginsOfRuns(uint64_t marks) {
    if constexpr (kMinBytes == 1) {
      return marks;
    } else {
      constexpr uint64_t kHalf = (kMinBytes + 1) / 2;
      const uint64_t begins = BeginsOfRuns<kHalf>(marks);
      return begins & begins >> (kMinBytes - kHalf);
    }
  }

  // Of 64 bytes at `at`. Gives the bytes of the run that reaches beyond them.
  template <uint64_t kMinBytes, typename Found>
  static uint64_t RunsIn(uint64_t marks, uint64_t at, uint64_t run_before, const Found& found) {
    // Most words have no run that is nearly as long.
    constexpr uint64_t kShorter = std::bit_floor(kMinBytes);
    if (run_before <= kMinBytes - kShorter && BeginsOfRuns<kShorter>(marks) == 0)
      return static_cast<uint64_t>(std::countl_one(marks));
    const auto first = static_cast<uint64_t>(std::countr_one(marks)), last = static_cast<uint64_t>(std::countl_one(marks));
    if (first == kMarkedBytes) return run_before + kMarkedBytes;
    if (run_before + first >= kMinBytes) found(at - run_before, at + first);
    uint64_t inner = marks & ~uint64_t{0} << first;
    if (last > 0) inner &= ~uint64_t{0} >> last;
    for (uint64_t begins = BeginsOfRuns<kMinBytes>(inner); begins != 0;) {
      const auto run = static_cast<uint64_t>(std::countr_zero(begins));
      const uint64_t run_end = run + static_cast<uint64_t>(std::countr_one(inner >> run));
      found(at + run, at + run_end);
      begins &= ~uint64_t{0} << run_end;
    }
    return last;
  }

  static const ByteClasses& Classes() {
    static constexpr ByteClasses kClasses = AsciiClasses(Set::Has);
    return kClasses;
  }
};

// Letters, digits and `kOthers`.
template <char... kOthers>
struct WordBytes : ByteRuns<WordBytes<kOthers...>> {
  static constexpr bool Has(char c) { return IsAlnum(c) || (... || (c == kOthers)); }
};

// What texts in ASCII are made of.
struct PrintableBytes : ByteRuns<PrintableBytes> {
  static constexpr bool Has(char c) { return (c >= ' ' && c <= '~') || c == '\t' || c == '\n' || c == '\r'; }
};

// The digits of both alphabets of base64, and so of nearly all tokens.
using TokenBytes = WordBytes<'+', '/', '-', '_'>;

}  // namespace sluice
