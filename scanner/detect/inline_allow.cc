#include "scanner/detect/inline_allow.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "scanner/detect/line.h"

namespace sluice {
namespace {

constexpr std::string_view kOurs = "sluice:allow";
constexpr auto kTheirs = std::to_array<std::string_view>(
    {"gitleaks:allow", "pragma: allowlist secret", "pragma: whitelist secret", "trufflehog:ignore"});

// `sluice:allow` alone or before a reason accepts any rule; before something that has the form of a rule id (a dash inside), only
// that rule.
bool NamesRule(std::string_view after_marker, std::string_view rule_id) {
  while (!after_marker.empty() && IsSpace(after_marker.front())) after_marker.remove_prefix(1);
  const auto is_id = [](char c) { return IsLower(c) || IsDigit(c) || c == '-'; };
  const auto end = std::ranges::find_if_not(after_marker, is_id);
  const std::string_view word = after_marker.substr(0, static_cast<size_t>(end - after_marker.begin()));
  const bool has_form_of_id = word.find('-', 1) != std::string_view::npos && word.front() != '-' && word.back() != '-';
  return !has_form_of_id || word == rule_id;
}

}  // namespace

bool IsAllowedInline(std::string_view bytes, ByteRange range, std::string_view rule_id) {
  // What a rule matched may include the line breaks around it; the lines beyond them have nothing to say.
  while (range.begin < range.end && IsSpace(bytes[range.begin])) ++range.begin;
  while (range.begin < range.end && IsSpace(bytes[range.end - 1])) --range.end;
  const ByteRange first = LineAround(bytes, range.begin);
  const ByteRange last = LineAround(bytes, range.end);
  const std::string_view lines = bytes.substr(first.begin, last.end - first.begin);
  for (size_t at = lines.find(kOurs); at != std::string_view::npos; at = lines.find(kOurs, at + 1)) {
    if (NamesRule(lines.substr(at + kOurs.size()), rule_id)) return true;
  }
  return std::ranges::any_of(kTheirs, [&](std::string_view marker) { return lines.find(marker) != std::string_view::npos; });
}

}  // namespace sluice
