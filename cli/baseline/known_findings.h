// The baseline of a run: where it is, reading and replacing it, and what a scan learns about its entries.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/scan_flags.h"
#include "cli/target.h"
#include "config/baseline.h"
#include "config/config.h"
#include "patterns/rule_set.h"
#include "scanner/sink.h"

namespace sluice {

// --baseline, what `.sluice.yaml` names, or .sluice-baseline.json where the target keeps its settings; empty when it has no such
// place.
std::string BaselinePath(const ScanFlags& flags, const Config& config, const Target& target);

// A file that is not there is an empty baseline.
Result<Baseline> LoadBaseline(const std::string& path);
// Replaces the file whole or not at all.
Status SaveBaseline(const std::string& path, const Baseline& baseline);

// "FINGERPRINT (RULE in PATH), until 2026-12-31", as far as the entry says.
std::string DescribeEntry(const std::string& fingerprint, const BaselineEntry& entry);

// True when a scan that ended like this has looked everywhere an accepted secret can be, under every rule: what it did not find is
// gone.
bool IsWholeScan(const ScanFlags& flags, std::string_view mode, const Summary& summary);

// Entries whose secret is not among `found` although its rule is in use. Requires: a whole scan.
std::vector<std::string> StaleEntries(const Baseline& baseline, const std::set<std::string>& found,
                                      const std::set<std::string>& rules);

// A baseline at work in one scan. Main thread. Order of calls: Open -> Accepts... -> EndScan -> StatsText.
class KnownFindings {
 public:
  // kConfig when a file that was named is missing or malformed.
  static Result<KnownFindings> Open(const ScanFlags& flags, const Config& config, const Target& target, int64_t now_s);

  bool Accepts(const Finding& finding);
  // Names on standard error what expired, and after a whole scan what is stale.
  void EndScan(const RuleSet& rules, bool is_whole);
  std::string StatsText() const;  // a section of --stats; empty without a baseline

 private:
  std::string path_;
  Baseline baseline_;
  int64_t now_s_ = 0;
  std::set<std::string> found_;
  std::vector<std::string> expired_, stale_;
};

}  // namespace sluice
