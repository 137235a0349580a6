// A page is found by its number, once; of a log the one that was written last.
#include "scanner/unpack/sqlite_pages.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

std::string Number(uint64_t value, int bytes) {
  std::string number;
  for (int i = bytes; i-- > 0;) number += static_cast<char>(value >> (8 * i) & 0xFF);
  return number;
}

std::string Page(char content) { return std::string(512, content); }

std::string Log(const std::string& frames) {
  return Number(0x377F0682, 4) + Number(0, 4) + Number(512, 4) + std::string(20, 0) + frames;
}

std::string Frame(uint64_t number, char content) { return Number(number, 4) + std::string(20, '\0') + Page(content); }

TEST(SqlitePages, OfADatabaseStandInOrder) {
  std::string first = std::string("SQLite format 3\0", 16) + Number(512, 2);
  first.resize(512);
  const std::string database = first + Page('b') + Page('c');
  SqlitePages pages(database);
  EXPECT_EQ(pages.usable_bytes(), 512U);
  EXPECT_EQ(pages.Take(2), Page('b'));
  EXPECT_EQ(pages.Take(2), "") << "once";
  EXPECT_EQ(pages.Take(0), "");
  EXPECT_EQ(pages.Take(7), "");
  EXPECT_EQ(pages.TakeLeft().number, 0U);
}

TEST(SqlitePages, OfALogTheLastOneCounts) {
  const std::string log = Log(Frame(5, 'a') + Frame(9, 'b') + Frame(5, 'c'));
  ASSERT_TRUE(IsSqliteLog(log));
  SqlitePages pages(log);
  EXPECT_EQ(pages.Take(1), "");
  EXPECT_EQ(pages.Take(5), Page('c'));
  const SqlitePages::Page left = pages.TakeLeft();
  EXPECT_EQ(left.number, 5U);
  EXPECT_EQ(left.bytes, Page('a'));
  EXPECT_EQ(pages.TakeLeft().number, 9U);
  EXPECT_EQ(pages.TakeLeft().number, 0U);
}

TEST(SqlitePages, WithoutAProperSizeThereAreNone) {
  for (const uint64_t size : {0, 3, 400, 1 << 20}) {
    const std::string log = Number(0x377F0683, 4) + Number(0, 4) + Number(size, 4) + std::string(2000, 'a');
    SqlitePages pages(log);
    EXPECT_EQ(pages.TakeLeft().number, 0U) << size;
  }
}

}  // namespace
}  // namespace sluice
