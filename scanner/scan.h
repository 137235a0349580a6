// Scan(): the program from top to bottom. Plan what to read, match it on N threads, attribute, weigh, report.
//
// Called on the main thread; blocks until everything is reported. Findings made before a stop, a deadline or an unreadable object
// are always reported; Summary says what is missing.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/stats.h"
#include "config/allowlist.h"
#include "scanner/detect/database.h"
#include "scanner/detect/matcher.h"
#include "scanner/sink.h"
#include "scanner/source.h"
#include "scanner/unpack/unpacker.h"

namespace sluice {

struct ScanOptions {
  MatcherOptions matcher;
  UnpackLimits unpack;
  unsigned jobs = 1;
  bool show_secrets = false;
  bool all_locations = false;
  Severity fail_on = Severity::kLow;
  int64_t now_s = 0;
  const Allowlist* allowlist = nullptr;  // required; may be empty
  std::function<bool(const Finding&)>
      is_known;                              // drops what a baseline accepts; asked once a finding, on this thread; may be empty
  std::function<void()> before_report;       // wipes a progress bar before anything is written; may be empty
  std::function<std::string()> why_stopped;  // asked once `stop` was requested: "SIGINT", "the deadline of 60 s"
};

// Read by a progress display on another thread while a scan runs.
struct ScanProgress {
  enum class Stage : uint8_t { kPlanning, kScanning, kLocating, kReporting };
  std::atomic<Stage> stage{Stage::kPlanning};
  std::atomic<uint64_t> total_items{0};
  std::vector<std::atomic<uint64_t>> done_items;  // one a worker
  explicit ScanProgress(unsigned jobs) : done_items(jobs) {}
};

struct StageTimes {
  std::chrono::nanoseconds planning{}, scanning{}, locating{}, reporting{};  // wall
};

struct ScanResult {
  Summary summary;
  Stats stats;  // over all workers
  StageTimes times;
};

// Errors are those that make any answer meaningless; a report that cannot be written is one of them.
Result<ScanResult> Scan(const ScanInfo& info, const ScanOptions& options, std::shared_ptr<const Database> database, Source* source,
                        const std::vector<FindingSink*>& sinks, ScanProgress* progress, std::stop_token stop);

}  // namespace sluice
