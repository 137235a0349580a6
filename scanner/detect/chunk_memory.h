// ChunkMemory: which chunks of text were seen before and held no candidate. Packs store many a version as a difference to an
// unrelated one, or whole: of what had to be scanned for that, 83 of 100 bytes of redis's history and 62 of curl's had stood in a
// content before, in the same surroundings (November 2026).
//
// A chunk has all that decides a candidate in it or in its neighbours: so one ends in it exactly when one did where its key came
// before. Bounded. One thread at a time; keeps its buffers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/chunks.h"
#include "base/memo.h"
#include "scanner/detect/match.h"
#include "scanner/detect/novelty.h"

namespace sluice {

class ChunkMemory {
 public:
  // How far from its end the bytes reach that decide a candidate, on either side.
  explicit ChunkMemory(uint64_t reach_bytes) : reach_bytes_(reach_bytes) {}

  // Cuts `content`. `chunks` must outlive what follows, unchanged.
  void Begin(std::string_view content, Chunks* chunks);
  // The chunks that are not known, with `reach_bytes` around them, which are not more than the constructor's. Sorted, apart.
  std::vector<ByteRange> Windows(uint64_t reach_bytes) const;
  // Whether a candidate that ends there ends in a chunk that is not known. Others of the windows are not to be trusted.
  bool IsUnseen(uint64_t end) const;
  // Remembers the chunks in which none of the candidates ends. They are sorted, and all that the content has.
  void Keep(const std::vector<RawCandidate>& candidates);

 private:
  const std::vector<Chunk>& list() const { return chunks_->list(); }

  uint64_t reach_bytes_;
  const Chunks* chunks_ = nullptr;
  std::vector<char> is_known_;  // by chunk
  Memo memo_;
};

}  // namespace sluice
