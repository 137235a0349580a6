#include "scanner/detect/digest.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::Forged;

bool Is(const std::string& value, const std::string& around, const std::string& between = " = ") {
  ValueContext context;
  context.between = between;
  return IsDigest(value, around, context);
}

TEST(Digest, IsHexOfAHashsLengthBesideAWordForOne) {
  for (const char* length : {"32", "40", "64", "128"}) {
    const std::string value = Forged("${hex:" + std::string(length) + "}");
    EXPECT_TRUE(Is(value, "sha256 = ")) << length;
    EXPECT_TRUE(Is(value, "commitSha: ")) << length;
    EXPECT_TRUE(Is(value, "", "@")) << "of a pinned version";
    EXPECT_FALSE(Is(value, "api_key = ")) << length;
    EXPECT_FALSE(Is(value, "share = ")) << "a longer word";
  }
  EXPECT_FALSE(Is(Forged("${hex:36}"), "sha256 = "));
  EXPECT_FALSE(Is(Forged("${base62:32}"), "sha256 = "));
}

}  // namespace
}  // namespace sluice
