#include "report/text_finding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/time.h"
#include "report/terminal.h"
#include "report/wording.h"

namespace sluice {
namespace {

constexpr size_t kGutter = 10;  // severity and labels stand in it
constexpr size_t kOtherPlacesShown = 3;
constexpr size_t kMaxNameColumns = 60;  // authors and refs

Ink SeverityInk(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
      return Ink::kBoldRed;
    case Severity::kHigh:
      return Ink::kRed;
    case Severity::kMedium:
      return Ink::kYellow;
    case Severity::kLow:
      return Ink::kCyan;
    case Severity::kInfo:
      return Ink::kDim;
  }
  return Ink::kNone;
}

Ink LifetimeInk(LifetimeClass lifetime) {
  switch (lifetime) {
    case LifetimeClass::kLongLived:
      return Ink::kRed;
    case LifetimeClass::kExpiring:
      return Ink::kYellow;
    case LifetimeClass::kExpired:
      return Ink::kGreen;
    case LifetimeClass::kIdentifier:
    case LifetimeClass::kUnknown:
      return Ink::kNone;
  }
  return Ink::kNone;
}

// "first in commit 1a2b3c4d5e by Ada on 2026-01-02 (main)"
std::string Origin(const Location& location) {
  std::string text;
  const bool is_named_already = location.source == LocationSource::kCommitMessage || location.source == LocationSource::kTagMessage;
  if (location.commit && !is_named_already) text += "first in commit " + ShortId(*location.commit);
  const std::string& author = location.author.empty() ? location.email : location.author;
  if (!author.empty()) text += " by " + Shorten(Printable(author), kMaxNameColumns);
  if (location.date_s) text += " on " + FormatUtc(*location.date_s).substr(0, 10);
  if (!location.ref.empty()) text += " (" + Shorten(ShortRef(location.ref), kMaxNameColumns) + ")";
  return text.empty() || text.front() != ' ' ? text : text.substr(1);
}

class Block {
 public:
  explicit Block(const ReportOptions& options) : paint_(options.color), columns_(TextColumns(options) - kGutter) {}

  const Paint& paint() const { return paint_; }
  size_t columns() const { return columns_; }  // right of the gutter
  std::string Take() { return std::move(text_); }

  void Headline(const Finding& finding) {
    const std::string severity = Upper(SeverityName(finding.severity));
    text_ += paint_(SeverityInk(finding.severity), severity) + std::string(kGutter - std::min(kGutter, severity.size()), ' ');
    const std::string lifetime = LifetimeText(finding.lifetime);
    const std::vector<std::string> name = Wrap(OneLine(finding.rule->name) + ",", columns_);
    const bool is_lifetime_apart = DisplayWidth(name.back()) + 1 + DisplayWidth(lifetime) > columns_;
    const std::string line_break = "\n" + std::string(kGutter, ' ');
    for (size_t i = 0; i < name.size(); ++i) text_ += (i == 0 ? "" : line_break) + paint_(Ink::kBold, name[i]);
    text_ += (is_lifetime_apart ? line_break : " ") + paint_(LifetimeInk(finding.lifetime.lifetime), lifetime) + "\n";
  }

  // The label stands before the first line only.
  void Row(std::string_view label, const std::vector<std::string>& lines) {
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string_view shown = i == 0 ? label : std::string_view();
      text_ += "  " + paint_(Ink::kDim, shown) + std::string(kGutter - 2 - shown.size(), ' ') + lines[i] + "\n";
    }
  }

 private:
  Paint paint_;
  size_t columns_;
  std::string text_;
};

std::vector<std::string> WholeSecret(std::string_view secret) {
  std::vector<std::string> lines;
  while (!secret.empty()) {
    const size_t end = secret.find('\n');
    std::string_view line = secret.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(Printable(line));
    secret.remove_prefix(end == std::string_view::npos ? secret.size() : end + 1);
  }
  return lines;
}

// The secret within what was matched (`password = …`), when that fits into a line.
std::string SecretInContext(const Finding& finding, const Block& block) {
  const std::string secret = Printable(finding.secret);
  const std::string match = Printable(finding.match);
  const size_t at = match.find(secret);
  if (secret.empty() || at == std::string::npos || DisplayWidth(match) > block.columns()) {
    return block.paint()(Ink::kBold, Shorten(secret, block.columns()));
  }
  return match.substr(0, at) + block.paint()(Ink::kBold, secret) + match.substr(at + secret.size());
}

void AddSecret(const Finding& finding, const ReportOptions& options, Block* block) {
  std::vector<std::string> lines;
  if (options.show_secrets) {
    lines = WholeSecret(finding.secret);
  } else {
    lines.push_back(SecretInContext(finding, *block));
  }
  if (!finding.details.empty()) {
    for (const std::string& line : Wrap(DetailsText(finding), block->columns())) lines.push_back(line);
  }
  block->Row("found", lines);
}

