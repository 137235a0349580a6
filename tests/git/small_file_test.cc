#include "git/small_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/testlib/temp_dir.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;

TEST(SmallFile, IsReadWhole) {
  const testlib::TempDir dir;
  const std::string path = dir.Write("HEAD", "ref: refs/heads/main\n");
  EXPECT_EQ(ReadSmallFile(path, 100).value(), "ref: refs/heads/main\n");
}

TEST(SmallFile, LargerThanTheLimitIsRefused) {
  const testlib::TempDir dir;
  const std::string path = dir.Write("HEAD", "12345");
  EXPECT_TRUE(ReadSmallFile(path, 5).ok());
  ASSERT_FALSE(ReadSmallFile(path, 4).ok());
  EXPECT_EQ(ReadSmallFile(path, 4).error().code, Code::kUnreadable);
}

TEST(SmallFile, MissingFileIsNamed) {
  const testlib::TempDir dir;
  const Result<std::string> text = ReadSmallFile(dir / "none", 10);
  ASSERT_FALSE(text.ok());
  EXPECT_NE(text.error().message.find("none: No such file"), std::string::npos) << text.error().message;
}

TEST(SmallFile, FifoIsRefusedWithoutWaiting) {
  const testlib::TempDir dir;
  const std::string path = dir / "fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_FALSE(ReadSmallFile(path, 10).ok());
}

TEST(SmallFile, LinesNeedNoLastLineEnd) {
  EXPECT_THAT(Lines("a\n\nb"), ElementsAre("a", "", "b"));
  EXPECT_THAT(Lines("a\n"), ElementsAre("a"));
  EXPECT_THAT(Lines(""), ElementsAre());
}

TEST(SmallFile, TrimEndTakesOnlyWhiteSpaceAtTheEnd) {
  EXPECT_EQ(TrimEnd(" a b \r\n"), " a b");
  EXPECT_EQ(TrimEnd(" \n"), "");
}

}  // namespace
}  // namespace sluice::git
