// Deltas in a pack are untrusted: nothing is read outside of the base or the instructions, nothing written outside of the target.
// Input: a byte that says where to cut, then the bytes of a base and of a delta.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "git/pack/delta.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view both(reinterpret_cast<const char*>(data) + 1, size - 1);
  // Copies of their own, so that a sanitizer sees a read from one into the other.
  const std::string base(both.substr(0, both.size() * data[0] / 255));
  const std::string bytes(both.substr(base.size()));
  const std::optional<sluice::git::Delta> delta = sluice::git::Delta::Parse(bytes);
  if (!delta || delta->base_bytes != base.size() || delta->target_bytes > (1 << 20)) return 0;
  std::string target(delta->target_bytes, '\0');
  sluice::git::CopiedRuns copied;
  const bool is_applied = sluice::git::ApplyDelta(*delta, base, target, &copied);
  for (size_t i = 0; is_applied && i < copied.ranges.size(); ++i) {
    const sluice::CopiedRange& range = copied.ranges[i];
    SLUICE_CHECK(target.substr(range.begin, range.size) == base.substr(range.base_begin, range.size));
  }
  SLUICE_CHECK(!is_applied || !delta->instructions.empty() || target.empty());
  return 0;
}
