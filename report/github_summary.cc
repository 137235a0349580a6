#include "report/github_summary.h"

#include "base/printable.h"
#include "report/markup.h"
#include "report/terminal.h"
#include "report/wording.h"

namespace sluice {
namespace {

constexpr size_t kUnreadShown = 20;
constexpr size_t kMaxColumns = 200;
constexpr size_t kMaxTextBytes = 1000;  // columns bound no bytes: combining characters have no width
// Kept free for what stands around the table: escaping at most doubles a text.
constexpr size_t kFrameBytes = (2 * kUnreadShown + 4) * 2 * kMaxTextBytes + 4096;

// Requires: `text` is printable.
std::string Text(std::string_view text) {
  const std::string shortened = Shorten(text, kMaxColumns);
  return EscapeMarkdown(shortened.size() <= kMaxTextBytes ? shortened
                                                          : Shorten(shortened.substr(0, kMaxTextBytes / 4), kMaxColumns) + "…");
}

std::string Cell(std::string_view text) { return Text(text) + " | "; }

}  // namespace

GithubSummary::GithubSummary(const ScanInfo& info, bool is_secret_whole, size_t max_bytes)
    : target_(Text(Printable(info.target))), is_secret_whole_(is_secret_whole), max_bytes_(max_bytes) {}

void GithubSummary::Add(const Finding& finding) {
  tally_.Add(finding);
  std::string row = "| " + Cell(SeverityName(finding.severity)) + Cell(finding.rule->name) +
                    Cell(is_secret_whole_ ? "" : Printable(finding.secret)) + Cell(LifetimeText(finding.lifetime)) +
                    Cell(PlaceName(finding.location)) + Cell(finding.location.commit ? ShortId(*finding.location.commit) : "") +
                    Cell(Remedy(finding)) + "`" + finding.fingerprint + "` |\n";
  if (rows_left_out_ > 0 || rows_.size() + row.size() + kFrameBytes > max_bytes_) {
    ++rows_left_out_;
    return;
  }
  rows_ += row;
}

std::string GithubSummary::Head(const Summary& summary) const {
  std::string text = "## Sluice: ";
  if (tally_.secrets > 0) {
    text += FormatCount(tally_.secrets, "secret") + " in " + target_ + "\n\n";
  } else {
    text += std::string(summary.incomplete() ? "no secrets in what could be read" : "no secrets found") + "\n\n";
  }
  text += FormatCount(summary.commits, "commit") + ", " + FormatCount(summary.blobs, "blob") + ", " + FormatBytes(summary.bytes) +
          " read.";
  if (summary.findings_allowed > 0) text += " " + FormatCount(summary.findings_allowed, "finding") + " not shown: accepted before.";
  if (summary.findings_older > 0) text += " " + WhatIsOlder(summary);
  return text + "\n\n";
}

std::string GithubSummary::Tail(const Summary& summary) const {
  std::string text;
  if (rows_left_out_ > 0)
    text += FormatCount(rows_left_out_) + " more do not fit here; the log and the other reports name them.\n\n";
  if (!summary.incomplete()) return text;
  text += "### Incomplete\n\nThere may be secrets that are not listed here.\n\n";
  if (!summary.interrupted.empty()) text += "- stopped by " + Text(Printable(summary.interrupted)) + "\n";
  for (size_t i = 0; i < summary.unread.size() && i < kUnreadShown; ++i) {
    text += "- " + Text(Printable(summary.unread[i].what)) + ": " + Text(Printable(summary.unread[i].why)) + "\n";
  }
  if (summary.unread.size() > kUnreadShown) text += "- and " + FormatCount(summary.unread.size() - kUnreadShown) + " more\n";
  return text + "\n";
}

std::string GithubSummary::Finish(const Summary& summary) const {
  std::string text = Head(summary);
  if (!rows_.empty()) {
    text +=
        "| severity | what | secret | lifetime | where | commit | what to do | fingerprint |\n|---|---|---|---|---|---|---|---|\n";
    text += rows_ + "\n";
  }
  text += Tail(summary);
  return text.size() <= max_bytes_ ? text : "";
}

}  // namespace sluice
