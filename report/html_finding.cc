#include "report/html_finding.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/printable.h"
#include "base/time.h"
#include "report/markup.h"
#include "report/terminal.h"
#include "report/wording.h"

namespace sluice {
namespace {

constexpr size_t kOtherPlacesShown = 20;
constexpr size_t kMaxNameColumns = 120;

std::string Attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + EscapeMarkup(value) + "\"";
}

std::string Row(std::string_view label, const std::string& markup) {
  return markup.empty() ? "" : "<dt>" + std::string(label) + "</dt><dd>" + markup + "</dd>\n";
}

std::string Origin(const Location& location) {
  std::string text = location.commit ? "commit " + location.commit->Hex() : "";
  if (!location.author.empty()) text += " by " + Shorten(Printable(location.author), kMaxNameColumns);
  if (location.date_s) text += " on " + FormatUtc(*location.date_s).substr(0, 10);
  if (!location.ref.empty()) text += " (" + Shorten(ShortRef(location.ref), kMaxNameColumns) + ")";
  return text;
}

std::string OtherPlaces(const Finding& finding) {
  if (finding.locations_total <= 1) return "";
  std::string items;
  const size_t shown = std::min(finding.other_locations.size(), kOtherPlacesShown);
  for (size_t i = 0; i < shown; ++i) {
    const Location& other = finding.other_locations[i];
    const std::string commit = other.commit ? ", commit " + ShortId(*other.commit) : "";
    items += "<li>" + EscapeMarkup(PlaceName(other) + commit) + "</li>";
  }
  const uint64_t left = finding.locations_total - 1 - std::min<uint64_t>(finding.locations_total - 1, shown);
  if (left > 0)
    items += "<li>" + std::string(shown > 0 ? "and " : "") + FormatCount(left, shown > 0 ? "more place" : "other place") + "</li>";
  return "<ul>" + items + "</ul>";
}

std::string Documentation(const Rule& rule) {
  if (!IsWebAddress(rule.docs)) return "";
  return "<a" + Attribute("href", rule.docs) + " rel=\"noopener noreferrer\">" + EscapeMarkup(rule.docs) + "</a>";
}

std::string Heading(const Finding& finding) {
  const std::string severity(SeverityName(finding.severity));
  return "<h2><span class=\"severity " + severity + "\">" + severity + "</span>" + EscapeMarkup(OneLine(finding.rule->name)) +
         " <span class=\"lifetime\">" + EscapeMarkup(LifetimeText(finding.lifetime)) + "</span></h2>\n";
}

}  // namespace

std::string RenderHtmlFinding(const Finding& finding, bool is_secret_whole) {
  const Location& at = finding.location;
  const std::string severity(SeverityName(finding.severity));
  const std::string match = finding.match.find(finding.secret) == std::string::npos ? finding.secret : finding.match;
  const long percent = std::lround(std::clamp(finding.confidence, 0.0, 1.0) * 100);
  std::string text = "<article class=\"finding " + severity + "\"" + Attribute("data-severity", severity) +
                     Attribute("data-lifetime", LifetimeClassName(finding.lifetime.lifetime)) +
                     Attribute("data-head", finding.in_head ? "1" : "0") + Attribute("data-path", at.path) +
                     Attribute("data-date", at.date_s ? FormatUtc(*at.date_s) : "") + Attribute("data-rule", finding.rule->id) +
                     ">\n";
  text += Heading(finding);
  if (!is_secret_whole) text += "<p class=\"secret\"><code>" + EscapeMarkup(match) + "</code></p>\n";
  text += "<dl>\n" + Row("Why", EscapeMarkup(Sentence(OneLine(finding.lifetime.why)))) +
          Row("Where", "<code>" + EscapeMarkup(PlaceName(at)) + "</code>") + Row("State", EscapeMarkup(Presence(finding))) +
          Row("First in", EscapeMarkup(Origin(at))) + Row("Also in", OtherPlaces(finding)) +
          Row("Facts", EscapeMarkup(DetailsText(finding))) + Row("What to do", EscapeMarkup(Remedy(finding))) +
          Row("Read more", Documentation(*finding.rule)) +
          Row("Rule", EscapeMarkup(finding.rule->id) + ", confidence " + std::to_string(percent) + "%") +
          Row("Fingerprint", "<code>" + EscapeMarkup(finding.fingerprint) + "</code>") + "</dl>\n</article>\n";
  return text;
}

}  // namespace sluice
