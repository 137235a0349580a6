// Runs are those that are found byte by byte.
#include "base/word_bytes.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  }
}

TEST(WordBytes, RunsEndWhereTheirBytesDo) {
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    const std::string text = std::string(random() % 200, 'a') + RandomText(&random, 90);
    const uint64_t at = random() % (text.size() - 10), to = at + random() % (text.size() - at + 1);
    uint64_t end = at;
    while (end < to && Bytes::Has(text[end])) ++end;
    EXPECT_EQ(Bytes::EndOfRun(text, at, to), end);
  }
}

using Runs = std::vector<std::pair<uint64_t, uint64_t>>;

Runs RunsByteByByte(std::string_view text, uint64_t begin, uint64_t end, uint64_t min_bytes) {
  Runs runs;
  for (uint64_t at = begin; at < end;) {
    uint64_t run_end = at;
    while (run_end < end && Bytes::Has(text[run_end])) ++run_end;
    if (run_end - at >= min_bytes) runs.emplace_back(at, run_end);
    at = run_end + 1;
  }
  return runs;
}

template <uint64_t kMinBytes>
void ExpectEveryRun(std::string_view text, uint64_t begin, uint64_t end) {
  Runs runs;
  Bytes::EachRun<kMinBytes>(text, begin, end, [&](uint64_t from, uint64_t to) { runs.emplace_back(from, to); });
  EXPECT_EQ(runs, RunsByteByByte(text, begin, end, kMinBytes)) << text << " " << begin << " " << end;
}

TEST(WordBytes, EachRunIsFoundWhole) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text = RandomText(&random, random() % 400);
    // Some long runs, so that blocks are full of them.
    for (uint64_t i = 0; i < text.size(); ++i) {
      if (round % 2 == 0 && i / 90 % 2 == 0) text[i] = 'a';
    }
    const uint64_t begin = random() % (text.size() + 1), end = begin + random() % (text.size() - begin + 1);
    ExpectEveryRun<8>(text, begin, end);
    ExpectEveryRun<20>(text, begin, end);
    ExpectEveryRun<24>(text, begin, end);
    ExpectEveryRun<8>(text, 0, text.size());
  }
}

}  // namespace
}  // namespace sluice
