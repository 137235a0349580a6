#include "base/utf8.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Utf8, TextMayBeCutButNotMalformed) {
  EXPECT_TRUE(IsTextHead("plain\ttext\r\n"));
  EXPECT_TRUE(IsTextHead("caf\xC3\xA9 \xE2\x82"));
  EXPECT_FALSE(IsTextHead("caf\xE9 au lait"));
  EXPECT_FALSE(IsTextHead(std::string_view("a\0b", 3)));
  EXPECT_FALSE(IsTextHead("\x1B[0m"));
  EXPECT_FALSE(IsTextHead("\xC0\x80"));
}

TEST(Utf8, WhatIsNoCharacterIsReplaced) {
  std::array<char, 4> bytes{};
  for (const int32_t value : {-1, 0xD800, 0xDFFF, 0x110000}) {
    ASSERT_EQ(EncodeUtf8(value, &bytes), 3U);
    EXPECT_EQ(std::string_view(bytes.data(), 3), "\xEF\xBF\xBD");
  }
}

}  // namespace
}  // namespace sluice
