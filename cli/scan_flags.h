// The flags of `sluice scan` as the user gave them, and what they mean together with .sluice.yaml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "patterns/rule.h"

namespace sluice {

struct ScanFlags {
  std::string target;  // empty: the repository around the current folder, or that folder
  std::vector<std::string> ranges, branches;
  std::string since;
  bool staged = false, worktree = false, all_objects = false, no_ignore = false, delta = true;
  std::vector<std::string> rules, only, skip;
  std::string config, baseline;
  bool no_baseline = false;
  std::vector<std::string> formats;  // "F" or "F=FILE"
  std::string fail_on;
  bool show_secrets = false, all_locations = false;
  std::string max_blob_size, timeout, memory;
  std::optional<int> archive_depth, decode_depth;
  unsigned jobs = 0;  // 0: one a core
  bool progress = true;
  std::string color = "auto", log_level;
  bool stats = false;

  bool needs_repository() const {
    return !ranges.empty() || !branches.empty() || !since.empty() || staged || worktree || all_objects;
  }
};

// Flags win over the file, the file over defaults: decided here and nowhere else.
struct ScanSettings {
  uint64_t max_blob_bytes = 0;
  int archive_depth = 0, decode_depth = 0;
  std::optional<int64_t> deadline_s, since_s;
  Severity fail_on = Severity::kLow;
  unsigned jobs = 1;
};
Result<ScanSettings> Resolve(const ScanFlags& flags, const Config& config, int64_t now_s);

}  // namespace sluice
