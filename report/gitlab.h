// GitLab's secret detection report (security-report-schemas 15.0.7, secret-detection-report-format.json), for the artifact
// `reports: secret_detection`. Findings first, then the scan, whose status is known only at the end.
//
// Uploaded: it holds no author, no e-mail and never a whole secret, whatever ReportOptions says. The only format that says when it
// was made, because the schema demands it: ReportOptions::clock_s.
// - The first identifier is the rule, by which GitLab recognises a finding again.
// - A location needs a commit; where there is none it is "0000000", as GitLab's own analyzer writes it.
// - An incomplete scan has the status "failure", and a message for everything that was not read.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeGitlabSink(Output* out, const ReportOptions& options);

}  // namespace sluice
