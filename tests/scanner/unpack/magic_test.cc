#include "scanner/unpack/magic.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/testlib/archive_builder.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

TEST(Magic, TellsContainersByTheirFirstBytes) {
  EXPECT_EQ(KindOfContainer("PK\x03\x04..."), Container::kArchive);
  EXPECT_EQ(KindOfContainer("\x1F\x8B\x08..."), Container::kCompressed);
  EXPECT_EQ(KindOfContainer(std::string(257, 'x') + "ustar"), Container::kArchive);
  EXPECT_EQ(KindOfContainer("PK is a word"), Container::kNone);
  EXPECT_EQ(KindOfContainer(""), Container::kNone);
}

TEST(Magic, NamesTheContainersThatAreNeverOpened) {
  for (const std::string_view head : {"Rar!\x1A\x07\0...."sv, "Rar!\x1A\x07\x01\0..."sv, "xar!\0\x1C\0\x01"sv, "MSWIM\0\0\0"sv}) {
    EXPECT_EQ(KindOfContainer(head), Container::kUnopened);
    EXPECT_TRUE(MayBeginContainer(head.front()));
    EXPECT_TRUE(BeginsWithLongMagic(head));
    EXPECT_NE(WhyNeverOpened(head), "");
  }
  EXPECT_EQ(KindOfContainer("Rar!"), Container::kNone);
  EXPECT_EQ(WhyNeverOpened("PK\x03\x04..."), "");
  EXPECT_FALSE(BeginsWithLongMagic("BZh9"));
}

TEST(Magic, TellsAZipByItsEndOnlyWhenAllOfItIsThere) {
  const std::string zip = testlib::MakeArchive("zip", {{"a.env", "one"}});
  EXPECT_TRUE(EndsAsZip(zip));
  EXPECT_TRUE(EndsAsZip("something before it" + zip));
  EXPECT_FALSE(EndsAsZip(zip + "."));
  EXPECT_FALSE(EndsAsZip(zip.substr(1)));
  EXPECT_FALSE(EndsAsZip(zip.substr(zip.size() - kZipEndBytes)));
  EXPECT_FALSE(EndsAsZip("PK\x05\x06" + std::string(18, '\xFF')));
}

TEST(Magic, TellsContainersByTheirNames) {
  EXPECT_TRUE(IsContainerName("dir/Backup.ZIP"));
  EXPECT_TRUE(IsContainerName("x.tar.gz"));
  EXPECT_FALSE(IsContainerName("zip"));
  EXPECT_FALSE(IsContainerName("a.zip/b.txt"));
}

}  // namespace
}  // namespace sluice
