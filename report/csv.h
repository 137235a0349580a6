// Findings as a table: RFC 4180 (CRLF, every field quoted, UTF-8), a header row, one finding a row at its first place.
//
// Spreadsheets take a field that begins with = + - @ for a formula and run it. Such a field gets an apostrophe in front; the text
// is otherwise printable (terminal.h). There is no place for what was not read: the exit code and standard error say it.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeCsvSink(Output* out, const ReportOptions& options);

}  // namespace sluice
