// FindingSink: a reader of findings. Begin once, Found for each finding in report order, Finish once, also after an error or a
// signal: what was found is always reported. Called from the main thread only. An error (a full disk) ends the run with exit
// code 3.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "scanner/finding.h"

namespace sluice {

struct ScanInfo {
  std::string version;  // of Sluice
  std::string target;   // as the user named it
  std::string mode;     // "history", "range", "change" (under review in CI), "staged", "worktree", "folder", "file", "stdin"
  std::vector<const Rule*> rules;
};

// Something that was asked for and not read. Every one is named.
struct Unread {
  std::string what;  // "blob 1234… (path/to/file)", "commit …", "history before …"
  std::string why;   // and what to do about it where there is something to do
  friend auto operator<=>(const Unread&, const Unread&) = default;
};

struct Summary {
  uint64_t commits = 0, tags = 0, blobs = 0, paths = 0, files = 0, bytes = 0;  // read and matched
  std::vector<Unread> unread;                                                  // not empty means the scan is incomplete; sorted
  uint64_t unread_accepted = 0;  // more that was not read, at places that the allow list accepts whatever stands there
  std::string interrupted;       // "SIGINT", "deadline of 60 s", or empty
  uint64_t findings_at_or_above_threshold = 0;
  uint64_t findings_allowed = 0;      // dropped by the allow list or the baseline
  uint64_t findings_in_baseline = 0;  // of findings_allowed
  uint64_t findings_older = 0;        // not reported: they stood in the same files before the change that was scanned
  bool incomplete() const { return !unread.empty() || !interrupted.empty(); }
};

class FindingSink {
 public:
  virtual ~FindingSink() = default;
  virtual Status Begin(const ScanInfo& info) = 0;
  virtual Status Found(const Finding& finding) = 0;
  virtual Status Finish(const Summary& summary) = 0;
};

}  // namespace sluice
