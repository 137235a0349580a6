#include "base/number.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

constexpr std::string_view kBytes = "\x01\x02\xff\x80";

TEST(Number, BothOrdersOfBytes) {
  EXPECT_EQ(BigEndian(kBytes, 0, 2), 0x0102U);
  EXPECT_EQ(LittleEndian(kBytes, 0, 2), 0x0201U);
  EXPECT_EQ(BigEndian(kBytes, 0, 4), 0x0102ff80U);
  EXPECT_EQ(LittleEndian(kBytes, 2, 2), 0x80ffU);
  EXPECT_EQ(BigEndian("\xff\xff\xff\xff\xff\xff\xff\xff", 0, 8), UINT64_MAX);
}

TEST(Number, ZerosBehindTheEnd) {
  EXPECT_EQ(BigEndian(kBytes, 3, 2), 0x8000U);
  EXPECT_EQ(LittleEndian(kBytes, 3, 2), 0x80U);
  EXPECT_EQ(BigEndian(kBytes, UINT64_MAX, 1), 0U);
  EXPECT_EQ(ByteAt("", 0), 0U);
  EXPECT_EQ(From(kBytes, 3), "\x80");
  EXPECT_EQ(From(kBytes, 4), "");
}

}  // namespace
}  // namespace sluice
