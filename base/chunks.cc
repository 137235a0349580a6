#include "base/chunks.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace sluice {
namespace {

constexpr uint64_t kMoreBytes = 4096;  // than the least, at most: a longer line is cut in its middle
constexpr int kBoundaryBits = 2;       // one line of four may begin a chunk

// Decided by how it begins and how the line before ends: one of them alone is the same for many lines. Requires: line > 16.
bool MayBegin(std::string_view content, uint64_t line) {
  std::array<uint64_t, 2> before{};
  uint64_t after = 0;
  std::memcpy(before.data(), content.data() + line - 1 - sizeof before, sizeof before);
  std::memcpy(&after, content.data() + line, std::min<uint64_t>(sizeof after, content.size() - line));
  const uint64_t mixed = (before[0] * 0x9E3779B97F4A7C15 ^ before[1]) * 0xE7037ED1A0B428DB ^ after;
  return mixed * 0x9E3779B97F4A7C15 >> (64 - kBoundaryBits) == 0;
}

uint64_t EndOfChunk(std::string_view content, uint64_t begin, uint64_t least_bytes) {
  if (content.size() - begin <= least_bytes) return content.size();
  const uint64_t least = begin + least_bytes, most = std::min<uint64_t>(content.size(), least + kMoreBytes);
  for (uint64_t at = least; at < most;) {
    const void* const line_end = std::memchr(content.data() + at, '\n', most - at);
    if (line_end == nullptr) return at == least || most == content.size() ? most : at;
    at = static_cast<uint64_t>(static_cast<const char*>(line_end) - content.data()) + 1;
    if (MayBegin(content, at)) return at;
  }
  return most;
}

}  // namespace

void Chunks::Cut(std::string_view content, uint64_t least_bytes) {
  least_bytes = std::max(least_bytes, kLeastChunkBytes);
  list_.clear();
  pieces_.assign(1, {});  // before the first chunk, and behind the last, is none
  for (uint64_t begin = 0; begin < content.size(); begin = list_.back().end) {
    const uint64_t end = EndOfChunk(content, begin, least_bytes);
    // The last one may be so short that its neighbour sees the end, too.
    pieces_.push_back(MakePieceKey(content.substr(begin, end - begin), end == content.size() ? 1 : 0));
    list_.push_back({begin, end, {}});
  }
  pieces_.emplace_back();
  for (size_t i = 0; i < list_.size(); ++i)
    list_[i].key = MakePieceKey({reinterpret_cast<const char*>(&pieces_[i]), 3 * sizeof(PieceKey)}, 0);
}

}  // namespace sluice
