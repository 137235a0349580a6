// Strings of a page are put together as they are drawn.
#include "scanner/unpack/pdf_text.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace sluice {
namespace {

TEST(PdfText, PiecesOfALineStandTogether) {
  const std::vector<std::pair<std::string, std::string>> pages{
      {"BT [(gh) -2 (p_) 13.5 (ab)-20(cd)] TJ ET", "ghp_abcd\n"},
      {"BT [(two) -333 (words)] TJ ET", "two words\n"},
      {"BT (a) Tj T* (b) ' 0 -14 Td (c) Tj 1 0 0 1 72 700 Tm (d) Tj ET", "a\nb\nc\nd\n"},
      {"BT (a) Tj 30 0 Td (b) Tj ET BT (c) Tj ET", "a b\nc\n"},
      {R"(BT (a \(b\) (c) \\ \101\n\
d) Tj ET)",
       "a (b) (c) \\ A\nd\n"},
      {"BT <61 62 6> Tj <00630064> Tj ET", "abcd\n"},
      {"BT /Name(a) Tj % (no) Tj\n (b) Tj << /A <</B 1>> >> BDC (c) Tj ET", "abc\n"},
      {"q BI /W 1 ID (((\\ EI Q BT (a) Tj ET", "a\n"}};
  for (const auto& [page, text] : pages) EXPECT_EQ(DrawnText(page), text) << page;
}

TEST(PdfText, WhatDrawsNoTextHasNone) {
  for (const char* content : {"", "(a) Tj", "BT ET", "some text (in brackets), BT and TjTj", "0 0 m 10 10 l S (a)"})
    EXPECT_EQ(DrawnText(content), "") << content;
}

TEST(PdfText, WhatEndsNowhereEnds) {
  for (const char* content : {"BT (a Tj", "BT (a\\", "BT <61 Tj", "BT (a) Tj BI ID", "BT (a) Tj %", "BT (a) Tj /"})
    DrawnText(content);
}

}  // namespace
}  // namespace sluice
