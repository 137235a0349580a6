// JUnit XML, the form that CI systems read: one test suite, a failing test case a finding (info never fails: it passes, with its
// text as output), an error for whatever was not read. Without any of them one test case passes, because several systems take an
// empty suite for a broken job. Attributes are those of the Jenkins schema, and `file`, which GitLab and others link.
//
// Uploaded and shown to others: it holds no author, no e-mail and never a whole secret, whatever ReportOptions says. Rendered test
// cases are kept until the end, because the suite's counts come first.
#pragma once

#include <memory>

#include "report/options.h"
#include "report/output.h"
#include "scanner/sink.h"

namespace sluice {

std::unique_ptr<FindingSink> MakeJunitSink(Output* out, const ReportOptions& options);

}  // namespace sluice
