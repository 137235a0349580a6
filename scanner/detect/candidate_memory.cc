#include "scanner/detect/candidate_memory.h"

#include <utility>

namespace sluice {
namespace {

// In candidates, an entry itself counted as eight: 4 MiB a generation.
constexpr size_t kMaxCost = 1 << 19;
constexpr size_t kEntryCost = 8;

}  // namespace

const std::vector<RawCandidate>* CandidateMemory::Find(uint64_t key) {
  if (const auto young = young_.find(key); young != young_.end()) return &young->second;
  const auto old = old_.find(key);
  if (old == old_.end()) return nullptr;
  std::vector<RawCandidate> candidates = std::move(old->second);
  old_.erase(old);
  Keep(key, std::move(candidates));
  return &young_.find(key)->second;
}

void CandidateMemory::Keep(uint64_t key, std::vector<RawCandidate> candidates) {
  const size_t cost = candidates.size() + kEntryCost;
  if (young_cost_ + cost > kMaxCost) {
    std::swap(young_, old_);
    young_.clear();
    young_cost_ = 0;
  }
  young_cost_ += cost;
  young_.insert_or_assign(key, std::move(candidates));
}

}  // namespace sluice
