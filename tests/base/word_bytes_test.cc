// Blocks say what single bytes say.
#include "base/word_bytes.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace sluice {
namespace {

using Bytes = WordBytes<'_', '+'>;

std::string RandomText(std::mt19937* random, size_t size) {
  constexpr std::string_view kUsual = "abzAZ019_+";
  std::string text(size, '\0');
  for (char& c : text) c = (*random)() % 9 == 0 ? static_cast<char>((*random)()) : kUsual[(*random)() % kUsual.size()];
  return text;
}

TEST(WordBytes, AreLettersDigitsAndTheOthers) {
  const std::string all = "09azAZ_+";
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    const bool is_in =
        (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == '+';
    EXPECT_EQ(Bytes::Has(byte), is_in) << c;
    const std::string eight(8, byte);
    EXPECT_EQ(Bytes::Marks(eight.data(), eight.data()), is_in ? 0xFFFFU : 0U) << c;
  }
}

TEST(WordBytes, MarksAreInTheOrderOfTheBytes) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    const std::string text = RandomText(&random, 64);
    const uint32_t marks = Bytes::Marks(text.data() + 40, text.data() + 3);
    const uint64_t marks64 = Bytes::Marks64(text.data());
    for (uint32_t i = 0; i < 8; ++i) {
      EXPECT_EQ((marks >> i & 1) != 0, Bytes::Has(text[40 + i]));
      EXPECT_EQ((marks >> (i + 8) & 1) != 0, Bytes::Has(text[3 + i]));
    }
    for (uint32_t i = 0; i < 64; ++i) EXPECT_EQ((marks64 >> i & 1) != 0, Bytes::Has(text[i]));
  }
}

TEST(WordBytes, RunsEndWhereTheirBytesDo) {
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    const std::string text = RandomText(&random, 90);
    const uint64_t from = random() % 40, at = from + random() % 40, to = at + random() % (text.size() - at + 1);
    uint64_t begin = at, end = at;
    while (begin > from && Bytes::Has(text[begin - 1])) --begin;
    while (end < to && Bytes::Has(text[end])) ++end;
    EXPECT_EQ(Bytes::BeginOfRun(text, at, from), begin);
    EXPECT_EQ(Bytes::EndOfRun(text, at, to), end);
  }
}

}  // namespace
}  // namespace sluice
