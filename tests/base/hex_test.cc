#include "base/hex.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

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
