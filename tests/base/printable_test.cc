#include "base/printable.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

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

}  // namespace
}  // namespace sluice
