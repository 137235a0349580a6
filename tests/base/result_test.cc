#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace sluice {
namespace {

Result<int> Half(int n) {
  if (n % 2 != 0) return Error{Code::kUsage, std::to_string(n) + " is odd"};
  return n / 2;
}

Result<int> Quarter(int n) {
  SLUICE_ASSIGN(const int half, Half(n));
  SLUICE_ASSIGN(const int quarter, Half(half));
  return quarter;
}

Status CheckEven(int n) {
  if (n % 2 != 0) return Error{Code::kConfig, "odd"};
  return {};
}

Status CheckBoth(int a, int b, int* reached) {
  SLUICE_TRY(CheckEven(a));
  *reached = 1;
  SLUICE_TRY(CheckEven(b));
  *reached = 2;
  return {};
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = Half(4);
  ASSERT_TRUE(good.ok());
  EXPECT_TRUE(static_cast<bool>(good));
  EXPECT_EQ(*good, 2);

  const Result<int> bad = Half(3);
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.error().code, Code::kUsage);
  EXPECT_EQ(bad.error().message, "3 is odd");
}

TEST(Result, AssignBindsTheValueOrReturnsTheError) {
  EXPECT_EQ(*Quarter(12), 3);
  EXPECT_EQ(Quarter(7).error().message, "7 is odd");
  EXPECT_EQ(Quarter(6).error().message, "3 is odd") << "the second failure, not the first value";
}

TEST(Result, TryStopsAtTheFirstFailure) {
  int reached = 0;
  EXPECT_EQ(CheckBoth(1, 2, &reached).error().code, Code::kConfig);
  EXPECT_EQ(reached, 0);
  EXPECT_FALSE(CheckBoth(2, 1, &reached).ok());
  EXPECT_EQ(reached, 1);
  EXPECT_TRUE(CheckBoth(2, 2, &reached).ok());
  EXPECT_EQ(reached, 2);
}

TEST(Result, CarriesMoveOnlyValues) {
  auto make = []() -> Result<std::unique_ptr<int>> { return std::make_unique<int>(5); };
  auto use = [&]() -> Result<int> {
    SLUICE_ASSIGN(const std::unique_ptr<int> number, make());
    return *number;
  };
  EXPECT_EQ(*use(), 5);
}

TEST(Result, AValueOfTypeErrorLikeTextStaysAValue) {
  const Result<std::string> text(std::string("not an error"));
  EXPECT_TRUE(text.ok());
  EXPECT_EQ(text->size(), 12U);
}

TEST(Context, SaysWhereBeforeWhatAndKeepsTheCode) {
  const Error error = Context(Error{Code::kIo, "disk full"}, "report.json");
  EXPECT_EQ(error.code, Code::kIo);
  EXPECT_EQ(error.message, "report.json: disk full");
}

TEST(CheckDeathTest, ABrokenInvariantStopsTheProgramAndSaysWhere) {
  EXPECT_DEATH(SLUICE_CHECK(1 + 1 == 3), "result_test.cc:[0-9]+: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace sluice
