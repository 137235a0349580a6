#include "base/chunks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace sluice {
namespace {

std::string Lines(int from, int to) {
  std::string lines;
  for (int i = from; i < to; ++i) lines += "        line " + std::to_string(i * 7919) + " of a text\n";
  return lines;
}

std::vector<Chunk> Cut(std::string_view content, uint64_t least_bytes = 0) {
  Chunks chunks;
  chunks.Cut(content, least_bytes);
  return chunks.list();
}

size_t Shared(const std::vector<Chunk>& some, const std::vector<Chunk>& others) {
  return static_cast<size_t>(std::ranges::count_if(some, [&](const Chunk& chunk) {
    return std::ranges::any_of(others, [&](const Chunk& other) { return other.key == chunk.key; });
  }));
}

TEST(Chunks, AreAllOfTheContentInOrderAndLongEnough) {
  for (const std::string& content : {Lines(0, 500), std::string(50000, 'x'), std::string("short"), std::string(90000, '\n')}) {
    for (const uint64_t least_bytes : {uint64_t{0}, uint64_t{1000}}) {
      const std::vector<Chunk> chunks = Cut(content, least_bytes);
      uint64_t at = 0;
      for (const Chunk& chunk : chunks) {
        EXPECT_EQ(chunk.begin, at);
        at = chunk.end;
        if (at < content.size()) {
          EXPECT_GE(chunk.end - chunk.begin, std::max(least_bytes, kLeastChunkBytes));
        }
        EXPECT_LE(chunk.end - chunk.begin, 6000U);
      }
      EXPECT_EQ(at, content.size());
    }
  }
  EXPECT_TRUE(Cut("").empty());
}

TEST(Chunks, BeginWithLines) {
  const std::string content = Lines(0, 500);
  const std::vector<Chunk> chunks = Cut(content);
  ASSERT_GT(chunks.size(), 10U);
  for (size_t i = 1; i < chunks.size(); ++i) EXPECT_EQ(content[chunks[i].begin - 1], '\n');
}

TEST(Chunks, TheSameLinesElsewhereHaveTheSameKeysButAtTheirEdges) {
  const std::vector<Chunk> all = Cut(Lines(0, 1500)), moved = Cut(Lines(1900, 1950) + Lines(100, 1400) + Lines(1800, 1850));
  EXPECT_GT(Shared(moved, all), moved.size() / 2);
  EXPECT_LT(Shared(moved, all), moved.size());
}

TEST(Chunks, AKeyIsOfTheChunkAndBothNeighbours) {
  const std::string content = Lines(0, 500);
  const std::vector<Chunk> all = Cut(content);
  std::string changed = content;
  changed[content.size() / 2] = '#';
  EXPECT_EQ(Shared(Cut(changed), all), all.size() - 3);
  EXPECT_EQ(Shared(Cut(content + "end\n"), all), all.size() - 2);
}

}  // namespace
}  // namespace sluice
