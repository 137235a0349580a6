// GitHub Actions: a workflow command a finding (`::error file=…,line=…::…`), which the runner turns into an annotation beside the
// line, and a Markdown job summary appended to ReportOptions::summary_file ($GITHUB_STEP_SUMMARY).
//
// GitHub shows ten errors, ten warnings and ten notices of a step; the summary names every finding until it reaches the 1 MiB that
// GitHub takes a step, what stands in the file already included, and then says how many are left out.
//
// Logs are shown to others: it holds no author, no e-mail and never a whole secret, whatever ReportOptions says. Critical and high
// are errors, medium and low are warnings, info is a notice. Whatever was not read is an error.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeGithubSink(Output* out, const ReportOptions& options);

}  // namespace sluice
