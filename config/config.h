// Config: what `.sluice.yaml` says, as plain data. Read by load.h; the command line overrides it (cli/). A setting that is not
// there leaves the choice to whoever uses it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "patterns/rule.h"

namespace sluice {

// One list item of `allow:`. Any one criterion that matches accepts the finding. Invariant after ParseConfig: `why` is not empty
// and there is at least one criterion.
struct AllowEntry {
  std::vector<std::string> paths;         // globs (config/glob.h) over the path from the repository's root
  std::vector<std::string> path_regexes;  // RE2 over bytes, searched in that path (not anchored)
  std::vector<std::string> fingerprints;  // as reports print them
  std::vector<std::string> commits;       // lower-case hex, whole or the first 7 digits and more
  std::vector<std::string> regexes;       // RE2 over bytes, searched in the secret (not anchored)
  std::vector<std::string> rules;         // restricts the entry to these rule ids; empty: every rule
  bool needs_all = false;  // `match: all`: both a path and a commit must match. Then there are no fingerprints and no regexes
  std::string why;
  std::string file;  // where it stands, for messages: an entry may come from a file named in `extends`
  int line = 0;      // 1-based
};

// A rule's id that a file names, and where: only whoever knows the rules can say that there is none of that name.
struct RuleMention {
  std::string id, place;  // "file:line:column"
};

// What a git hook does when something could not be scanned and nothing was found.
enum class OnIncomplete : uint8_t { kBlock, kAllow };

struct Config {
  // Where rules come from, in order: "default" (the built-in ones) and files or folders of rules. Never empty: a file that says
  // nothing about it means the built-in rules, because a scan without rules would find nothing and say so cheerfully.
  std::vector<std::string> extends = {"default"};
  std::vector<std::string> disabled_rules;        // ids
  std::map<std::string, Severity> rule_severity;  // by id; replaces the rule's own
  std::vector<AllowEntry> allow;
  std::vector<RuleMention> mentioned_rules;        // in any of the above
  std::optional<uint64_t> max_blob_bytes;          // larger ones are not read, and counted as unread
  std::optional<int> archive_depth;                // archives within archives, 0..16
  std::optional<int> decode_depth;                 // encodings within encodings, 0..16
  std::optional<Severity> fail_on;                 // the lowest severity that makes the exit code 1
  std::optional<OnIncomplete> hook_on_incomplete;  // `hook: {on_incomplete: …}`; nothing: block
  std::string baseline;                            // config/baseline.h; empty: .sluice-baseline.json at the root when it exists
  std::string file;                                // where it was read; empty when there was none
};

}  // namespace sluice
