#include "tests/testlib/archive_builder.h"

#include <gtest/gtest.h>

namespace sluice::testlib {
namespace {

TEST(ArchiveBuilder, MakesWhatItsNameSays) {
  EXPECT_TRUE(MakeArchive("zip", {{"a", "text"}}).starts_with("PK\x03\x04"));
  EXPECT_TRUE(MakeArchive("ar", {{"a", "text"}}).starts_with("!<arch>\n"));
  EXPECT_EQ(MakeArchive("paxr", {{"a", "text"}}).substr(257, 5), "ustar");
  EXPECT_TRUE(MakeArchive("raw", {{"a", "text"}}, "gzip").starts_with("\x1F\x8B"));
}

}  // namespace
}  // namespace sluice::testlib
