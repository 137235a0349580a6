// Findings for programs. report/README.md documents both formats for those who read them: all keys of a finding in their order,
// what of a location is left out, and `schema`, which a changed promise raises. Bytes that are no UTF-8 become U+FFFD. Nothing
// depends on the clock.
//
//   jsonl  one finding a line and nothing else. It has no place for what was not read: the exit code and standard error say it.
//   json   one document: findings one a line, and beside them what was scanned, what was not, and why.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeJsonLinesSink(Output* out, const ReportOptions& options);
std::unique_ptr<FindingSink> MakeJsonSink(Output* out, const ReportOptions& options);

}  // namespace sluice
