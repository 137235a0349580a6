#include "git/path_table.h"

#include <gtest/gtest.h>

namespace sluice::git {
namespace {

TEST(PathTable, SamePathHasOneNumber) {
  PathTable table;
  const uint32_t folder = table.Intern(PathTable::kRoot, "a");
  const uint32_t file = table.Intern(folder, "b.txt");
  EXPECT_EQ(table.Intern(table.Intern(PathTable::kRoot, "a"), "b.txt"), file);
  EXPECT_NE(table.Intern(PathTable::kRoot, "b.txt"), file);
  EXPECT_TRUE(table.Is(file, folder, "b.txt"));
  EXPECT_FALSE(table.Is(file, folder, "b.tx") || table.Is(file, PathTable::kRoot, "b.txt"));
  EXPECT_FALSE(table.Is(PathTable::kRoot, PathTable::kRoot, "")) << "the root is in no folder";
  EXPECT_EQ(table.Text(file, 100), "a/b.txt");
  EXPECT_EQ(table.TextBytes(file), 7U);
  EXPECT_EQ(table.Text(PathTable::kRoot, 100), "");
}

TEST(PathTable, KeepsManyNamesApart) {
  PathTable table;
  std::vector<uint32_t> numbers;
  for (int i = 0; i < 3000; ++i)
    numbers.push_back(table.Intern(i % 7 == 0 ? PathTable::kRoot : numbers[static_cast<size_t>(i) / 2], std::to_string(i)));
  for (int i = 0; i < 3000; ++i) {
    const std::string text = table.Text(numbers[static_cast<size_t>(i)], 1000);
    EXPECT_EQ(text.substr(text.rfind('/') + 1), std::to_string(i));
    EXPECT_EQ(text.size(), table.TextBytes(numbers[static_cast<size_t>(i)]));
  }
}

TEST(PathTable, PathsMoveBetweenTables) {
  PathTable from;
  PathTable to;
  to.Intern(PathTable::kRoot, "other");
  const uint32_t number = from.Intern(from.Intern(from.Intern(PathTable::kRoot, "x"), "y"), "z");
  EXPECT_EQ(to.Text(to.InternFrom(from, number), 100), "x/y/z");
  EXPECT_EQ(to.InternFrom(from, PathTable::kRoot), PathTable::kRoot);
}

TEST(PathTable, TextIsCutAtTheLimit) {
  PathTable table;
  const uint32_t number = table.Intern(table.Intern(PathTable::kRoot, "abc"), "defg");
  EXPECT_EQ(table.Text(number, 6), "abc/de");
  EXPECT_EQ(table.Text(number, 3), "abc");
  EXPECT_EQ(table.Text(number, 4), "abc/");
}

}  // namespace
}  // namespace sluice::git
