#include "scanner/detect/near_runs.h"

#include <algorithm>

#include "base/word_bytes.h"
#include "patterns/token_run.h"

namespace sluice {

void NearRuns::Begin(std::string_view content) {
  content_ = content;
  runs_.clear();
}

void NearRuns::Look(ByteRange range, Gather* parts) {
  TokenBytes::EachRun<kTokenRunBytes>(content_, range.begin, range.end, [&](uint64_t begin, uint64_t end) {
    runs_.push_back({begin, end});
    parts->Add({std::max(range.begin, begin - std::min<uint64_t>(begin, reach_.before_bytes)),
                std::min(range.end, end + reach_.after_bytes)});
  });
}

bool NearRuns::HasRun(uint64_t at, uint64_t before_bytes) const {
  const auto run = std::ranges::lower_bound(runs_, at + kTokenRunBytes, {}, &ByteRange::end);
  return run != runs_.end() && std::max(run->begin, at) <= at + before_bytes &&
         run->end - std::max(run->begin, at) >= kTokenRunBytes;
}

}  // namespace sluice
