// What a hook says when it blocks: for each secret the exact way out of the commits that hold it, and the command that accepts it.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "cli/hook/input.h"
#include "patterns/rule.h"
#include "report/blocked.h"
#include "scanner/sink.h"

namespace sluice {

// Keeps what a scan found for after it: a finding names a rule that ends with the scan, so the rule is copied. Unlike
// CollectedFindings it keeps nothing of a clean scan: a push pays for every millisecond.
class HookFindings : public FindingSink {
 public:
  Status Begin(const ScanInfo&) override { return {}; }
  Status Found(const Finding& finding) override;
  Status Finish(const Summary& summary) override;

  // The ones that block, worst first; at most kKept of `total()`.
  static constexpr size_t kKept = 20;
  const std::vector<Finding>& blocking() const { return findings_; }
  uint64_t total() const { return summary_.findings_at_or_above_threshold; }
  const std::vector<std::string>& fingerprints() const { return fingerprints_; }  // of all that block
  const Summary& summary() const { return summary_; }

 private:
  std::deque<Rule> rules_;
  std::vector<Finding> findings_;
  std::vector<std::string> fingerprints_;
  Summary summary_;
};

// For findings and for what was not scanned; `now_s` dates the proposed expiry.
Blocked MakeBlocked(HookInput* input, const HookFindings& found, int64_t now_s);

// For a run that ended with an error.
Blocked MakeBlocked(HookKind kind, const Error& error);

}  // namespace sluice
