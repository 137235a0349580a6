#include "scanner/detect/novelty.h"

#include <algorithm>

namespace sluice {
namespace {

// Bytes before and behind a match that may decide it.
constexpr uint64_t kBefore = 1, kBehind = 2;

}  // namespace

uint64_t Novelty::ReachBytes(uint64_t decisive_bytes) { return decisive_bytes + kBefore + kBehind; }

std::vector<ByteRange> Novelty::Windows(uint64_t max_decisive_bytes) const {
  const uint64_t reach_bytes = ReachBytes(max_decisive_bytes);
  std::vector<ByteRange> windows;
  const auto add = [&](uint64_t begin, uint64_t end) {  // [begin, end) is not copied, or an empty seam
    const ByteRange window{begin - std::min(begin, reach_bytes), std::min(size_bytes_, end + reach_bytes)};
    if (!windows.empty() && window.begin <= windows.back().end) {
      windows.back().end = std::max(windows.back().end, window.end);
    } else {
      windows.push_back(window);
    }
  };
  uint64_t covered = 0;
  for (const CopiedRange& copied : ancestry_.copied) {
    const bool both_begin = copied.begin == 0 && copied.base_begin == 0;
    if (!both_begin) add(covered, copied.begin);
    covered = copied.end();
  }
  const bool both_end =
      !ancestry_.copied.empty() && covered == size_bytes_ && ancestry_.copied.back().base_end() == ancestry_.base_bytes;
  if (!both_end) add(covered, size_bytes_);
  return windows;
}

bool Novelty::Holds(const CopiedRange& copied, uint64_t end, const Width& width) const {
  const bool begins = end >= copied.begin + width.candidate_bytes + kBefore || (copied.begin == 0 && copied.base_begin == 0);
  const bool ends = end + std::max<uint64_t>(kBehind, width.ahead_bytes) <= copied.end() ||
                    (copied.end() == size_bytes_ && copied.base_end() == ancestry_.base_bytes);
  return begins && ends && end <= copied.end();
}

bool Novelty::IsInherited(uint64_t end, const Width& width) const {
  // The range that holds the last byte before `end`.
  const auto after = std::ranges::lower_bound(ancestry_.copied, end, {}, &CopiedRange::begin);
  return after != ancestry_.copied.begin() && Holds(*std::prev(after), end, width);
}

bool Novelty::Inherit(const std::vector<RawCandidate>& base, const std::vector<Width>& widths, size_t max_count,
                      std::vector<RawCandidate>* inherited) const {
  for (const CopiedRange& copied : ancestry_.copied) {
    auto it = std::ranges::upper_bound(base, copied.base_begin, {}, &RawCandidate::end);
    for (; it != base.end() && it->end <= copied.base_end(); ++it) {
      const uint64_t end = it->end - copied.base_begin + copied.begin;
      if (!Holds(copied, end, widths[it->rule])) continue;
      if (inherited->size() == max_count) return false;
      inherited->push_back({static_cast<uint32_t>(end), it->rule});
    }
  }
  return true;
}

}  // namespace sluice
