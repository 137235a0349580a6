// The record of every time a hook was told to let something pass: sluice/bypass.log in the common git folder, which outlives linked
// worktrees. One line each, fields separated by tabs: time, hook, reason, refs, fingerprints of what was found, what was not
// scanned.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace sluice {

// $SLUICE_BYPASS without white space around it. Empty, which bypasses nothing, when there is no reason in it.
std::string BypassReason();

struct Bypass {
  int64_t now_s = 0;
  std::string hook, reason;
  std::vector<std::string> refs, fingerprints;
  std::string not_scanned;  // empty when all was
};

// Returns the file's name. An error must block: nothing passes unrecorded.
Result<std::string> RecordBypass(const std::string& common_dir, const Bypass& bypass);

}  // namespace sluice
