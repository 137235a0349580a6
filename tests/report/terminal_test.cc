#include "report/terminal.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/printable.h"

namespace sluice {
namespace {

using Lines = std::vector<std::string>;

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3u);
  EXPECT_EQ(DisplayWidth("Größe…"), 6u);
  EXPECT_EQ(DisplayWidth("设置"), 4u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);
}

TEST(Shorten, KeepsBothEnds) {
  EXPECT_EQ(Shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(Shorten("abcdefghij", 5), "ab…ij");
  EXPECT_EQ(Shorten("abcdefghij", 6), "ab…hij");
  EXPECT_EQ(Shorten("abcdefghij", 1), "…");
}

TEST(Shorten, NeverCutsACharacterAndNeverExceedsTheWidth) {
  const std::string text = "a设b置c设d置e设f置g";
  for (size_t columns = 1; columns < 20; ++columns) {
    const std::string shortened = Shorten(text, columns);
    EXPECT_LE(DisplayWidth(shortened), columns);
    EXPECT_EQ(Printable(shortened), shortened) << columns;
  }
}

TEST(Wrap, BreaksAtSpacesAndNowhereElse) {
  EXPECT_EQ(Wrap("the quick brown fox", 10), (Lines{"the quick", "brown fox"}));
  EXPECT_EQ(Wrap("a https://example.com/long b", 10), (Lines{"a", "https://example.com/long", "b"}));
  EXPECT_EQ(Wrap("  two  spaces ", 40), (Lines{"two spaces"}));
  EXPECT_EQ(Wrap("", 10), (Lines{""}));
}

TEST(Paint, AddsNothingWhenOff) {
  EXPECT_EQ(Paint(false)(Ink::kBoldRed, "x"), "x");
  EXPECT_EQ(Paint(true)(Ink::kBoldRed, "x"), "\x1b[1;31mx\x1b[0m");
  EXPECT_EQ(Paint(true)(Ink::kNone, "x"), "x");
}

TEST(FormatCount, GroupsThousandsAndAgreesInNumber) {
  EXPECT_EQ(FormatCount(0), "0");
  EXPECT_EQ(FormatCount(999), "999");
  EXPECT_EQ(FormatCount(1000), "1,000");
  EXPECT_EQ(FormatCount(1234567), "1,234,567");
  EXPECT_EQ(FormatCount(1, "blob"), "1 blob");
  EXPECT_EQ(FormatCount(0, "blob"), "0 blobs");
}

TEST(FormatBytes, PicksTheUnit) {
  EXPECT_EQ(FormatBytes(1), "1 byte");
  EXPECT_EQ(FormatBytes(1023), "1,023 bytes");
  EXPECT_EQ(FormatBytes(1024), "1.0 KiB");
  EXPECT_EQ(FormatBytes(1048575), "1.0 MiB");
  EXPECT_EQ(FormatBytes(1288490188), "1.2 GiB");
  EXPECT_EQ(FormatBytes(UINT64_MAX), "16.0 EiB");
}

TEST(JoinWithAnd, ReadsAsASentence) {
  EXPECT_EQ(JoinWithAnd({}), "");
  EXPECT_EQ(JoinWithAnd({"a"}), "a");
  EXPECT_EQ(JoinWithAnd({"a", "b", "c"}), "a, b and c");
}

}  // namespace
}  // namespace sluice
