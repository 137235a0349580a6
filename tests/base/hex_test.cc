#include "base/hex.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sluice {
namespace {

TEST(HexDigit, OfEveryByte) {
  constexpr std::string_view kLower = "0123456789abcdef", kUpper = "0123456789ABCDEF";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const size_t digit = std::min(kLower.find(c), kUpper.find(c));
    EXPECT_EQ(HexDigit(c), digit == std::string_view::npos ? -1 : static_cast<int>(digit)) << byte;
  }
}

TEST(HexValue, OfDigitsThatAreThere) {
  EXPECT_EQ(HexValue("x1fA", 1, 3), 0x1fa);
  EXPECT_EQ(HexValue("x1fA", 1, 4), -1);
  EXPECT_EQ(HexValue("x1fA", 0, 2), -1);
  EXPECT_EQ(HexValue("1f", 9, 1), -1);
}

TEST(Hex, EncodesEveryByteInLowerCase) {
  EXPECT_EQ(HexEncode(std::string_view("\x00\x7f\x80\xff", 4)), "007f80ff");
  EXPECT_EQ(HexEncode(""), "");
}

TEST(Hex, DecodesEitherCase) {
  EXPECT_EQ(HexDecode("0aFf"), std::string("\x0a\xff", 2));
  EXPECT_EQ(HexDecode(""), "");
}

TEST(Hex, RefusesOddLengthAndOtherCharacters) {
  EXPECT_EQ(HexDecode("abc"), std::nullopt);
  EXPECT_EQ(HexDecode("0g"), std::nullopt);
  EXPECT_EQ(HexDecode("g0"), std::nullopt);
  EXPECT_EQ(HexDecode("0x"), std::nullopt);
  EXPECT_EQ(HexDecode(" 0"), std::nullopt);
  EXPECT_EQ(HexDecode(std::string_view("\xb0\xb0", 2)), std::nullopt);
}

TEST(Hex, RoundTripsAllByteValues) {
  std::string bytes;
  for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
  EXPECT_EQ(HexDecode(HexEncode(bytes)), bytes);
}

}  // namespace
}  // namespace sluice
