#include "report/markup.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(EscapeMarkup, LeavesNothingThatCouldBeMarkup) {
  EXPECT_EQ(EscapeMarkup("<a href=\"x\" title='y'>&amp;"), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
  EXPECT_EQ(EscapeMarkup("Größe 😀"), "Größe 😀");
}

TEST(EscapeMarkup, WritesOutWhatXmlCannotHold) {
  EXPECT_EQ(EscapeMarkup(std::string("a\0b\x0b\x1b", 5)), "a\\x00b\\x0b\\x1b");
  EXPECT_EQ(EscapeMarkup("\xef\xbf\xbe and \xef\xbf\xbf and \xef\xbf\xbd"), "\\u{fffe} and \\u{ffff} and \xef\xbf\xbd");
  EXPECT_EQ(EscapeMarkup("\xff\u202e"), "\\xff\\u{202e}");
}

TEST(EscapeMarkdown, MakesEveryPunctuationLiteral) {
  EXPECT_EQ(EscapeMarkdown("[x](https://evil.example)|<b>`c`"), "\\[x\\]\\(https\\:\\/\\/evil\\.example\\)\\|\\<b\\>\\`c\\`");
  EXPECT_EQ(EscapeMarkdown("plain Größe 12"), "plain Größe 12");
  EXPECT_EQ(EscapeMarkdown("a\nb"), "a\\\\nb") << "a line break would end the cell";
}

}  // namespace
}  // namespace sluice
