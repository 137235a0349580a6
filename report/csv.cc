#include "report/csv.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "base/printable.h"
#include "base/time.h"
#include "report/wording.h"

namespace sluice {
namespace {

constexpr std::array<std::string_view, 26> kColumns = {
    "severity",  "rule",    "name",    "provider",        "secret",     "lifetime",    "expires_at",  "source",
    "path",      "line",    "column",  "commit",          "blob",       "author",      "email",       "date",
    "ref",       "in_head", "details", "locations_total", "confidence", "fingerprint", "remediation", "docs",
    "container", "decoded"};

// OWASP's list (CSV Injection), with the full-width forms that some spreadsheets treat alike; white space before does not help
// them.
bool LooksLikeFormula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  constexpr std::array<std::string_view, 8> kStarts = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

std::string Field(std::string_view text) {
  const std::string printable = Printable(text);
  std::string field = "\"";
  if (LooksLikeFormula(printable)) field += '\'';
  for (const char c : printable) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + '"';
}

std::string Number(uint64_t value) { return value == 0 ? "" : std::to_string(value); }
std::string Id(const std::optional<ObjectId>& id) { return id ? id->Hex() : ""; }
std::string Time(const std::optional<int64_t>& time_s) { return time_s ? FormatUtc(*time_s) : ""; }

std::string Container(const Location& at) {
  std::string text;
  for (const std::string& step : at.container) text += (text.empty() ? "" : " › ") + step;
  return text;
}

std::string Confidence(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", value >= 0 && value <= 1 ? value : 0.0);
  return text;
}

std::array<std::string, kColumns.size()> Row(const Finding& finding) {
  const Rule& rule = *finding.rule;
  const Location& at = finding.location;
  return {std::string(SeverityName(finding.severity)),
          rule.id,
          OneLine(rule.name),
          rule.provider,
          finding.secret,
          std::string(LifetimeClassName(finding.lifetime.lifetime)),
          Time(finding.lifetime.expires_at_s),
          std::string(LocationSourceName(at.source)),
          at.path,
          Number(at.line),
          Number(at.column),
          Id(at.commit),
          Id(at.blob),
          at.author,
          at.email,
          Time(at.date_s),
          at.ref,
          finding.in_head ? "true" : "false",
          DetailsText(finding),
          Number(finding.locations_total),
          Confidence(finding.confidence),
          finding.fingerprint,
          Remedy(finding),
          rule.docs,
          Container(at),
          DecodedText(at)};
}

template <class Fields>
std::string Line(const Fields& fields) {
  std::string line;
  for (const auto& field : fields) line += (line.empty() ? "" : ",") + Field(field);
  return line + "\r\n";
}

class CsvSink : public FindingSink {
 public:
  explicit CsvSink(Output* out) : out_(out) {}

  Status Begin(const ScanInfo&) override { return out_->Write(Line(kColumns)); }
  Status Found(const Finding& finding) override { return out_->Write(Line(Row(finding))); }
  Status Finish(const Summary&) override { return out_->Finish(); }

 private:
  Output* out_;
};

}  // namespace

std::unique_ptr<FindingSink> MakeCsvSink(Output* out, const ReportOptions&) { return std::make_unique<CsvSink>(out); }

}  // namespace sluice
