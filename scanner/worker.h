// Worker: one thread of a scan: its reader, its matcher, its buffers, its loop. Takes items in runs from a shared cursor, hands
// over what it found once, at its end.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>

#include "base/result.h"
#include "config/allowlist.h"
#include "scanner/detect/matcher.h"
#include "scanner/item_scan.h"
#include "scanner/source.h"
#include "scanner/unpack/unpacker.h"

namespace sluice {

// Shared by all workers of a scan; const but for the cursor, the counters inside `allowlist`, and the expressions of `database`,
// which whoever asks first compiles (detect/regex.h).
struct WorkOrder {
  const ScanPlan& plan;
  const std::vector<ItemRange> runs;  // of its items
  Source& source;
  std::shared_ptr<const Database> database;
  const Allowlist& allowlist;
  MatcherOptions matcher;
  UnpackLimits unpack;
  bool show_secrets = false;
  std::atomic<size_t> next_run{0};
};

// Runs until the plan is done or `stop` is requested. `done_items` is written by this worker and read by the progress bar.
Result<WorkResult> Work(WorkOrder* order, std::atomic<uint64_t>* done_items, std::stop_token stop);

}  // namespace sluice
