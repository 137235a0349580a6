// The end of the text report: how many and how bad, what to do next, what was read, and what was not.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "report/options.h"
#include "scanner/finding.h"
#include "scanner/sink.h"

namespace sluice {

// Secrets that do not end by themselves, as far as can be known; kInfo is not among them.
struct LastingCount {
  uint64_t all = 0;
  uint64_t unknown = 0;  // of `all`
};

// What the summary needs to know of findings that are already printed.
struct Tally {
  uint64_t secrets = 0;  // all but kInfo
  uint64_t infos = 0;
  std::array<uint64_t, 5> by_severity{};  // indexed by Severity
  std::array<uint64_t, 5> by_lifetime{};  // indexed by LifetimeClass; without kInfo
  uint64_t in_head = 0;                   // without kInfo
  LastingCount lasting_in_head, lasting_elsewhere;
  int64_t last_expiry_s = 0;  // of expiring secrets; 0 when none of them says

  void Add(const Finding& finding);
};

std::string RenderSummary(const Tally& tally, const ScanInfo& info, const Summary& summary, const ReportOptions& options);

}  // namespace sluice
