#include "base/sort_unique.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(SortUnique, EachOnceInOrder) {
  std::vector<int> items{3, 1, 3, 2, 1};
  SortUnique(&items);
  EXPECT_EQ(items, (std::vector<int>{1, 2, 3}));
  std::vector<int> none;
  SortUnique(&none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace sluice
