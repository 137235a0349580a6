// Findings for programs. Both formats show a finding as contract.md promises, with these names in this order:
//   schema rule name provider fingerprint severity confidence entropy secret match lifetime{class expires_at why} details{...}
//   location{source path line column end_line end_column container[...] decoded[...] blob commit author email date ref}
//   other_locations[...] locations_total in_head remediation docs
// All keys of a finding are always there; `expires_at` is null where the end cannot be read. Keys of a location that do not apply
// (no commit in a folder, no line in a path name, no archive around it) are left out. Bytes that are no UTF-8 become U+FFFD. Nothing depends on the
// clock.
//
//   jsonl  one finding a line and nothing else. It has no place for what was not read: the exit code and standard error say it.
//   json   {"schema", "tool", "target", "mode", "findings", "findings_allowed", "findings_older", "scanned", "complete",
//          "unread", "unread_accepted", "interrupted"},
//          findings one a line; `interrupted` is null unless something stopped the scan.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeJsonLinesSink(Output* out, const ReportOptions& options);
std::unique_ptr<FindingSink> MakeJsonSink(Output* out, const ReportOptions& options);

}  // namespace sluice
