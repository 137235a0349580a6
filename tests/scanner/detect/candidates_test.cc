#include "scanner/detect/candidates.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testing::Test;
using testlib::TestRule;

class Candidates : public Test {
 protected:
  // Rules 0 to 2, of 7, 14 and 7 bytes at most; rule 1 is looked for by its head.
  Candidates() : database_(testlib::TestDatabase({TestRule("a", "KEY[0-9]{4}"), Prefiltered(), TestRule("c", "YEK[0-9]{4}")})) {
    auto made = CandidateFinder::Make(*database_);
    SLUICE_CHECK(made.ok());
    finder_ = std::make_unique<CandidateFinder>(std::move(made).value());
  }
  static Rule Prefiltered() {
    Rule rule = TestRule("b", "HEAD[0-9]{10}");
    rule.prefilter = "HEAD";
    return rule;
  }
  const std::vector<ByteRange>& Windows(const std::string& text, uint32_t rule) {
    EXPECT_TRUE(finder_->Find(text).ok());
    return finder_->windows(rule);
  }

  std::shared_ptr<const Database> database_;
  std::unique_ptr<CandidateFinder> finder_;
};

TEST_F(Candidates, WindowHoldsTheMatchAndItsNeighbours) {
  const std::string text = std::string(50, ' ') + "KEY1234" + std::string(50, ' ');
  const auto& windows = Windows(text, 0);
  ASSERT_EQ(windows.size(), 1U);
  EXPECT_LE(windows[0].begin, 49U);
  EXPECT_GE(windows[0].end, 58U);
  EXPECT_LE(windows[0].size(), 12U);
}

TEST_F(Candidates, WindowStaysInsideTheBytes) {
  EXPECT_EQ(Windows("KEY1234", 0), (std::vector<ByteRange>{{0, 7}}));
  EXPECT_EQ(Windows("HEAD", 1), (std::vector<ByteRange>{{0, 4}}));
}

TEST_F(Candidates, PrefilterReachesForward) {
  const std::string match = "HEAD" + std::string(10, '7');
  const auto& windows = Windows(std::string(50, ' ') + match + std::string(50, ' '), 1);
  ASSERT_EQ(windows.size(), 1U);
  EXPECT_LE(windows[0].begin, 49U);
  EXPECT_GE(windows[0].end, 50 + match.size() + 1);
}

TEST_F(Candidates, TouchingWindowsAreOneAndDistantOnesAreNot) {
  EXPECT_EQ(Windows("KEY1234 KEY5678", 0).size(), 1U);
  const auto& windows = Windows("KEY1234" + std::string(100, ' ') + "KEY5678", 0);
  ASSERT_EQ(windows.size(), 2U);
  EXPECT_LT(windows[0].end, windows[1].begin);
}

TEST_F(Candidates, RulesWithAWindowAscendAndAreForgotten) {
  ASSERT_TRUE(finder_->Find("YEK1234 then KEY1234").ok());
  EXPECT_EQ(finder_->rules(), (std::vector<uint32_t>{0, 2}));
  ASSERT_TRUE(finder_->Find("HEAD").ok());
  EXPECT_EQ(finder_->rules(), (std::vector<uint32_t>{1}));
  EXPECT_TRUE(finder_->windows(0).empty());
  ASSERT_TRUE(finder_->Find("nothing").ok());
  EXPECT_TRUE(finder_->rules().empty());
}

TEST_F(Candidates, BytesThatAreNoTextAreSearched) {
  EXPECT_EQ(Windows(std::string("\0\xff", 2) + "a KEY1234" + std::string("\0", 1), 0).size(), 1U);
}

}  // namespace
}  // namespace sluice
