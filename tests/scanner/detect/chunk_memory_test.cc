#include "scanner/detect/chunk_memory.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

constexpr uint64_t kReach = 50;

std::string Lines(int from, int to) {
  std::string lines;
  for (int i = from; i < to; ++i) lines += "line " + std::to_string(i * 7919) + " of a text\n";
  return lines;
}

uint64_t TotalBytes(const std::vector<ByteRange>& windows) {
  uint64_t total = 0;
  for (const ByteRange& window : windows) total += window.size();
  return total;
}

class SeenBefore : public testing::Test {
 protected:
  // What has to be looked at of a content; afterwards it is known.
  std::vector<ByteRange> Look(const std::string& content, const std::vector<RawCandidate>& candidates = {}) {
    memory_.Begin(content, &chunks_);
    std::vector<ByteRange> windows = memory_.Windows(kReach);
    memory_.Keep(candidates);
    return windows;
  }
  Chunks chunks_;
  ChunkMemory memory_{kReach};
};

TEST_F(SeenBefore, WhatWasNeverSeenIsLookedAtAsOne) {
  const std::string content = Lines(0, 500);
  EXPECT_EQ(Look(content), (std::vector<ByteRange>{{0, content.size()}}));
  EXPECT_TRUE(Look("").empty());
}

TEST_F(SeenBefore, WhatHeldNothingIsNotLookedAtAgain) {
  const std::string content = Lines(0, 500);
  Look(content);
  EXPECT_TRUE(Look(content).empty());
  EXPECT_FALSE(memory_.IsUnseen(1));
  EXPECT_FALSE(memory_.IsUnseen(content.size()));
}

TEST_F(SeenBefore, TheSameLinesElsewhereAreKnownButAtTheirEdges) {
  Look(Lines(0, 1500));
  const std::string moved = Lines(1900, 1950) + Lines(100, 1400) + Lines(1800, 1850);
  const uint64_t looked_at = TotalBytes(Look(moved));
  EXPECT_GT(looked_at, Lines(1900, 1950).size() + Lines(1800, 1850).size());
  EXPECT_LT(looked_at, moved.size() / 2);
}

TEST_F(SeenBefore, AChunkWithACandidateStaysUnknown) {
  const std::string content = Lines(0, 500);
  const uint32_t end = 6000;
  Look(content, {{end, 0}});
  const std::vector<ByteRange> windows = Look(content, {{end, 0}});
  ASSERT_EQ(windows.size(), 1U);
  EXPECT_LE(windows[0].begin + kReach, end);
  EXPECT_GE(windows[0].end, end + kReach);
  EXPECT_LT(windows[0].size(), 5000U);
  EXPECT_TRUE(memory_.IsUnseen(end));
  EXPECT_FALSE(memory_.IsUnseen(1));
}

TEST_F(SeenBefore, AByteThatIsNewIsLookedAtWithAllThatItReaches) {
  const std::string content = Lines(0, 500);
  for (const uint64_t at : {uint64_t{0}, uint64_t{3000}, uint64_t{3001}, uint64_t{content.size() - 1}}) {
    Look(content);
    std::string changed = content;
    changed[at] ^= 1;
    const std::vector<ByteRange> windows = Look(changed);
    ASSERT_EQ(windows.size(), 1U) << at;
    EXPECT_LE(windows[0].begin, at - std::min(at, kReach));
    EXPECT_GE(windows[0].end, std::min<uint64_t>(content.size(), at + kReach));
    EXPECT_LT(windows[0].size(), 15000U);
  }
}

TEST_F(SeenBefore, WhereAContentEndsIsPartOfWhatIsKnown) {
  const std::string content = Lines(0, 500);
  Look(content + Lines(500, 520));
  const std::vector<ByteRange> windows = Look(content);
  ASSERT_FALSE(windows.empty());
  EXPECT_EQ(windows.back().end, content.size());
}

TEST_F(SeenBefore, ALineWithoutEndIsCutAllTheSame) {
  std::string content;
  for (int i = 0; i < 20000; ++i) content += std::to_string(i);
  Look(content);
  content[50000] ^= 1;
  EXPECT_LT(TotalBytes(Look(content)), 20000U);
}

}  // namespace
}  // namespace sluice
