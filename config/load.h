// .sluice.yaml to Config. Strict, because a misspelt key in a file that accepts findings would fail silently: unknown keys, wrong
// types, values out of range and duplicates are Code::kConfig, "file:line:column: what is wrong, what was expected".
// Thread-safe: no state.
//
//   extends: [default, team.yaml]       # optional; rule files, folders of them, or files of this form, relative to this file
//   rules: {disable: [generic-password], severity: {jwt: low}}
//   allow:
//   - {paths: ['testdata/**'], why: fixtures}       # also path_regex, fingerprints, commits, regex; rules: [ID] restricts the entry
//   - {paths: [/a.env], commits: [1a2b3c4], match: all, why: revoked}   # both; without `match: all` any one of them is enough
//   scan: {max_blob_size: 64MiB, archive_depth: 3, decode_depth: 2}
//   fail_on: high
//   hook: {on_incomplete: allow}         # default block: a git hook stops what it could not scan whole
//   baseline: team-baseline.json        # optional; relative to this file. Default: .sluice-baseline.json at the root when it exists
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "config/config.h"

namespace sluice {

// The text alone: `extends` is as written and nothing on the disk is looked at. Untrusted input: at most 1 MiB; aliases and anchors
// are refused.
Result<Config> ParseConfig(std::string_view yaml, const std::string& file);

// The file and those of the same form that it extends, each merged before what extends it: lists are joined, and of a setting the
// last one counts. A file reached twice is merged once; a cycle is refused. In the result `extends` holds "default" and rule files
// or folders that exist, and `baseline` a path, relative to the working directory if `path` is. Only regular files are opened:
// nothing makes it wait.
Result<Config> LoadConfig(const std::string& path);

}  // namespace sluice
