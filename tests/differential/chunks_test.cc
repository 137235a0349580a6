// Passing over chunks that were seen before proposes what looking at all of them does, for every built-in rule.
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tests/differential/forged_examples.h"

namespace sluice {
namespace {

class SeenChunks : public testlib::ForgedExamples {
 protected:
  // Plain lines, every few hundred bytes an example or a piece of one, so that tokens lie at the edges of chunks.
  std::string Passage() {
    std::string passage;
    for (size_t lines = Next(150); lines > 0; --lines) {
      passage += std::string(Next(50), "ab0_ =;x"[Next(8)]) + std::to_string(Next(100)) + "\n";
      if (Next(30) != 0) continue;
      const std::string example = Example();
      passage += Next(2) == 0 ? example + "\n" : example.substr(0, Next(example.size()) + 1);
    }
    return passage;
  }
};

TEST_P(SeenChunks, ArePassedOverOnlyWhereNothingIs) {
  Chunks chunks;
  CandidateFinder seen = Finder(), whole = Finder();
  std::vector<std::string> passages(12);
  for (std::string& passage : passages) passage = Passage();
  std::set<uint64_t> keys;
  size_t came_again = 0;
  for (uint64_t key = 1; key <= 30; ++key) {
    std::string content;
    for (size_t count = Next(20); count > 0; --count) content += passages[Next(passages.size())];
    content.resize(content.size() - Next(content.size() / 20 + 1));
    chunks.Clear();
    ASSERT_TRUE(seen.Find(content, {.key = key}, &chunks).ok());
    ASSERT_TRUE(whole.Find(content).ok());
    ExpectSame(seen, whole, key);
    for (const Chunk& chunk : chunks.list()) came_again += keys.insert(chunk.key.low).second ? 0 : 1;
    passages[Next(passages.size())] = Passage();
  }
  EXPECT_GT(came_again, 10U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SeenChunks, testing::Range(1U, 9U));

}  // namespace
}  // namespace sluice
