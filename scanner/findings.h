// From groups of matches to findings: attribution, lifetime, severity, the other half in another file, order. Main thread.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "config/allowlist.h"
#include "patterns/rule_set.h"
#include "scanner/finding.h"
#include "scanner/match_table.h"
#include "scanner/sink.h"
#include "scanner/source.h"

namespace sluice {

struct FindingOptions {
  const Allowlist* allowlist = nullptr;  // required
  bool all_locations = false;            // without it other_locations stops at 100
  unsigned jobs = 1;
  int64_t now_s = 0;  // what `expired` is measured against
  // What stands in items that Place::earlier names. Empty: nothing does.
  std::function<MatchTable(const std::vector<Item>&)> match_earlier = {};
  // The fingerprint of a secret that people choose takes milliseconds, on purpose: a list of a million would take hours.
  size_t max_guessable = 10'000;
};

struct FindingList {
  std::vector<Finding> list;  // sorted as reports list them
  uint64_t left_out = 0;      // beyond max_guessable: named in `*unread`
  uint64_t older = 0;         // secrets that stand only where they stood before the change that is scanned
};

// What could not be attributed is still a finding; why is appended to `*unread`.
FindingList MakeFindings(const RuleSet& rules, const MatchTable& matches, Source* source, const FindingOptions& options,
                         std::stop_token stop, std::vector<Unread>* unread);

}  // namespace sluice
