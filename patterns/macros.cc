#include <string>

#include "patterns/load.h"

namespace sluice {
namespace {

constexpr std::string_view kEnd = "(?:[^0-9A-Za-z]|$)";
constexpr std::string_view kEnd64 = "(?:[^0-9A-Za-z+/=_\\-]|$)";

// After a name that contains the words: up to 24 more characters of the name, then an operator (`=`, `: "`, `=>`), or a comma, a
// space or a line break before a key called value (XML attributes, YAML lists of name and value, JSON objects of the same).
constexpr std::string_view kAssign =
    "[0-9A-Za-z_.\\-]{0,24}(?:[^0-9A-Za-z\\n\\r]{1,8}|[^0-9A-Za-z\\n\\r]{0,4}(?:[\\n\\r,]{1,3}[ \\t\\-]{0,24}|[ \\t]{1,3})"
    "(?i:[\"']?value[\"']?)[^0-9A-Za-z\\n\\r]{1,6})";

constexpr std::string_view kAssignPrefix = "assign:";
constexpr std::string_view kAssignOpening = "(?i:";

// The place of the `}}` that closes the macro whose name starts at `begin`: the words may hold repeats, which have braces of their
// own.
size_t MacroEnd(std::string_view regex, size_t begin) {
  int depth = 2;
  for (size_t i = begin; i < regex.size(); ++i) {
    if (regex[i] == '{') ++depth;
    if (regex[i] == '}' && --depth == 0) return i - 1;
  }
  return regex.npos;
}

Result<std::string> Expansion(std::string_view macro) {
  if (macro == "end") return std::string(kEnd);
  if (macro == "end64") return std::string(kEnd64);
  if (macro.starts_with(kAssignPrefix) && macro.size() > kAssignPrefix.size()) {
    return std::string(kAssignOpening) + std::string(macro.substr(kAssignPrefix.size())) + ")" + std::string(kAssign);
  }
  return Error{Code::kConfig,
               "unknown macro {{" + std::string(macro.substr(0, 40)) + "}}; there are {{assign:WORDS}}, {{end}} and {{end64}}"};
}

}  // namespace

std::string_view AssignExpression() { return kAssign; }

Result<std::string> ExpandMacros(std::string_view regex) {
  std::string expanded;
  size_t at = 0;
  for (;;) {
    const size_t open = regex.find("{{", at);
    if (open == regex.npos) break;
    const size_t close = MacroEnd(regex, open + 2);
    if (close == regex.npos) return Error{Code::kConfig, "a macro {{ that is never closed by }}"};
    SLUICE_ASSIGN(const std::string expansion, Expansion(regex.substr(open + 2, close - open - 2)));
    expanded += regex.substr(at, open - at);
    expanded += expansion;
    at = close + 2;
  }
  expanded += regex.substr(at);
  return expanded;
}

}  // namespace sluice
