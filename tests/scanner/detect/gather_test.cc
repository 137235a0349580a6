#include "scanner/detect/gather.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace sluice {
namespace {

TEST(Gather, ShowsAPartAloneWhereItStands) {
  const std::string text = "0123456789";
  Gather gather;
  gather.Begin(text);
  gather.Add({2, 5});
  gather.Add({5, 7});
  const std::string_view shown = gather.NextBytes();
  EXPECT_EQ(shown.data(), text.data() + 2);
  EXPECT_EQ(shown, "23456") << "what touches is one part";
  EXPECT_EQ(gather.OffsetOf(5), 7U);
  EXPECT_TRUE(gather.NextBytes().empty());
}

// Each byte of each part is shown once, in order, and knows where it comes from; nothing else but what separates them.
TEST(Gather, ShowsAllOfThePartsAndNothingElse) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    std::string text(300'000, '\0');
    for (char& c : text) c = static_cast<char>('a' + random() % 26);
    Gather gather;
    gather.Begin(text);
    std::string expected;
    for (uint64_t at = random() % 9; at < text.size();) {
      const uint64_t size = random() % 3 == 0 ? random() % 5000 : 1 + random() % 40;
      const uint64_t end = std::min<uint64_t>(text.size(), at + size);
      gather.Add({at, end});
      expected += text.substr(at, end - at);
      at = end + 1 + random() % 2000;
    }
    std::string shown;
    for (std::string_view next = gather.NextBytes(); !next.empty(); next = gather.NextBytes()) {
      for (size_t i = 0; i < next.size(); ++i) {
        if (next[i] == '\n' || next[i] == '\0') continue;
        shown += next[i];
        ASSERT_EQ(text[gather.OffsetOf(i + 1) - 1], next[i]);
      }
    }
    ASSERT_EQ(shown, expected);
  }
}

}  // namespace
}  // namespace sluice
