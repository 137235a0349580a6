#include "tests/testlib/temp_dir.h"

#include <gtest/gtest.h>

namespace sluice::testlib {
namespace {

TEST(TempDir, IsEmptyAndOnesOwn) {
  const TempDir one, other;
  EXPECT_NE(one.path(), other.path());
  EXPECT_TRUE(std::filesystem::is_empty(one.path()));
}

TEST(TempDir, WritesBelowItselfMakingFolders) {
  const TempDir dir;
  const std::string_view bytes("a\0\r\n", 4);
  const std::string file = dir.Write("a/b/c.bin", bytes);
  EXPECT_EQ(file, dir / "a/b/c.bin");
  EXPECT_EQ(ReadFile(file), bytes);
}

TEST(TempDir, IsGoneAtTheEndWithAllItHeld) {
  std::filesystem::path path;
  {
    const TempDir dir;
    path = dir.path();
    dir.Write("a/b", "c");
    ASSERT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(ReadFile, OfAMissingFileIsEmpty) {
  const TempDir dir;
  EXPECT_EQ(ReadFile(dir.path() / "missing"), "");
}

}  // namespace
}  // namespace sluice::testlib
