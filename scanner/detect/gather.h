// Gather: parts of a content put together, so that Hyperscan sees them in few passes: a call for each of a million small parts
// takes longer than the parts.
//
// What Hyperscan finds across the seams of parts is refuted by the expression, as any candidate may be. One thread at a time; keeps
// its buffers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/detect/match.h"

namespace sluice {

class Gather {
 public:
  // Forgets all; `content` must outlive what follows.
  void Begin(std::string_view content);
  // Parts ascend by where they begin; those that touch become one.
  void Add(ByteRange part);

  // The next bytes to scan, until they are empty. Valid until the next call.
  std::string_view NextBytes();
  // The offset in the content of the end of a match that ends at `end` of those bytes.
  uint64_t OffsetOf(uint64_t end) const;

 private:
  struct Piece {
    uint64_t begin = 0;  // in the gathered bytes
    ByteRange of;        // the content
  };

  std::string_view content_;
  std::vector<ByteRange> parts_;
  size_t next_part_ = 0;
  std::string gathered_;
  std::vector<Piece> pieces_;
};

}  // namespace sluice
