#include "scanner/detect/interpolation.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "scanner/detect/naming.h"

namespace sluice {
namespace {

bool IsOfName(char c) { return IsAlpha(c) || c == '_'; }

// f"…" of Python, $"…" of C#: braces hold expressions.
bool FillsBraces(std::string_view between) {
  const size_t mark = between.find_last_not_of("\"'@");
  if (mark == between.npos || mark + 1 == between.size()) return false;
  const bool is_word = mark > 0 && IsAlnum(between[mark - 1]);
  return between[mark] == '$' || (ToLower(between[mark]) == 'f' && !is_word);
}

// The length of `$name`, `$name[0]`, `$name.member`, where `text` begins with one whose name is of words; 0 otherwise.
size_t VariableSize(std::string_view text) {
  constexpr size_t kShortestName = 4;
  if (text.size() <= kShortestName || text[0] != '$') return 0;
  const std::string_view rest = text.substr(1);
  const auto name = rest.substr(0, static_cast<size_t>(std::ranges::find_if_not(rest, IsOfName) - rest.begin()));
  const std::string_view behind = rest.substr(name.size());
  if (name.size() < kShortestName || (!behind.empty() && IsDigit(behind[0])) || !ReadsLikeWords(name, 1)) return 0;
  const size_t index = behind.starts_with('[') ? behind.find(']') : behind.npos;
  return 1 + name.size() + (index == behind.npos ? 0 : index + 1);
}

// The length of `{…}`, `${…}` or `{$…}` at the front: a name, and what is done with it.
size_t BracesSize(std::string_view text, bool fills_braces) {
  const bool has_dollar = text.starts_with("${") || text.starts_with("{$");
  if (!has_dollar && !(fills_braces && text.starts_with('{'))) return 0;
  const size_t close = text.find('}'), begin = has_dollar ? 2 : 1;
  return close == text.npos || close == begin || !IsOfName(text[begin]) ? 0 : close + 1;
}

}  // namespace

const char* VariableBehindADollar(std::string_view value, const ValueContext& context) {
  if (!context.between.ends_with('$') || context.between.ends_with("$$") || !IsAlpha(value[0])) return nullptr;
  const bool is_name = std::ranges::all_of(value, [](char c) { return IsAlnum(c) || c == '_'; });
  return is_name && ReadsLikeWords(value, 1) ? "a variable" : nullptr;
}

const char* FilledIn(std::string_view value, const ValueContext& context) {
  constexpr size_t kShortestPassword = 6;
  if (!context.is_quoted || value.find_first_of("${") == value.npos) return nullptr;
  const bool fills_braces = FillsBraces(context.between);
  if (context.between.ends_with('\'') && !fills_braces) return nullptr;
  std::string rest;
  for (size_t at = 0; at < value.size();) {
    const std::string_view text = value.substr(at);
    const bool is_apart = rest.empty() || (!IsAlnum(rest.back()) && rest.back() != '$');
    const size_t filled = std::max(BracesSize(text, fills_braces), is_apart ? VariableSize(text) : 0);
    if (filled == 0) rest += value[at];
    at += std::max<size_t>(1, filled);
  }
  if (rest.size() == value.size()) return nullptr;
  const bool is_name = std::ranges::all_of(rest, [](char c) { return IsOfName(c) || c == '-' || c == ':' || c == '.'; });
  return rest.size() < kShortestPassword || is_name ? "filled in by the program" : nullptr;
}

}  // namespace sluice
