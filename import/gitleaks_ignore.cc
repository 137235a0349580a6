#include "import/gitleaks_ignore.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "config/glob.h"

namespace sluice {
namespace {

constexpr size_t kCommitDigits = 40;

struct Line {
  std::string commit, path;  // the commit may be empty
};

// Nothing readable gives an empty path. A path may hold colons itself: the ends tell.
Line ParseLine(std::string_view text) {
  Line line;
  const size_t commit_end = text.find(':');
  if (commit_end == kCommitDigits && std::ranges::all_of(text.substr(0, commit_end), IsHex)) {
    line.commit = Lower(text.substr(0, commit_end));
    text.remove_prefix(commit_end + 1);
  }
  const size_t number = text.rfind(':');
  if (number == std::string_view::npos || number + 1 == text.size() || !std::ranges::all_of(text.substr(number + 1), IsDigit))
    return {};
  const size_t rule = text.substr(0, number).rfind(':');
  if (rule == std::string_view::npos) return {};
  line.path = text.substr(0, rule);
  return line;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

AllowEntry MakeEntry(const Line& line, const std::string& place) {
  AllowEntry entry;
  entry.paths = {GlobForPath(line.path)};
  if (!line.commit.empty()) entry.commits = {line.commit};
  entry.needs_all = !line.commit.empty();
  entry.why = "imported from " + place;
  return entry;
}

}  // namespace

Imported ImportGitleaksIgnore(std::string_view text, const std::string& file) {
  Imported imported;
  std::map<std::pair<std::string, std::string>, std::string> seen;  // commit and path, with where
  size_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view trimmed = Trim(text.substr(begin, end - begin));
    begin = end + 1;
    const std::string place = file + ":" + std::to_string(++number);
    if (trimmed.empty() || trimmed.front() == '#') continue;
    const Line line = ParseLine(trimmed);
    if (line.path.empty()) {
      imported.notes.push_back({place, "expected COMMIT:FILE:RULE:LINE or FILE:RULE:LINE"});
    } else if (seen.emplace(std::pair(line.commit, line.path), place).second) {
      imported.allow.push_back(MakeEntry(line, place));
      const std::string where = line.commit.empty() ? "in this file, in every commit" : "in this file of this commit";
      imported.notes.push_back({place, "names a place, not a secret: everything " + where + " is accepted now", false});
    }
  }
  return imported;
}

}  // namespace sluice