void AddPlaces(const Finding& finding, Block* block) {
  const std::string presence = Presence(finding);
  const std::string origin = Origin(finding.location);
  std::vector<std::string> lines = {block->paint()(Ink::kBold, PlaceName(finding.location))};
  const std::string about = presence + (presence.empty() || origin.empty() ? "" : ", ") + origin;
  if (!about.empty()) {
    std::vector<std::string> wrapped = Wrap(about, block->columns());
    if (finding.in_head && wrapped.front().starts_with(presence)) {
      wrapped.front() = block->paint()(Ink::kYellow, presence) + wrapped.front().substr(presence.size());
    }
    lines.insert(lines.end(), wrapped.begin(), wrapped.end());
  }
  block->Row("where", lines);

  std::vector<std::string> others;
  for (const Location& other : finding.other_locations) {
    if (others.size() == kOtherPlacesShown) break;
    const bool names_commit = other.source == LocationSource::kCommitMessage || other.source == LocationSource::kTagMessage;
    others.push_back(PlaceName(other) + (other.commit && !names_commit ? ", commit " + ShortId(*other.commit) : ""));
  }
  const uint64_t others_total = finding.locations_total > 0 ? finding.locations_total - 1 : 0;
  if (others_total > others.size()) others.push_back("and " + FormatCount(others_total - others.size(), "more place"));
  block->Row("also", others);
}

// What allow lists and baselines are written with.
void AddIdentity(const Finding& finding, Block* block) {
  const long percent = std::lround(std::clamp(finding.confidence, 0.0, 1.0) * 100);
  const std::string rule = Printable(finding.rule->id) + ", confidence " + std::to_string(percent) + "%";
  const std::string fingerprint = "fingerprint " + Printable(finding.fingerprint);
  const Paint& paint = block->paint();
  if (DisplayWidth(rule) + 2 + DisplayWidth(fingerprint) <= block->columns()) {
    block->Row("rule", {paint(Ink::kDim, rule + ", " + fingerprint)});
  } else {
    block->Row("rule", {paint(Ink::kDim, rule), paint(Ink::kDim, fingerprint)});
  }
}

}  // namespace

size_t TextColumns(const ReportOptions& options) { return static_cast<size_t>(std::clamp(options.width, kMinWidth, kMaxWidth)); }

std::string RenderFinding(const Finding& finding, const ReportOptions& options) {
  Block block(options);
  block.Headline(finding);
  if (!finding.lifetime.why.empty()) block.Row("life", Wrap(OneLine(finding.lifetime.why), block.columns()));
  AddSecret(finding, options, &block);
  AddPlaces(finding, &block);
  const std::string& remedy = finding.remediation.empty() ? finding.rule->remedy : finding.remediation;
  if (!remedy.empty()) block.Row("fix", Wrap(OneLine(remedy), block.columns()));
  if (!finding.rule->docs.empty()) block.Row("docs", {Printable(finding.rule->docs)});
  AddIdentity(finding, &block);
  return block.Take();
}

InfoRow MakeInfoRow(const Finding& finding) {
  std::string place = PlaceName(finding.location);
  if (finding.locations_total > 1) place += " and " + FormatCount(finding.locations_total - 1) + " more";
  return {OneLine(finding.rule->name), Shorten(Printable(finding.secret), kMaxNameColumns), place,
          std::string(LifetimeClassName(finding.lifetime.lifetime))};
}

std::string RenderInfoTable(const std::vector<InfoRow>& rows, const ReportOptions& options) {
  const Paint paint(options.color);
  // The widest usual cell decides; an unusually wide one moves only its own row.
  constexpr size_t kMaxColumn = 36;
  std::array<size_t, 3> widths{};
  for (const InfoRow& row : rows) {
    for (size_t i = 0; i < widths.size(); ++i) {
      const size_t width = DisplayWidth(row[i]);
      if (width <= kMaxColumn) widths[i] = std::max(widths[i], width);
    }
  }
  std::string text;
  for (const InfoRow& row : rows) {
    text += " ";
    for (size_t i = 0; i < row.size(); ++i) {
      const size_t width = DisplayWidth(row[i]);
      const bool is_last = i + 1 == row.size();
      text += " " + paint(i == 0 ? Ink::kNone : i == 1 ? Ink::kBold : Ink::kDim, row[i]);
      if (!is_last) text += std::string(widths[i] > width ? widths[i] - width : 0, ' ') + " ";
    }
    text += "\n";
  }
  return text;
}

}  // namespace sluice
