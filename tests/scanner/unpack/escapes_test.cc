// Only escapes that hide something open a region; a region takes the lines around it.
#include "scanner/unpack/escapes.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "scanner/unpack/block.h"

namespace sluice {
namespace {

std::vector<Region> Escapes(std::string_view text) {
  std::vector<Region> regions;
  FindEscapes(text, 0, text.size(), &regions);
  return regions;
}

TEST(Escapes, TakeTheirLine) {
  const std::string text = "first\n{\"k\": \"a\\u003db\"}\nlast\n";
  const std::vector<Region> regions = Escapes(text);
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(text.substr(regions[0].begin, regions[0].end - regions[0].begin), "{\"k\": \"a\\u003db\"}");
}

TEST(Escapes, AreFoundAtEveryOffset) {
  for (size_t before = 0; before < 40; ++before) {
    for (const std::string escape : {"\\u003d", "\\x3d", "\\\"", "a%3Db", "&#61;", "=3D"})
      EXPECT_EQ(Escapes(std::string(before, ' ') + escape).size(), 1U) << before << escape;
  }
}

// A block is passed over when no byte of it is marked; one byte alone is always looked at.
TEST(Escapes, EveryByteThatBeginsOneIsMarked) {
  std::mt19937 random(11);
  constexpr std::string_view kBytes = "\\%&=#3Dd0a7xun\"/\n\r; amp";
  size_t found = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text(kBlockBytes + 12, ' ');
    for (char& c : text) c = kBytes[random() % kBytes.size()];
    const uint32_t marks = EscapeMarks(text.data());
    for (uint32_t i = 0; i < kBlockBytes; ++i) {
      std::vector<Region> regions;
      FindEscapes(text, i, i + 1, &regions);
      found += regions.size();
      ASSERT_TRUE(regions.empty() || (marks >> i & 1) != 0) << i << ": " << text;
    }
  }
  EXPECT_GT(found, 1000U);
}

TEST(Escapes, NearOnesAreOneRegionFarOnesAreNot) {
  const std::string line = "x\\u003dy\n";
  EXPECT_EQ(Escapes(line + line + line).size(), 1U);
  EXPECT_EQ(Escapes(line + std::string(100, '\n') + std::string(100, ' ') + line).size(), 2U);
  EXPECT_EQ(Escapes("x\\u003d" + std::string(1600, 'A') + "\\u003dy").size(), 1U) << "a key on one line";
}

TEST(Escapes, ThoseThatHideNothingAreLeft) {
  for (const char* text : {"printf(\"%2d of %s\\n\", a);", "100%25", "a && b & c", "x = 3; y == 4", "'\\0' '\\n' \"\\t\"",
                           "C:\\dir\\name", "caf\\u00e9", "&eacute; &nbsp;", "width=30 height=20"})
    EXPECT_TRUE(Escapes(text).empty()) << text;
}

TEST(Escapes, ABackslashThatIsEscapedEscapesNothing) { EXPECT_TRUE(Escapes(R"(C:\\users\\dir)").size() <= 1); }

}  // namespace
}  // namespace sluice
