// How the text report shows one finding: a block of labelled rows, or one row of the table of what never fails a scan.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "report/options.h"
#include "scanner/finding.h"

namespace sluice {

// The width that is laid out for: the terminal's, but a narrower one wraps by itself, and longer lines of prose are hard to read.
constexpr int kMinWidth = 60;
constexpr int kMaxWidth = 110;
size_t TextColumns(const ReportOptions& options);

// Ends with a line break; no blank line around it.
std::string RenderFinding(const Finding& finding, const ReportOptions& options);

// Name, redacted secret, place, lifetime: printable, to be aligned by RenderInfoTable.
using InfoRow = std::array<std::string, 4>;
InfoRow MakeInfoRow(const Finding& finding);
std::string RenderInfoTable(const std::vector<InfoRow>& rows, const ReportOptions& options);

}  // namespace sluice
