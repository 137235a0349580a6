#include "base/ascii.h"

#include <gtest/gtest.h>

#include <cctype>

namespace sluice {
namespace {

// In the "C" locale, which a test program starts in, <cctype> agrees for ASCII and knows nothing above it.
TEST(Ascii, AgreesWithTheCLocaleOnEveryByte) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_EQ(IsDigit(c), std::isdigit(byte) != 0) << byte;
    EXPECT_EQ(IsLower(c), std::islower(byte) != 0) << byte;
    EXPECT_EQ(IsUpper(c), std::isupper(byte) != 0) << byte;
    EXPECT_EQ(IsAlpha(c), std::isalpha(byte) != 0) << byte;
    EXPECT_EQ(IsAlnum(c), std::isalnum(byte) != 0) << byte;
    EXPECT_EQ(IsHex(c), std::isxdigit(byte) != 0) << byte;
    EXPECT_EQ(IsSpace(c), std::isspace(byte) != 0) << byte;
    EXPECT_EQ(ToLower(c), static_cast<char>(std::tolower(byte))) << byte;
    EXPECT_EQ(ToUpper(c), static_cast<char>(std::toupper(byte))) << byte;
  }
}

TEST(Ascii, OtherBytesHaveNoCase) {
  EXPECT_EQ(Lower("AbC-\xc3\x84"), "abc-\xc3\x84");
  EXPECT_EQ(Upper("AbC-\xc3\xa4"), "ABC-\xc3\xa4");
}

TEST(EqualsIgnoringCase, WholeTexts) {
  EXPECT_TRUE(EqualsIgnoringCase("KeY-1", "kEy-1"));
  EXPECT_TRUE(EqualsIgnoringCase("", ""));
  EXPECT_FALSE(EqualsIgnoringCase("key", "keys"));
  EXPECT_FALSE(EqualsIgnoringCase("@", "`")) << "these differ by the bit that cases differ by";
}

TEST(FindIgnoringCase, FindsTheFirstPlace) {
  EXPECT_EQ(FindIgnoringCase("xx AWS aws", "aws"), 3U);
  EXPECT_EQ(FindIgnoringCase("xx", "aws"), std::string_view::npos);
  EXPECT_EQ(FindIgnoringCase("aw", "aws"), std::string_view::npos);
  EXPECT_EQ(FindIgnoringCase("", ""), 0U);
}

TEST(FindIgnoringCase, FromAPlaceOn) {
  EXPECT_EQ(FindIgnoringCase("aws AWS", "aws", 1), 4U);
  EXPECT_EQ(FindIgnoringCase("aws AWS", "aws", 4), 4U);
  EXPECT_EQ(FindIgnoringCase("aws AWS", "aws", 5), std::string_view::npos);
  EXPECT_EQ(FindIgnoringCase("aws", "aws", 4), std::string_view::npos);
}

TEST(ContainsIgnoringCase, IsTrueAtEitherEnd) {
  EXPECT_TRUE(ContainsIgnoringCase("KEY=1", "key"));
  EXPECT_TRUE(ContainsIgnoringCase("my KeY", "key"));
  EXPECT_FALSE(ContainsIgnoringCase("my ke y", "key"));
}

}  // namespace
}  // namespace sluice
