// NearRuns: what stands near the long runs of token characters (patterns/token_run.h). Seven rules of ten ask for such a run, and a
// third of a source text stands near one: looking for those rules only there saved a third of Hyperscan's time (November 2026).
//
// Invariant: a candidate of a rule that asks for a run, with all the bytes that decide it, stands whole in one part of what is
// gathered. One thread at a time; keeps its buffers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/detect/gather.h"
#include "scanner/detect/match.h"

namespace sluice {

class NearRuns {
 public:
  // How far before and after a run its candidates reach.
  struct Reach {
    uint32_t before_bytes = 0, after_bytes = 0;
  };
  explicit NearRuns(Reach reach) : reach_(reach) {}

  // Forgets all; `content` must outlive what follows.
  void Begin(std::string_view content);
  // Finds the runs of content[range), and adds what stands near them to `parts`. Ranges ascend, apart. A run is what of it lies in
  // the range.
  void Look(ByteRange range, Gather* parts);

  // Whether kTokenRunBytes token characters in a row begin at a byte of [at, at + before_bytes], in a range that was looked at.
  bool HasRun(uint64_t at, uint64_t before_bytes) const;

 private:
  Reach reach_;
  std::string_view content_;
  std::vector<ByteRange> runs_;
};

}  // namespace sluice
