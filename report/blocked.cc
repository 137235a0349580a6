#include "report/blocked.h"

#include <algorithm>

#include "base/printable.h"
#include "report/terminal.h"
#include "report/text_finding.h"

namespace sluice {
namespace {

constexpr size_t kGutter = 10;  // as the text report has it
constexpr size_t kUnreadShown = 10;

// Commands keep their line: whoever copies one must get all of it.
std::string Row(const Paint& paint, std::string_view label, const std::vector<std::string>& lines) {
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string_view shown = i == 0 ? label : std::string_view();
    text += "  " + paint(Ink::kDim, shown) + std::string(kGutter - 2 - shown.size(), ' ') + Printable(lines[i]) + "\n";
  }
  return text;
}

std::string Paragraph(const std::string& text, const ReportOptions& options) {
  if (text.starts_with(' ')) return Printable(text) + "\n";
  std::string lines;
  for (const std::string& line : Wrap(Printable(text), TextColumns(options))) lines += line + "\n";
  return lines;
}

std::string RenderUnread(const Blocked& blocked, const ReportOptions& options) {
  std::string text;
  if (!blocked.interrupted.empty()) text += Paragraph("stopped by " + blocked.interrupted, options);
  for (size_t i = 0; i < std::min(kUnreadShown, blocked.unread.size()); ++i) {
    text += Paragraph("not scanned: " + blocked.unread[i].what + ": " + blocked.unread[i].why, options);
  }
  if (blocked.unread.size() > kUnreadShown)
    text += Paragraph("not scanned: " + FormatCount(blocked.unread.size() - kUnreadShown) + " more", options);
  return text.empty() ? text : text + "\n";
}

}  // namespace

std::string RenderBlocked(const Blocked& blocked, const ReportOptions& options) {
  const Paint paint(options.color);
  std::string text = paint(Ink::kBoldRed, "sluice: " + Printable(blocked.headline)) + "\n\n";
  for (const BlockedFinding& each : blocked.findings) {
    text += RenderFinding(each.finding, options);
    text += Row(paint, "undo", each.steps);
    if (!each.accept.empty()) text += Row(paint, "accept", {each.accept});
    text += "\n";
  }
  if (blocked.more_findings > 0) text += "and " + FormatCount(blocked.more_findings, "more secret") + "\n\n";
  text += RenderUnread(blocked, options);
  for (const std::string& paragraph : blocked.closing) text += Paragraph(paragraph, options);
  return text;
}

}  // namespace sluice
