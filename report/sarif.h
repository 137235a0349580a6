// SARIF 2.1.0 (OASIS Standard, errata 1) for code scanning dashboards. One run; results first, then what is known only at the end:
// rules that have results, notifications, whether the scan was complete. Written as it comes.
//
// What goes out is meant to be uploaded, so it holds no author, no e-mail and never a whole secret, whatever ReportOptions says.
// - A place is a percent-encoded path relative to %SRCROOT%. Commit and tag messages, notes and standard input have a logical
// location
//   too, and an artifact of their own (`commit/<oid>`), because most readers need one.
// - Columns count bytes from 1 where SARIF counts characters: equal on lines that are ASCII up to the secret, else slightly too
// large.
//   `run.properties.columnUnit` says so. Lines are exact.
// - `partialFingerprints["sluice/v1"]` is the finding's fingerprint: stable across runs, machines, line moves and renames.
// - Levels: critical and high are errors, medium is a warning, the rest are notes. `security-severity` orders them where it is
// read.
// - Whatever was not read is a notification, and `executionSuccessful` is false then.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeSarifSink(Output* out, const ReportOptions& options);

}  // namespace sluice
