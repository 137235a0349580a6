#include "report/github.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "base/printable.h"
#include "report/github_summary.h"
#include "report/terminal.h"
#include "report/wording.h"

namespace sluice {
namespace {

constexpr uint64_t kMaxSummaryBytes = 1 << 20;  // GitHub refuses a step's summary above this
constexpr size_t kUnreadShown = 10;

// The runner's own escapes (actions/toolkit, command.ts): percent signs and line breaks, in properties colons and commas too.
std::string EscapeCommand(std::string_view text, bool is_property) {
  std::string out;
  for (const char c : Printable(text)) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      case ':':
        out += is_property ? "%3A" : ":";
        break;
      case ',':
        out += is_property ? "%2C" : ",";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string_view Level(Severity severity) {
  if (severity >= Severity::kHigh) return "error";
  return severity == Severity::kInfo ? "notice" : "warning";
}

// Only what stands in a file of the repository can be shown beside a line.
std::string PlaceProperties(const Location& location) {
  const bool is_file = location.source == LocationSource::kBlob || location.source == LocationSource::kIndex ||
                       location.source == LocationSource::kWorktree || location.source == LocationSource::kPath;
  if (!is_file || location.path.empty()) return "";
  std::string text = "file=" + EscapeCommand(location.path, true) + ",";
  if (location.line == 0 || !location.container.empty() || location.source == LocationSource::kPath) return text;
  text += "line=" + std::to_string(location.line) + ",endLine=" + std::to_string(std::max(location.end_line, location.line)) + ",";
  // The runner refuses columns on an annotation of several lines.
  if (location.column > 0 && location.end_line == location.line) {
    text += "col=" + std::to_string(location.column) +
            ",endColumn=" + std::to_string(std::max(location.end_column, location.column)) + ",";
  }
  return text;
}

class GithubSink : public FindingSink {
 public:
  GithubSink(Output* out, const ReportOptions& options) : out_(out), options_(options) {}

  Status Begin(const ScanInfo& info) override {
    if (!options_.summary_file.empty()) summary_.emplace(info, options_.show_secrets, kMaxSummaryBytes - SummaryBytesUsed());
    return {};
  }

  Status Found(const Finding& finding) override {
    if (summary_) summary_->Add(finding);
    const std::string title = finding.rule->name + " (" + std::string(SeverityName(finding.severity)) + ")";
    return out_->Write("::" + std::string(Level(finding.severity)) + " " + PlaceProperties(finding.location) +
                       "title=" + EscapeCommand(title, true) + "::" + EscapeCommand(Message(finding), false) + "\n");
  }

  Status Finish(const Summary& summary) override {
    for (size_t i = 0; i < std::min(summary.unread.size(), kUnreadShown); ++i) {
      SLUICE_TRY(Problem("Not read", summary.unread[i].what + ": " + summary.unread[i].why));
    }
    if (summary.unread.size() > kUnreadShown) {
      SLUICE_TRY(Problem("Not read", FormatCount(summary.unread.size() - kUnreadShown) + " more; the log names them"));
    }
    if (!summary.interrupted.empty()) SLUICE_TRY(Problem("Stopped", "stopped by " + summary.interrupted));
    SLUICE_TRY(out_->Finish());
    return summary_ ? AppendSummary(summary_->Finish(summary)) : Status();
  }

 private:
  std::string Message(const Finding& finding) const {
    const std::string secret = options_.show_secrets || finding.secret.empty() ? "" : finding.secret + ", ";
    const std::string commit = finding.location.commit ? ", first in commit " + ShortId(*finding.location.commit) : "";
    const std::string others = finding.locations_total > 1 ? " and " + FormatCount(finding.locations_total - 1) + " more" : "";
    return secret + LifetimeText(finding.lifetime) + ". At " + PlaceName(finding.location) + others + commit + ". " +
           Remedy(finding) + " Fingerprint " + finding.fingerprint;
  }

  Status Problem(std::string_view title, const std::string& text) {
    return out_->Write("::error title=" + EscapeCommand(title, true) + "::" + EscapeCommand(text, false) + "\n");
  }

  uint64_t SummaryBytesUsed() const {
    std::error_code error;
    const uint64_t size = std::filesystem::file_size(options_.summary_file, error);
    return error ? 0 : std::min<uint64_t>(size, kMaxSummaryBytes);
  }

  Status AppendSummary(const std::string& text) const {
    std::ofstream file(options_.summary_file, std::ios::binary | std::ios::app);
    file << text;
    file.close();
    if (file) return {};
    return Error{Code::kIo, options_.summary_file + ": the job summary could not be written: " + std::strerror(errno)};
  }

  Output* out_;
  const ReportOptions options_;
  std::optional<GithubSummary> summary_;
};

}  // namespace

std::unique_ptr<FindingSink> MakeGithubSink(Output* out, const ReportOptions& options) {
  return std::make_unique<GithubSink>(out, options);
}

}  // namespace sluice
