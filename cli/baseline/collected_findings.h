// CollectedFindings: what a scan found, kept beyond its end for commands that work with findings instead of reporting them.
// Owns everything it holds. Main thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/scan_flags.h"
#include "cli/target.h"
#include "config/baseline.h"
#include "scanner/sink.h"

namespace sluice {

class CollectedFindings : public FindingSink {
 public:
  Status Begin(const ScanInfo& info) override;
  Status Found(const Finding& finding) override;
  Status Finish(const Summary& summary) override;

  const std::vector<Finding>& findings() const { return findings_; }  // in report order
  const Summary& summary() const { return summary_; }
  const std::string& mode() const { return mode_; }
  std::set<std::string> RuleIds() const;       // of the rules that were in use
  std::set<std::string> Fingerprints() const;  // of what was found

  // One a secret. A path that is or holds a secret itself is left out.
  std::vector<KnownSecret> KnownSecrets() const;

 private:
  std::map<std::string, Rule> rules_;  // by id; findings_ points into it
  std::vector<Finding> findings_;
  Summary summary_;
  std::string mode_;
};

// Scans as `flags` say, with every place of every secret, whatever a baseline accepts; nothing is reported but what was not read.
Status Collect(ScanFlags flags, const Target& target, CollectedFindings* collected);

}  // namespace sluice
