#include "scanner/unpack/entities.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Entities, AreReadWithTheirSize) {
  EXPECT_EQ(ReadEntity("&quot;x").code_point, '"');
  EXPECT_EQ(ReadEntity("&quot;x").size, 6U);
  EXPECT_EQ(ReadEntity("&#61;").code_point, '=');
  EXPECT_EQ(ReadEntity("&#x3D;").code_point, '=');
}

TEST(Entities, NeedASemicolonAndDigits) {
  for (const char* text : {"&", "&amp", "&#;", "&#x;", "&#6g;", "&& a;", "&nothing;", "&#99999999999;"})
    EXPECT_EQ(ReadEntity(text).size, 0U) << text;
}

}  // namespace
}  // namespace sluice
