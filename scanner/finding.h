// Finding: a match with its place, age and weight. What reports read; plain data, owns its strings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/object_id.h"
#include "patterns/rule.h"
#include "scanner/content.h"

namespace sluice {

struct Location {
  LocationSource source = LocationSource::kBlob;
  std::string path;                                             // as git has it: bytes, `/` separated; may be invalid UTF-8
  uint32_t line = 0, column = 0, end_line = 0, end_column = 0;  // from 1, columns in bytes; end_column is one past the last
  std::optional<ObjectId> blob;
  std::optional<ObjectId> commit;  // the commit (or tag object) that brought it
  std::string author, email;
  std::optional<int64_t> date_s;  // author date
  std::string ref;                // a ref that reaches `commit`; empty outside repositories
  // From the file at `path` (its first element; what has no path: the name of `source`) to the entry that holds the text, through
  // archives in archives; empty: the file itself. Line and column are then those of the entry.
  std::vector<std::string> container;
  std::vector<std::string> decoded;  // "base64", ...: what was undone to read it, outermost first; empty: it stands there as it is
};

struct Lifetime {
  LifetimeClass lifetime = LifetimeClass::kUnknown;
  std::optional<int64_t> expires_at_s;
  std::string why;
};

struct Finding {
  const Rule* rule = nullptr;  // owned by the RuleSet of the run
  std::string fingerprint;     // hex; scanner/judge/fingerprint.h says how it is derived
  Severity severity = Severity::kInfo;
  double confidence = 0;
  double entropy = 0;         // bits per character
  std::string secret, match;  // redacted unless the user asked to see them
  Lifetime lifetime;
  std::vector<std::pair<std::string, std::string>> details;
  Location location;                      // where it first entered history
  std::vector<Location> other_locations;  // sorted; at most 100 unless the user asked for all
  uint64_t locations_total = 1;           // including `location`
  bool in_head = false;
  std::string remediation;
};

// Reports list findings in this order; it decides nothing else. Worst first, then rule, place and fingerprint.
bool ReportsBefore(const Finding& a, const Finding& b);

}  // namespace sluice
