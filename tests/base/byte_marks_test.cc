// What is marked is what the classes say, wherever words begin and end.
#include "base/byte_marks.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr ByteClasses kWord = AsciiClasses([](char c) { return IsAlnum(c) || c == '_'; });

constexpr ByteClasses kFirst = [] {
  ByteClasses classes;
  classes.Add(1, '%');
  classes.Add(2, '\xE9');
  return classes;
}();
constexpr ByteClasses kBehind = [] {
  ByteClasses classes;
  for (char c = '0'; c < '8'; ++c) classes.Add(1, c);
  classes.Add(2, '\0');
  return classes;
}();

std::string RandomText(std::mt19937* random, size_t size) {
  constexpr std::string_view kUsual("aZ09_%%37\xE9\0", 11);
  std::string text(size, '\0');
  for (char& c : text) c = (*random)() % 4 == 0 ? static_cast<char>((*random)()) : kUsual[(*random)() % kUsual.size()];
  return text;
}

// Calls expect(offset, is_marked) for all bytes that a call said something of, until all of text[begin, end) was looked at.
template <class Mark, class Expect>
void ExpectMarks(uint64_t begin, uint64_t end, const Mark& mark, const Expect& expect) {
  ByteMarks marks;
  for (uint64_t at = begin; at < end;) {
    const size_t words = mark(at, &marks);
    ASSERT_GT(words, 0U);
    ASSERT_LE(words, kMaxMarks);
    for (uint64_t i = 0; i < words * kMarkedBytes; ++i) expect(at + i, (marks[i / 64] >> i % 64 & 1) != 0);
    at += words * kMarkedBytes;
  }
}

TEST(ByteMarks, AsciiClassesHoldWhatIsInAndNothingElse) {
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    EXPECT_EQ(kWord.Of(byte) != 0, IsAlnum(byte) || byte == '_') << c;
  }
}

TEST(ByteMarks, BytesWithAClassAreMarked) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomText(&random, random() % 5000);
    const uint64_t begin = random() % (text.size() + 1), end = begin + random() % (text.size() - begin + 1);
    ExpectMarks(
        begin, end, [&](uint64_t at, ByteMarks* marks) { return MarkBytes(kWord, text, at, end, marks); },
        [&](uint64_t at, bool is_marked) { ASSERT_EQ(is_marked, at < end && kWord.Of(text[at]) != 0) << at; });
  }
}

TEST(ByteMarks, PairsThatShareAClassAreMarkedAlsoAtTheEndOfTheText) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomText(&random, random() % 5000);
    const uint64_t begin = random() % (text.size() + 1);
    const uint64_t end = round % 2 == 0 ? text.size() : begin + random() % (text.size() - begin + 1);
    ExpectMarks(
        begin, end, [&](uint64_t at, ByteMarks* marks) { return MarkPairs(kFirst, kBehind, text, at, end, marks); },
        [&](uint64_t at, bool is_marked) {
          const char behind = at + 1 < text.size() ? text[at + 1] : '\0';
          ASSERT_EQ(is_marked, at < end && (kFirst.Of(text[at]) & kBehind.Of(behind)) != 0) << at;
        });
  }
}

}  // namespace
}  // namespace sluice
