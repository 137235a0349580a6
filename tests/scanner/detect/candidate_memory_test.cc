#include "scanner/detect/candidate_memory.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(CandidateMemory, KnowsWhatItWasGiven) {
  CandidateMemory memory;
  memory.Keep(7, {{10, 1}});
  memory.Keep(8, {});
  ASSERT_NE(memory.Find(7), nullptr);
  EXPECT_EQ(memory.Find(7)->front(), (RawCandidate{10, 1}));
  ASSERT_NE(memory.Find(8), nullptr) << "a content without candidates is known too";
  EXPECT_EQ(memory.Find(9), nullptr);
}

TEST(CandidateMemory, ForgetsWhatWasNotUsedLately) {
  CandidateMemory memory;
  memory.Keep(1, {{10, 1}});
  memory.Keep(2, {{20, 2}});
  const std::vector<RawCandidate> many(CandidateMemory::kMaxCandidates);
  for (uint64_t key = 100; key < 140; ++key) {
    memory.Keep(key, many);
    EXPECT_NE(memory.Find(1), nullptr) << "used all the time";
  }
  EXPECT_EQ(memory.Find(2), nullptr);
}

}  // namespace
}  // namespace sluice
