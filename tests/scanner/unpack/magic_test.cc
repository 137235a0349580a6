#include "scanner/unpack/magic.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

TEST(Magic, TellsContainersByTheirFirstBytes) {
  EXPECT_EQ(KindOfContainer("PK\x03\x04..."), Container::kArchive);
  EXPECT_EQ(KindOfContainer("\x1F\x8B\x08..."), Container::kCompressed);
  EXPECT_EQ(KindOfContainer(std::string(257, 'x') + "ustar"), Container::kArchive);
  EXPECT_EQ(KindOfContainer("PK is a word"), Container::kNone);
  EXPECT_EQ(KindOfContainer(""), Container::kNone);
}

TEST(Magic, TellsContainersByTheirNames) {
  EXPECT_TRUE(IsContainerName("dir/Backup.ZIP"));
  EXPECT_TRUE(IsContainerName("x.tar.gz"));
  EXPECT_FALSE(IsContainerName("zip"));
  EXPECT_FALSE(IsContainerName("a.zip/b.txt"));
}

}  // namespace
}  // namespace sluice
