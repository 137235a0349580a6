// Passing over chunks that were seen before proposes what looking at all of them does, for every built-in rule.
#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "patterns/forge.h"
#include "patterns/load.h"
#include "scanner/detect/candidates.h"

namespace sluice {
namespace {

class SeenChunks : public testing::TestWithParam<unsigned> {
 protected:
  SeenChunks() : random_(GetParam()), examples_(LoadRules(SLUICE_SOURCE_DIR "/patterns").value()) {
    Result<RuleSet> set = RuleSet::Make(examples_);
    SLUICE_CHECK(set.ok());
    database_ = Database::Open(std::make_shared<const RuleSet>(std::move(*set)), SLUICE_TEST_CACHE).value();
  }

  size_t Next(size_t bound) { return random_() % bound; }

  std::string Example() {
    const Rule& rule = examples_[Next(examples_.size())];
    if (rule.accept.empty()) return "\n";
    return ForgeExample(rule.accept[Next(rule.accept.size())].text, random_()).value();
  }

  // Plain lines, every few hundred bytes an example or a piece of one, so that tokens lie at the edges of chunks.
  std::string Passage() {
    std::string passage;
    for (size_t lines = Next(60); lines > 0; --lines) {
      passage += std::string(Next(50), "ab0_ =;x"[Next(8)]) + std::to_string(Next(100)) + "\n";
      if (Next(30) != 0) continue;
      const std::string example = Example();
      passage += Next(2) == 0 ? example + "\n" : example.substr(0, Next(example.size()) + 1);
    }
    return passage;
  }

  std::mt19937 random_;
  std::vector<Rule> examples_;
  std::shared_ptr<const Database> database_;
};

TEST_P(SeenChunks, ArePassedOverOnlyWhereNothingIs) {
  Chunks chunks;
  CandidateFinder seen = CandidateFinder::Make(*database_).value(), whole = CandidateFinder::Make(*database_).value();
  std::vector<std::string> passages(12);
  for (std::string& passage : passages) passage = Passage();
  for (uint64_t key = 1; key <= 30; ++key) {
    std::string content;
    for (size_t count = Next(20); count > 0; --count) content += passages[Next(passages.size())];
    content.resize(content.size() - Next(content.size() / 20 + 1));
    ASSERT_TRUE(seen.Find(content, {.key = key}, &chunks).ok());
    ASSERT_TRUE(whole.Find(content).ok());
    ASSERT_EQ(seen.rules(), whole.rules()) << "seed " << GetParam() << ", content " << key;
    for (const uint32_t rule : whole.rules())
      ASSERT_EQ(seen.windows(rule), whole.windows(rule)) << examples_[rule].id << ", seed " << GetParam() << ", content " << key;
    passages[Next(passages.size())] = Passage();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SeenChunks, testing::Range(1U, 9U));

}  // namespace
}  // namespace sluice
