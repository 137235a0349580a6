#include "base/percent.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(PercentDecode, EscapesOfEitherCase) {
  EXPECT_EQ(PercentDecode("a%20b%3Bc%3b"), "a b;c;");
  EXPECT_EQ(PercentDecode("%00%ff"), std::string("\0\xff", 2));
}

TEST(PercentDecode, LeavesWhatIsNoEscape) {
  for (const char* value : {"", "%", "%4", "100%", "50%zz", "a%2"}) EXPECT_EQ(PercentDecode(value), value);
  EXPECT_EQ(PercentDecode("%41%zz%4"), "A%zz%4");
}

TEST(PercentDecode, AsOftenAsAsked) {
  const std::string twice = std::string("%25") + "41";
  EXPECT_EQ(PercentDecode(twice), "%41");
  EXPECT_EQ(PercentDecode(twice, 2), "A");
  EXPECT_EQ(PercentDecode(twice, 3), "A");
}

TEST(PercentEncode, AllButUnreservedAndWhatIsKept) {
  EXPECT_EQ(PercentEncode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(PercentEncode("a/b c\xc3\xbf"), "a%2Fb%20c%C3%BF");
  EXPECT_EQ(PercentEncode("a/b c", "/"), "a/b%20c");
}

}  // namespace
}  // namespace sluice
