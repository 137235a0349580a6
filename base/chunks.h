// Chunks: a content cut where its own lines say, so that equal text is cut alike wherever it stands. A chunk is known by its bytes,
// those of its neighbours, and whether the content begins or ends there: whatever is decided by no more than that is decided alike
// where the same key comes again. Keys are of this process only, which no input can be made to share (base/memo.h). Keeps its
// buffers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/memo.h"

namespace sluice {

struct Chunk {
  uint64_t begin = 0, end = 0;
  PieceKey key;
};

class Chunks {
 public:
  // No chunk but the last has fewer bytes than kLeastChunkBytes and `least_bytes`. Forgets the content before.
  void Cut(std::string_view content, uint64_t least_bytes);
  void Clear() { list_.clear(); }
  // In order, all of the content; none when it was not cut.
  const std::vector<Chunk>& list() const { return list_; }

 private:
  std::vector<PieceKey> pieces_;
  std::vector<Chunk> list_;
};

// Of source text a chunk has some 540 bytes then: longer ones come again less often, more of them take longer to look up.
constexpr uint64_t kLeastChunkBytes = 400;

}  // namespace sluice
