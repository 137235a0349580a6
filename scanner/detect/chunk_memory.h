// ChunkMemory: which chunks of text were seen before and held no candidate. Packs store many a version as a difference to an unrelated one,
// or whole: of what had to be scanned for that, 83 of 100 bytes of redis's history and 62 of curl's had stood in a content before, in the same
// surroundings (November 2026).
//
// Contents are cut where their own lines say, so that equal text is cut alike wherever it stands. A chunk is known by its bytes and those of
// its neighbours, which are at least as long as what decides a candidate reaches; so a candidate ends in it exactly when one did before.
// Known by hash, with a seed of this process: no input can be made to look like another. Bounded. One thread at a time; keeps its buffers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/memo.h"
#include "scanner/detect/match.h"
#include "scanner/detect/novelty.h"

namespace sluice {

class ChunkMemory {
 public:
  // How far from its end the bytes reach that decide a candidate, on either side.
  explicit ChunkMemory(uint64_t reach_bytes);

  // Cuts `content`, which must outlive what follows.
  void Begin(std::string_view content);
  // The chunks that are not known, with `reach_bytes` around them, which are not more than the constructor's. Sorted, apart.
  std::vector<ByteRange> Windows(uint64_t reach_bytes) const;
  // Whether a candidate that ends there ends in a chunk that is not known. Others of the windows are not to be trusted.
  bool IsUnseen(uint64_t end) const;
  // Remembers the chunks in which none of the candidates ends. They are sorted, and all that the content has.
  void Keep(const std::vector<RawCandidate>& candidates);

 private:
  uint64_t EndOfChunk(uint64_t begin) const;

  uint64_t least_bytes_;
  std::string_view content_;
  std::vector<uint64_t> ends_;    // of the chunks
  std::vector<PieceKey> pieces_;  // their bytes alone, with nothing before the first and behind the last
  std::vector<PieceKey> keys_;    // theirs and their neighbours'
  std::vector<char> is_known_;    // by chunk
  Memo memo_;
};

}  // namespace sluice
