// A rule's expression in the merged windows that Hyperscan proposes finds what RE2 finds in the whole bytes, for every built-in
// rule.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "patterns/forge.h"
#include "patterns/load.h"
#include "scanner/detect/candidates.h"
#include "scanner/detect/confirm.h"

namespace sluice {
namespace {

// Every accepted example of every rule, in an order and with joints that depend on the seed: some touch, some share a line, some
// are cut.
std::string Soup(const std::vector<Rule>& rules, uint64_t seed) {
  std::string text;
  uint64_t state = seed;
  const auto next = [&state](uint64_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % bound;
  };
  static constexpr std::string_view kJoints[] = {"\n", " ", "", ",", "\"", "\r\n\t", "=", "_", "/"};
  for (int i = 0; i < 600; ++i) {
    const Rule& rule = rules[next(rules.size())];
    if (rule.accept.empty()) continue;
    const Result<std::string> example = ForgeExample(rule.accept[next(rule.accept.size())].text, seed + static_cast<uint64_t>(i));
    std::string piece = *example;
    if (next(6) == 0) piece.resize(next(piece.size() + 1));
    text += piece;
    text += kJoints[next(std::size(kJoints))];
  }
  return text;
}

class Windows : public testing::TestWithParam<uint64_t> {};

TEST_P(Windows, EqualTheWholeText) {
  const Result<std::vector<Rule>> loaded = LoadRules(SLUICE_SOURCE_DIR "/patterns");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  const std::string text = Soup(*loaded, GetParam());
  Result<RuleSet> set = RuleSet::Make(*loaded);
  ASSERT_TRUE(set.ok()) << set.error().message;
  const auto rules = std::make_shared<const RuleSet>(std::move(*set));
  const auto database = Database::Open(rules, SLUICE_TEST_CACHE);
  ASSERT_TRUE(database.ok()) << database.error().message;
  Result<CandidateFinder> finder = CandidateFinder::Make(**database);
  ASSERT_TRUE(finder.ok());
  ASSERT_TRUE(finder->Find(text).ok());
  size_t total = 0;
  for (uint32_t rule = 0; rule < rules->size(); ++rule) {
    const Regex& regex = *(*database)->engine().expressions[rule].regex;
    const Regex by_re2((*rules)[rule].regex, 0);
    std::vector<Confirmed> whole, windowed;
    Confirm(by_re2, text, {0, text.size()}, &whole);
    for (const ByteRange& window : finder->windows(rule)) Confirm(regex, text, window, &windowed);
    total += whole.size();
    ASSERT_EQ(whole.size(), windowed.size()) << (*rules)[rule].id << " with seed " << GetParam();
    for (size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(whole[i].whole, windowed[i].whole) << (*rules)[rule].id;
      EXPECT_EQ(whole[i].secret, windowed[i].secret) << (*rules)[rule].id;
    }
  }
  EXPECT_GT(total, 400U);  // the soup is rich enough for the comparison to mean something
}

INSTANTIATE_TEST_SUITE_P(Seeds, Windows, testing::Range<uint64_t>(1, 9));

// The comparison can fail: windows that are too narrow lose matches.
TEST(WindowsControl, NarrowerWindowsLoseMatches) {
  const Regex regex(R"(\bkey=([0-9a-f]{32})\b)");
  const std::string text = "x key=0123456789abcdef0123456789abcdef x";
  std::vector<Confirmed> whole, narrow;
  Confirm(regex, text, {0, text.size()}, &whole);
  Confirm(regex, text, {10, text.size()}, &narrow);
  EXPECT_EQ(whole.size(), 1U);
  EXPECT_EQ(narrow.size(), 0U);
}

}  // namespace
}  // namespace sluice
