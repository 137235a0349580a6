#include "scanner/unpack/wide.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

std::string Wide(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) wide += {c, '\0'};
  return wide;
}

TEST(WideText, OrdinaryFilesAreNone) {
  EXPECT_FALSE(FindWideText("plain text, nothing else, of some length"));
  EXPECT_FALSE(FindWideText(std::string(200, '\0')));
  EXPECT_FALSE(
      FindWideText(std::string("\x7F"
                               "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0\x10\x20\0\0\0\0\0\0",
                               32)));
  EXPECT_FALSE(FindWideText(""));
}

TEST(WideStrings, AreFoundAtEveryOffset) {
  const std::string string = Wide("eight ch");
  for (size_t before = 0; before < 40; ++before) {
    const std::string bytes = std::string(before, '\x90') + string + std::string(9, '\x90');
    std::vector<Region> regions;
    FindWideStrings(bytes, &regions);
    ASSERT_EQ(regions.size(), 1U) << before;
    EXPECT_EQ(regions[0].begin, before);
    EXPECT_EQ(regions[0].end, before + string.size());
  }
}

TEST(WideStrings, ThoseNearEachOtherAreOneText) {
  const std::string bytes =
      Wide("a string") + std::string(6, '\0') + Wide("one more") + std::string(400, '\x90') + Wide("far away");
  std::vector<Region> regions;
  FindWideStrings(bytes, &regions);
  EXPECT_EQ(regions.size(), 2U);
}

}  // namespace
}  // namespace sluice
