#include "scanner/detect/gather.h"

#include <algorithm>

namespace sluice {
namespace {

// No rule has both in what it looks for.
constexpr std::string_view kSeparator("\n\0", 2);
// What is scanned at once stays in the processor's cache; a larger part is scanned where it stands, and so is one alone.
constexpr size_t kGatheredBytes = size_t{64} << 10, kAloneBytes = 2048;

}  // namespace

void Gather::Begin(std::string_view content) {
  content_ = content;
  parts_.clear();
  next_part_ = 0;
}

void Gather::Add(ByteRange part) {
  if (!parts_.empty() && part.begin <= parts_.back().end) {
    parts_.back().end = std::max(parts_.back().end, part.end);
  } else {
    parts_.push_back(part);
  }
}

std::string_view Gather::NextBytes() {
  pieces_.clear();
  gathered_.clear();
  if (next_part_ == parts_.size()) return {};
  if (parts_.size() == 1 || parts_[next_part_].size() >= kAloneBytes) {
    const ByteRange part = parts_[next_part_++];
    pieces_.push_back({0, part});
    return content_.substr(part.begin, part.size());
  }
  if (parts_[next_part_].begin > 0) gathered_ = kSeparator;
  while (next_part_ < parts_.size() && gathered_.size() < kGatheredBytes && parts_[next_part_].size() < kAloneBytes) {
    const ByteRange part = parts_[next_part_++];
    pieces_.push_back({gathered_.size(), part});
    gathered_ += content_.substr(part.begin, part.size());
    if (part.end < content_.size()) gathered_ += kSeparator;
  }
  return gathered_;
}

uint64_t Gather::OffsetOf(uint64_t end) const {
  auto piece = std::ranges::lower_bound(pieces_, end, {}, &Piece::begin);
  if (piece != pieces_.begin()) --piece;
  const uint64_t inside = end - std::min(end, piece->begin);
  return std::min(piece->of.end, piece->of.begin + inside);
}

}  // namespace sluice
