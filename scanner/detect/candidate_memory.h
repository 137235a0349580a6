// CandidateMemory: the raw candidates of contents that were scanned lately, for contents made from them. Bounded; what it forgot is
// scanned whole. One thread at a time.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "scanner/detect/novelty.h"

namespace sluice {

class CandidateMemory {
 public:
  // A content with more is not remembered: inheriting them would cost more than scanning.
  static constexpr size_t kMaxCandidates = 1 << 16;

  // Null when it is not known. Valid until the next Keep() or Find().
  const std::vector<RawCandidate>* Find(uint64_t key);
  // Requires: key != 0.
  void Keep(uint64_t key, std::vector<RawCandidate> candidates);

 private:
  // Two generations: when the young one is full it becomes the old one, and what is used again moves back.
  std::unordered_map<uint64_t, std::vector<RawCandidate>> young_, old_;
  size_t young_cost_ = 0;
};

}  // namespace sluice
