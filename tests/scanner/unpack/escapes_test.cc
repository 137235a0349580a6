// Only escapes that hide something open a region; a region takes the lines around it.
#include "scanner/unpack/escapes.h"

#include <gtest/gtest.h>

#include <string>

#include "base/ascii.h"
#include "scanner/unpack/escape_marks.h"

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

TEST(Escapes, EveryPairOfBytesThatBeginsOneIsMarked) {
  const auto is_in = [](std::string_view bytes, char c) { return bytes.find(c) != bytes.npos; };
  const auto begins = [&](char c, char next) {
    const bool is_octal = next >= '0' && next <= '7';
    if (is_in("%\n:", c)) return is_octal;
    const bool begins_number = IsDigit(next) && next != '0';
    if (c == '[') return begins_number || is_in(" \r\n", next);
    if (is_in("xX{", c)) return begins_number;
    if (is_in("\"'", c)) return is_in(" \r\n+.&'\"", next);
    if (c == '&') return next == '#' || IsAlpha(next);
    return (c == '\\' && next >= 0) || (c == '=' && (is_octal || is_in("\r\n", next)));
  };
  int in_vain = 0;
  for (int c = 0; c < 256; ++c) {
    for (int next = 0; next < 256; ++next) {
      const auto first = static_cast<char>(c), second = static_cast<char>(next);
      const bool is_marked = (kEscapeBegins.Of(first) & kEscapeGoesOn.Of(second)) != 0;
      EXPECT_TRUE(is_marked || !begins(first, second)) << c << " " << next;
      in_vain += is_marked && !begins(first, second) ? 1 : 0;
    }
  }
  EXPECT_LT(in_vain, 200) << "of 65,536";
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

TEST(Escapes, AListIsOneRegionAndNothingIsLookedForInIt) {
  std::string list = "k = {";
  for (int i = 0; i < 100; ++i) list += "0x78, ";
  EXPECT_EQ(Escapes(list + "}").size(), 1U);
}

TEST(Escapes, OfAMailThatSaysSoEveryLineMayGoOn) {
  const std::string mail = "Content-Transfer-Encoding: quoted-printable\n\nshort=\nlines\n";
  EXPECT_TRUE(DeclaresQuotedPrintable(mail, "letter.eml"));
  EXPECT_FALSE(DeclaresQuotedPrintable(mail, "letter.c"));
  EXPECT_FALSE(DeclaresQuotedPrintable("short=\nlines\n", "letter.eml"));
  EXPECT_TRUE(Escapes(mail).empty());
  std::vector<Region> regions;
  FindEscapes(mail, 0, mail.size(), &regions, SoftBreaks::kAll);
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(mail.substr(regions[0].begin, regions[0].end - regions[0].begin), "short=\nlines");
}

TEST(Escapes, ABackslashThatIsEscapedEscapesNothing) { EXPECT_TRUE(Escapes(R"(C:\\users\\dir)").size() <= 1); }

}  // namespace
}  // namespace sluice
