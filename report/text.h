// The report for a person: one block a secret, worst first, what to do next, what was read, and what was not. Redacted unless the
// findings hold whole secrets. Nothing that stands in a repository can move the cursor: base/printable.h's Printable() is applied
// throughout.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeTextSink(Output* out, const ReportOptions& options);

}  // namespace sluice
