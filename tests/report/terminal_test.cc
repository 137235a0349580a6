#include "report/terminal.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sluice {
namespace {

using Lines = std::vector<std::string>;

TEST(Printable, LeavesTextAsItIs) {
  EXPECT_EQ(Printable("conf/prod env"), "conf/prod env");
  EXPECT_EQ(Printable("Größe/设置/😀…"), "Größe/设置/😀…");
  EXPECT_EQ(Printable("C:\\temp"), "C:\\temp");
  EXPECT_EQ(Printable(""), "");
}

TEST(Printable, EscapesWhatATerminalObeys) {
  EXPECT_EQ(Printable("a\x1b[2Jb"), "a\\x1b[2Jb");
  EXPECT_EQ(Printable(std::string("\0\a\b\x7f", 4)), "\\x00\\x07\\x08\\x7f");
  EXPECT_EQ(Printable("a\nb\rc\td"), "a\\nb\\rc\\td");
  EXPECT_EQ(Printable("\xc2\x9b"
                      "2J"),
            "\\u{9b}2J");  // CSI as one C1 character
}

TEST(Printable, EscapesWhatReordersOrVanishes) {
  EXPECT_EQ(Printable("\u202egnp.exe"), "\\u{202e}gnp.exe");
  EXPECT_EQ(Printable("a\u200bb\ufeff"), "a\\u{200b}b\\u{feff}");
  EXPECT_EQ(Printable("\U000e0041"), "\\u{e0041}");
}

TEST(Printable, DisarmsCommandsOfCiSystems) {
  EXPECT_EQ(Printable("a ##vso[task.complete]"), "a \\x23#vso[task.complete]");
  EXPECT_EQ(Printable("::stop-commands::x ::error::y"), "\\x3a:stop-commands::x \\x3a:error::y");
  EXPECT_EQ(Printable("std::string::npos ## [x]"), "std::string::npos ## [x]");
  EXPECT_EQ(PrintableJson("{\"path\":\"##[group]\"}"), "{\"path\":\"\\u0023#[group]\"}");
}

TEST(Printable, EscapesBytesThatAreNoUtf8) {
  EXPECT_EQ(Printable("\xff\xfe"), "\\xff\\xfe");
  EXPECT_EQ(Printable("caf\xe9"), "caf\\xe9");                       // Latin-1
  EXPECT_EQ(Printable("\xc0\xaf"), "\\xc0\\xaf");                    // overlong slash
  EXPECT_EQ(Printable("\xe0\x80\x9b"), "\\xe0\\x80\\x9b");           // overlong CSI
  EXPECT_EQ(Printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");           // surrogate
  EXPECT_EQ(Printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");  // beyond U+10FFFF
  EXPECT_EQ(Printable("\xe2\x80"), "\\xe2\\x80");                    // cut off
  EXPECT_EQ(Printable("\xe2\x1b[m"), "\\xe2\\x1b[m");                // a lead byte hides nothing
}

TEST(PrintableJson, KeepsTheMeaning) {
  EXPECT_EQ(PrintableJson("{\"a\":\"Größe…\"}\n"), "{\"a\":\"Größe…\"}\n");
  EXPECT_EQ(PrintableJson("\"\xc2\x9b\x7f\u202e\""), "\"\\u009b\\u007f\\u202e\"");
  EXPECT_EQ(PrintableJson("\"\U000e0041\""), "\"\\udb40\\udc41\"");
}

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
