// One self-contained HTML file for a person: no network, no other file. Readable on a phone and in print, dark and light as the
// reader's system is, filter and sort in the page (report/html/report.js), whole without scripts.
//
// Always redacted, whatever ReportOptions says. Everything from outside is escaped (markup.h), and a Content-Security-Policy lets
// only this style and this script run, by their hashes: paths, authors and messages are written by whoever pushed them.
// Rendered findings are kept until the end, because the counts come first.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeHtmlSink(Output* out, const ReportOptions& options);

}  // namespace sluice
