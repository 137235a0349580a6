// A window seen before gives what RE2 would give again, and one that differs in a byte that RE2 sees is another window.
#include "scanner/detect/window_memory.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace sluice {
namespace {

bool Same(const std::vector<Confirmed>& a, const std::vector<Confirmed>& b) {
  return std::ranges::equal(a, b,
                            [](const Confirmed& x, const Confirmed& y) { return x.whole == y.whole && x.secret == y.secret; });
}

TEST(WindowMemory, GivesWhatConfirmGivesWhereverTheWindowStands) {
  constexpr std::array kExpressions{R"(\bk=([0-9]{3})\b)", R"((?:^|[^0-9])([0-9]{4})(?:[^0-9]|$))", R"([a-z]{1,3}([0-9]))"};
  std::mt19937 random(5);
  WindowMemory memory;
  size_t found = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t i = 0, size = 1 + random() % 12; i < size; ++i) text += std::array{"k=", "1", "23", "456", " ", "ab"}[random() % 6];
    const uint64_t begin = random() % text.size(), end = begin + 1 + random() % (text.size() - begin);
    const uint32_t rule = static_cast<uint32_t>(random() % kExpressions.size());
    const Regex regex(kExpressions[rule]);
    std::vector<Confirmed> plain, remembered;
    Confirm(regex, text, {begin, end}, &plain);
    memory.Confirm(rule, regex, text, {begin, end}, &remembered);
    ASSERT_TRUE(Same(plain, remembered)) << text << " [" << begin << ", " << end << ") rule " << rule;
    found += plain.size();
  }
  EXPECT_GT(found, 500U);
}

TEST(WindowMemory, ForgetsWhenItIsFull) {
  const Regex regex("x([0-9]{5});");
  WindowMemory memory;
  for (int i = 10000; i < 99999; ++i) {
    const std::string text = "x" + std::to_string(i) + ";";
    std::vector<Confirmed> confirmed;
    memory.Confirm(0, regex, text, {0, text.size()}, &confirmed);
    ASSERT_EQ(confirmed.size(), 1U);
    ASSERT_EQ(confirmed[0].secret, (ByteRange{1, 6}));
  }
}

}  // namespace
}  // namespace sluice
