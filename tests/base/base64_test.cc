#include "base/base64.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Base64Digit, OfEveryByte) {
  constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const size_t digit = kStandard.find(c == '-' ? '+' : c == '_' ? '/' : c);
    EXPECT_EQ(Base64Digit(c), digit == std::string_view::npos ? -1 : static_cast<int>(digit)) << byte;
  }
}

// RFC 4648 section 10.
TEST(Base64, EncodesTheVectorsOfTheRfc) {
  EXPECT_EQ(Base64Encode(""), "");
  EXPECT_EQ(Base64Encode("f"), "Zg==");
  EXPECT_EQ(Base64Encode("fo"), "Zm8=");
  EXPECT_EQ(Base64Encode("foo"), "Zm9v");
  EXPECT_EQ(Base64Encode("foob"), "Zm9vYg==");
  EXPECT_EQ(Base64Encode("fooba"), "Zm9vYmE=");
  EXPECT_EQ(Base64Encode("foobar"), "Zm9vYmFy");
}

TEST(Base64, UrlAlphabetHasNoPaddingAndNoSlash) {
  const std::string_view bytes("\xfb\xff\xfe\xff", 4);
  EXPECT_EQ(Base64Encode(bytes), "+//+/w==");
  EXPECT_EQ(Base64UrlEncode(bytes), "-__-_w");
}

TEST(Base64, DecodesBothAlphabetsEvenMixed) {
  const std::string bytes("\xfb\xff\xfe\xff", 4);
  EXPECT_EQ(Base64Decode("+//+/w=="), bytes);
  EXPECT_EQ(Base64Decode("-__-_w"), bytes);
  EXPECT_EQ(Base64Decode("-//-_w=="), bytes);
}

TEST(Base64, PaddingIsOptional) {
  EXPECT_EQ(Base64Decode("Zg"), "f");
  EXPECT_EQ(Base64Decode("Zg="), "f");
  EXPECT_EQ(Base64Decode("Zg=="), "f");
  EXPECT_EQ(Base64Decode(""), "");
}

TEST(Base64, RefusesWhatCannotBeBase64) {
  EXPECT_EQ(Base64Decode("Z"), std::nullopt);
  EXPECT_EQ(Base64Decode("Zm9vZ"), std::nullopt);
  EXPECT_EQ(Base64Decode("Zm9v\n"), std::nullopt);
  EXPECT_EQ(Base64Decode("Zm 9v"), std::nullopt);
  EXPECT_EQ(Base64Decode("Zm=v"), std::nullopt);
  EXPECT_EQ(Base64Decode("Zg==="), std::nullopt);
}

TEST(Base64, RoundTripsEveryLengthAndByteValue) {
  std::string bytes;
  for (int value = 0; value < 256; ++value) {
    EXPECT_EQ(Base64Decode(Base64Encode(bytes)), bytes) << bytes.size() << " bytes";
    EXPECT_EQ(Base64Decode(Base64UrlEncode(bytes)), bytes) << bytes.size() << " bytes";
    bytes += static_cast<char>(255 - value);
  }
}

}  // namespace
}  // namespace sluice
