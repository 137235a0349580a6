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

TEST(Entities, AreWhatTheySayInSourceCode) {
  for (const char* path : {"a.py", "src/x.CC", "conf/app.yaml", ".env", "run.sh"}) EXPECT_FALSE(MayHoldEntities(path)) << path;
  for (const char* path : {"page.html", "pom.xml", "README.md", "a.php", "x.ipynb", "data.json", "LICENSE", "", "a.py/page"})
    EXPECT_TRUE(MayHoldEntities(path)) << path;
}

}  // namespace
}  // namespace sluice
