// Delta: an object as copies from another one (its base) and bytes of its own. Format: git help format-pack, "Deltified
// representation". The input is hostile: every length and offset is checked against what it points into.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/ancestry.h"

namespace sluice::git {

struct Delta {
  uint64_t base_bytes = 0;        // of the object that it is made from
  uint64_t target_bytes = 0;      // of the object that it makes
  std::string_view instructions;  // borrowed

  // Nothing when the two sizes at its front are cut off or do not fit 64 bits.
  static std::optional<Delta> Parse(std::string_view bytes);
};

// Runs of at least `min_bytes` that a target takes from its base, neighbours in both joined; in the order of the target.
struct CopiedRuns {
  uint64_t min_bytes = 1;
  std::vector<CopiedRange> ranges;
};

// Requires: base.size() == delta.base_bytes and target.size() == delta.target_bytes. False when an instruction is damaged, reaches
// outside of the base or the target, or the target is not filled. `copied` may be null; its ranges are replaced, and mean nothing
// after false.
bool ApplyDelta(const Delta& delta, std::string_view base, std::span<char> target, CopiedRuns* copied = nullptr);

}  // namespace sluice::git
