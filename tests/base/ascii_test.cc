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
  }
}

TEST(Ascii, LowerLeavesOtherBytesAlone) { EXPECT_EQ(Lower("AbC-\xc3\x84"), "abc-\xc3\x84"); }

TEST(FindIgnoringCase, FindsTheFirstPlace) {
  EXPECT_EQ(FindIgnoringCase("xx AWS aws", "aws"), 3U);
  EXPECT_EQ(FindIgnoringCase("xx", "aws"), std::string_view::npos);
  EXPECT_EQ(FindIgnoringCase("aw", "aws"), std::string_view::npos);
  EXPECT_EQ(FindIgnoringCase("", ""), 0U);
}

TEST(ContainsIgnoringCase, IsTrueAtEitherEnd) {
  EXPECT_TRUE(ContainsIgnoringCase("KEY=1", "key"));
  EXPECT_TRUE(ContainsIgnoringCase("my KeY", "key"));
  EXPECT_FALSE(ContainsIgnoringCase("my ke y", "key"));
}

}  // namespace
}  // namespace sluice
