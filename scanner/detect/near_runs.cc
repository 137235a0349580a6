#include "scanner/detect/near_runs.h"

#include <algorithm>

#include "base/word_bytes.h"
#include "patterns/token_run.h"

namespace sluice {
namespace {

// No rule has both in what it looks for.
constexpr std::string_view kSeparator("\n\0", 2);
// What is scanned at once stays in the processor's cache; a larger window is scanned where it stands.
constexpr size_t kGatheredBytes = size_t{64} << 10;

}  // namespace

void NearRuns::Begin(std::string_view content) {
  content_ = content;
  runs_.clear();
  windows_.clear();
  next_window_ = 0;
}

void NearRuns::AddRun(ByteRange run, ByteRange range) {
  runs_.push_back(run);
  const ByteRange window{std::max(range.begin, run.begin - std::min<uint64_t>(run.begin, reach_.before_bytes)),
                         std::min(range.end, run.end + reach_.after_bytes)};
  if (!windows_.empty() && window.begin <= windows_.back().end) {
    windows_.back().end = window.end;
  } else {
    windows_.push_back(window);
  }
}

void NearRuns::Look(ByteRange range) {
  TokenBytes::EachRun<kTokenRunBytes>(content_, range.begin, range.end, [&](uint64_t begin, uint64_t end) {
    AddRun({begin, end}, range);
  });
}

std::string_view NearRuns::NextBytes() {
  pieces_.clear();
  gathered_.clear();
  if (next_window_ == windows_.size()) return {};
  if (windows_[next_window_].size() >= kGatheredBytes) {
    const ByteRange window = windows_[next_window_++];
    pieces_.push_back({0, window});
    return content_.substr(window.begin, window.size());
  }
  if (windows_[next_window_].begin > 0) gathered_ = kSeparator;
  while (next_window_ < windows_.size() && gathered_.size() + windows_[next_window_].size() < 2 * kGatheredBytes) {
    const ByteRange window = windows_[next_window_++];
    pieces_.push_back({gathered_.size(), window});
    gathered_ += content_.substr(window.begin, window.size());
    if (window.end < content_.size()) gathered_ += kSeparator;
  }
  return gathered_;
}

uint64_t NearRuns::OffsetOf(uint64_t end) const {
  auto piece = std::ranges::lower_bound(pieces_, end, {}, &Piece::begin);
  if (piece != pieces_.begin()) --piece;
  const uint64_t inside = end - std::min(end, piece->begin);
  return std::min(piece->of.end, piece->of.begin + inside);
}

bool NearRuns::HasRun(uint64_t at, uint64_t before_bytes) const {
  const auto run = std::ranges::lower_bound(runs_, at + kTokenRunBytes, {}, &ByteRange::end);
  return run != runs_.end() && std::max(run->begin, at) <= at + before_bytes &&
         run->end - std::max(run->begin, at) >= kTokenRunBytes;
}

}  // namespace sluice
