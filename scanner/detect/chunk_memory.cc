#include "scanner/detect/chunk_memory.h"

#include <algorithm>
#include <cstring>

namespace sluice {
namespace {

// Of source text a chunk has some 640 bytes: longer ones are seen again less often, more of them take longer to look up.
constexpr uint64_t kLeastBytes = 200, kMostBytes = 4096;
constexpr int kBoundaryBits = 3;  // one line of eight may begin a chunk

// Whether a chunk may begin with the line at `at`.
bool IsBoundary(std::string_view content, uint64_t at) {
  uint64_t word = 0;
  std::memcpy(&word, content.data() + at, std::min<uint64_t>(sizeof word, content.size() - at));
  return word * 0x9E3779B97F4A7C15 >> (64 - kBoundaryBits) == 0;
}

}  // namespace

ChunkMemory::ChunkMemory(uint64_t reach_bytes) : least_bytes_(std::max(kLeastBytes, reach_bytes)) {}

uint64_t ChunkMemory::EndOfChunk(uint64_t begin) const {
  if (content_.size() - begin <= least_bytes_) return content_.size();
  const uint64_t most = std::min<uint64_t>(content_.size(), begin + least_bytes_ + kMostBytes);
  for (uint64_t at = begin + least_bytes_; at < most;) {
    const void* const line_end = std::memchr(content_.data() + at, '\n', most - at);
    if (line_end == nullptr) break;
    at = static_cast<uint64_t>(static_cast<const char*>(line_end) - content_.data()) + 1;
    if (at < most && IsBoundary(content_, at)) return at;
  }
  return most;
}

void ChunkMemory::Begin(std::string_view content) {
  content_ = content;
  ends_.clear();
  keys_.clear();
  is_known_.clear();
  pieces_.assign(1, {});
  for (uint64_t begin = 0; begin < content.size(); begin = ends_.back()) {
    ends_.push_back(EndOfChunk(begin));
    const bool is_last = ends_.back() == content.size();
    pieces_.push_back(MakePieceKey(content.substr(begin, ends_.back() - begin), is_last ? 1 : 0));
  }
  pieces_.emplace_back();
  for (size_t i = 0; i < ends_.size(); ++i) {
    keys_.push_back(MakePieceKey({reinterpret_cast<const char*>(&pieces_[i]), 3 * sizeof(PieceKey)}, 0));
    memo_.Expect(keys_.back());
  }
  for (const PieceKey& key : keys_) is_known_.push_back(memo_.Holds(key) ? 1 : 0);
}

std::vector<ByteRange> ChunkMemory::Windows(uint64_t reach_bytes) const {
  std::vector<ByteRange> windows;
  for (size_t i = 0; i < ends_.size(); ++i) {
    if (is_known_[i] != 0) continue;
    const uint64_t begin = i == 0 ? 0 : ends_[i - 1];
    const ByteRange window{begin - std::min(begin, reach_bytes), std::min<uint64_t>(content_.size(), ends_[i] + reach_bytes)};
    if (!windows.empty() && window.begin <= windows.back().end) {
      windows.back().end = window.end;
    } else {
      windows.push_back(window);
    }
  }
  return windows;
}

bool ChunkMemory::IsUnseen(uint64_t end) const {
  const auto chunk = std::ranges::lower_bound(ends_, end);
  return chunk != ends_.end() && is_known_[static_cast<size_t>(chunk - ends_.begin())] == 0;
}

void ChunkMemory::Keep(const std::vector<RawCandidate>& candidates) {
  auto next = candidates.begin();
  for (size_t i = 0; i < ends_.size(); ++i) {
    const auto first = next;
    next = std::find_if(first, candidates.end(), [&](const RawCandidate& candidate) { return candidate.end > ends_[i]; });
    if (next == first && is_known_[i] == 0) memo_.Add(keys_[i]);
  }
}

}  // namespace sluice
