#include "report/wording.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/printable.h"
#include "base/time.h"
#include "report/terminal.h"

namespace sluice {
namespace {

constexpr size_t kShortIdDigits = 10;
constexpr size_t kMaxPathColumns = 400;  // a path is printed whole to be copied, unless someone made it to flood the terminal
constexpr size_t kMaxDetailColumns = 120;

// "2026-01-02 03:04 UTC"
std::string FormatMinute(int64_t time_s) {
  const std::string text = FormatUtc(time_s);
  return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
}

}  // namespace

std::string OneLine(std::string_view prose) {
  std::string out(prose);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return Printable(out);
}

std::string ShortId(const ObjectId& id) { return id.Hex().substr(0, kShortIdDigits); }

std::string Sentence(std::string text) {
  if (!text.empty() && std::string_view(".!?").find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

bool IsWebAddress(std::string_view text) {
  const auto is_allowed = [](char c) {
    return c > ' ' && c < 0x7f && std::string_view("<>\"{}|\\^`").find(c) == std::string_view::npos;
  };
  return (text.starts_with("https://") || text.starts_with("http://")) && std::all_of(text.begin(), text.end(), is_allowed);
}

std::string LifetimeText(const Lifetime& lifetime) {
  const bool is_past = lifetime.lifetime == LifetimeClass::kExpired;
  if (lifetime.expires_at_s) return (is_past ? "expired " : "expires ") + FormatMinute(*lifetime.expires_at_s);
  if (lifetime.lifetime == LifetimeClass::kUnknown) return "lifetime unknown";
  return std::string(LifetimeClassName(lifetime.lifetime));
}

std::string ShortRef(std::string_view ref) {
  for (const std::string_view prefix : {"refs/heads/", "refs/remotes/", "refs/"}) {
    if (ref.starts_with("refs/tags/")) return "tag: " + Printable(ref.substr(10));
    if (ref.starts_with(prefix)) return Printable(ref.substr(prefix.size()));
  }
  return Printable(ref);
}

namespace {

// "backup.zip › conf/.env"
std::string NameInContainer(const Location& location) {
  const bool is_stdin = location.source == LocationSource::kStdin;
  std::string name = is_stdin ? "standard input" : Shorten(Printable(location.path), kMaxPathColumns);
  for (size_t i = 1; i < location.container.size(); ++i) name += " › " + Shorten(Printable(location.container[i]), kMaxPathColumns);
  return name;
}

std::string NameWithLine(const Location& location) {
  const std::string name = NameInContainer(location);
  const std::string id = location.commit ? " " + ShortId(*location.commit) : "";
  const std::string line = std::to_string(location.line);
  const std::string in_line = location.line == 0 ? "" : ", line " + line;
  switch (location.source) {
    case LocationSource::kCommitMessage:
      return "message of commit" + id + in_line;
    case LocationSource::kTagMessage:
      return "message of tag" + (id.empty() ? " " + ShortRef(location.ref) : id) + in_line;
    case LocationSource::kNote:
      return "note" + (name.empty() ? id : " " + name) + in_line;
    case LocationSource::kPath:
      return "the path itself: " + name;
    case LocationSource::kStdin:
    case LocationSource::kBlob:
    case LocationSource::kIndex:
    case LocationSource::kWorktree:
      break;
  }
  if (location.line == 0) return name;
  return name + ":" + line + (location.column == 0 ? "" : ":" + std::to_string(location.column));
}

}  // namespace

std::string PlaceName(const Location& location) {
  const std::string name = NameWithLine(location);
  return location.decoded.empty() ? name : name + " (" + DecodedText(location) + ")";
}

std::string DecodedText(const Location& location) {
  std::string text;
  for (const std::string& encoding : location.decoded) text += (text.empty() ? "" : ", ") + Printable(encoding);
  return text;
}

std::string Presence(const Finding& finding) {
  if (finding.location.source == LocationSource::kIndex) return "staged";
  if (!finding.location.commit) return "";
  return finding.in_head ? "still in HEAD" : "only in history";
}

std::string DetailsText(const Finding& finding) {
  std::string text;
  for (const auto& [key, value] : finding.details) {
    std::string words = Printable(key);
    std::replace(words.begin(), words.end(), '_', ' ');
    text += (text.empty() ? "" : ", ") + words + " " + Shorten(Printable(value), kMaxDetailColumns);
  }
  return text;
}

std::string Remedy(const Finding& finding) {
  if (!finding.remediation.empty()) return Sentence(OneLine(finding.remediation));
  if (!finding.rule->remedy.empty()) return Sentence(OneLine(finding.rule->remedy));
  return finding.severity == Severity::kInfo ? "Nothing to do." : "Revoke it, replace it, then take it out of the files.";
}

std::string WhatIsOlder(const Summary& summary) {
  if (summary.findings_older == 0) return "";
  const bool is_one = summary.findings_older == 1;
  return FormatCount(summary.findings_older, "secret") + " not shown: " + (is_one ? "it" : "they") + " stood in the same file" +
         (is_one ? "" : "s") + " before this change; `sluice scan` reports " + (is_one ? "it." : "them.");
}

std::string WhatWasRead(const Summary& summary) {
  std::vector<std::string> parts;
  const auto add = [&parts](uint64_t count, std::string_view singular) {
    if (count > 0) parts.push_back(FormatCount(count, singular));
  };
  add(summary.commits, "commit");
  add(summary.tags, "tag");
  add(summary.blobs, "blob");
  add(summary.files, "file");
  add(summary.paths, "path name");
  if (parts.empty() && summary.bytes == 0) return "There was nothing to read.";
  const std::string bytes = FormatBytes(summary.bytes);
  return "Read " + (parts.empty() ? bytes : JoinWithAnd(parts) + ", " + bytes + " in all") + ".";
}

}  // namespace sluice
