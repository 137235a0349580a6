#include "scanner/detect/chunk_memory.h"

#include <algorithm>

namespace sluice {

void ChunkMemory::Begin(std::string_view content, Chunks* chunks) {
  chunks->Cut(content, reach_bytes_);
  chunks_ = chunks;
  is_known_.clear();
  for (const Chunk& chunk : list()) memo_.Expect(chunk.key);
  for (const Chunk& chunk : list()) is_known_.push_back(memo_.Holds(chunk.key) ? 1 : 0);
}

std::vector<ByteRange> ChunkMemory::Windows(uint64_t reach_bytes) const {
  std::vector<ByteRange> windows;
  for (size_t i = 0; i < list().size(); ++i) {
    if (is_known_[i] != 0) continue;
    const auto [begin, end, key] = list()[i];
    const ByteRange window{begin - std::min(begin, reach_bytes), std::min(list().back().end, end + reach_bytes)};
    if (!windows.empty() && window.begin <= windows.back().end) {
      windows.back().end = window.end;
    } else {
      windows.push_back(window);
    }
  }
  return windows;
}

bool ChunkMemory::IsUnseen(uint64_t end) const {
  const auto chunk = std::ranges::lower_bound(list(), end, {}, &Chunk::end);
  return chunk != list().end() && is_known_[static_cast<size_t>(chunk - list().begin())] == 0;
}

void ChunkMemory::Keep(const std::vector<RawCandidate>& candidates) {
  auto next = candidates.begin();
  for (size_t i = 0; i < list().size(); ++i) {
    const Chunk& chunk = list()[i];
    const auto first = next;
    next = std::find_if(first, candidates.end(), [&](const RawCandidate& candidate) { return candidate.end > chunk.end; });
    if (next == first && is_known_[i] == 0) memo_.Add(chunk.key);
  }
}

}  // namespace sluice
