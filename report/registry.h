// Names of formats to sinks. A new format is one line in registry.cc.
//
//   SLUICE_ASSIGN(std::unique_ptr<Output> out, Output::OpenFile("findings.sarif"));
//   SLUICE_ASSIGN(std::unique_ptr<FindingSink> sink, MakeSink("sarif", out.get(), {}));
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"
#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

// In the order in which help texts list them.
std::span<const std::string_view> FormatNames();

// `out` is the sink's alone and must outlive it; the sink's Finish() finishes it too. kUsage when no format has this name.
Result<std::unique_ptr<FindingSink>> MakeSink(std::string_view format, Output* out, const ReportOptions& options);

}  // namespace sluice
