// What a hook prints when it stops a push or a commit: every secret as the text report shows it, with the exact commands that take
// it out of what was not pushed yet, and the one that accepts it. Printable throughout, redacted like the findings it is given.
#pragma once

#include <string>
#include <vector>

#include "report/options.h"
#include "scanner/finding.h"
#include "scanner/sink.h"

namespace sluice {

struct BlockedFinding {
  Finding finding;                 // `remediation` is the paragraph that is shown
  std::vector<std::string> steps;  // to copy, in order; not wrapped
  std::string accept;              // the command; empty where accepting is not up to who reads this
};

struct Blocked {
  std::string headline;  // "push to origin blocked: 2 secrets in 3 commits"
  std::vector<BlockedFinding> findings;
  uint64_t more_findings = 0;        // that are not listed
  std::vector<Unread> unread;        // what could not be scanned
  std::string interrupted;           // Summary::interrupted
  std::vector<std::string> closing;  // paragraphs; one that begins with a space is something to copy and is not wrapped
};

std::string RenderBlocked(const Blocked& blocked, const ReportOptions& options);

}  // namespace sluice
