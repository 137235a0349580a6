#include "scanner/judge/facts_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/percent.h"

namespace sluice {
namespace {

constexpr size_t kMaxDetailBytes = 200, kMaxFieldBytes = 1000;

bool IsNameCharacter(char c) { return IsAlnum(c) || c == '_' || c == '-'; }

// "%26Name" (or "%2526Name"): the two hex digits before a name belong to an escape, not to a longer name.
bool FollowsEscape(std::string_view text, size_t at, std::string_view escape_digits) {
  return at >= 3 && EqualsIgnoringCase(text.substr(at - 2, 2), escape_digits) &&
         (text[at - 3] == '%' || text.substr(0, at - 2).ends_with("%25"));
}

bool StartsParameter(std::string_view text, size_t at) {
  if (at == 0 || !IsNameCharacter(text[at - 1])) return true;
  if (FollowsEscape(text, at, "26") || FollowsEscape(text, at, "3F")) return true;
  return at >= 6 && (text.substr(at - 6, 6) == "\\u0026" || text.substr(at - 6, 6) == "\\u003f");
}

// Length of an equals sign at the start of `text`, plain or encoded; 0 when there is none.
size_t EqualsLength(std::string_view text) {
  for (const std::string_view form : {"=", "%3D", "%253D", "\\u003d"}) {
    if (EqualsIgnoringCase(text.substr(0, form.size()), form)) return form.size();
  }
  return 0;
}

size_t ParameterEnd(std::string_view value) {
  size_t i = 0;
  for (; i < value.size(); ++i) {
    const char c = value[i];
    if (static_cast<unsigned char>(c) <= ' ' || std::string_view("&\"'<>\\;,`|{}").find(c) != std::string_view::npos) break;
    if (c == '%' && (EqualsIgnoringCase(value.substr(i, 3), "%26") || EqualsIgnoringCase(value.substr(i, 5), "%2526"))) break;
  }
  return i;
}

// The character at `at` ends a query: blanks, quotes and brackets, a semicolon that closes no entity, a backslash that begins no
// \u0026.
bool EndsQuery(std::string_view text, size_t at) {
  const char c = text[at];
  if (c == '\\') return text.substr(at + 1, 3) != "u00";
  if (c == ';') return !text.substr(0, at).ends_with("&amp") && !text.substr(0, at).ends_with("&#38");
  return static_cast<unsigned char>(c) <= ' ' || std::string_view("\"'<>`,|{}()[]").find(c) != std::string_view::npos;
}

bool StartsAuthority(std::string_view text) {
  return text.starts_with("://") || EqualsIgnoringCase(text.substr(0, 9), "%3A%2F%2F");
}

// "User Id" is no field "Id": what stands before a field is a separator, spaces aside.
bool StartsField(std::string_view text, size_t at) {
  const size_t before = text.substr(0, at).find_last_not_of(' ');
  return before == std::string_view::npos || !IsNameCharacter(text[before]);
}

std::string_view SkipAny(std::string_view text, std::string_view characters) {
  const size_t at = text.find_first_not_of(characters);
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

}  // namespace

void AddDetail(Facts* facts, std::string key, std::string_view value) {
  if (value.empty() || value.size() > kMaxDetailBytes) return;
  if (!std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; })) return;
  if (PercentDecode(value, 2).find('@') != std::string::npos) return;
  facts->details.emplace_back(std::move(key), value);
}

void SetExpiry(Facts* facts, int64_t expires_at_s, std::string why) {
  facts->expires_at_s = expires_at_s;
  facts->lifetime = LifetimeClass::kExpiring;
  facts->why = std::move(why);
}

void SetLongLived(Facts* facts, std::string why) {
  facts->lifetime = LifetimeClass::kLongLived;
  facts->why = std::move(why);
}

std::optional<std::string> QueryParameter(std::string_view text, std::string_view name) {
  const std::string lower = Lower(name);
  for (size_t at = FindIgnoringCase(text, lower); at != std::string_view::npos; at = FindIgnoringCase(text, lower, at + 1)) {
    const std::string_view after = text.substr(at + name.size());
    const size_t equals = EqualsLength(after);
    if (equals == 0 || !StartsParameter(text, at)) continue;
    const std::string_view value = after.substr(equals);
    return PercentDecode(value.substr(0, ParameterEnd(value)), 3);
  }
  return std::nullopt;
}

std::string_view QueryAround(std::string_view text, std::string_view secret) {
  const size_t at = secret.empty() ? std::string_view::npos : text.find(secret);
  if (at == std::string_view::npos) return {};
  size_t begin = at, end = at + secret.size();
  while (begin > 0 && !EndsQuery(text, begin - 1) && !StartsAuthority(text.substr(begin))) --begin;
  while (end < text.size() && !EndsQuery(text, end) && !StartsAuthority(text.substr(end))) ++end;
  return text.substr(begin, end - begin);
}

std::optional<std::string> JsonField(std::string_view text, std::string_view name) {
  std::vector<Field> fields = FieldsNamed(text, name);
  return fields.empty() ? std::nullopt : std::optional(std::move(fields.front().value));
}

std::vector<Field> FieldsNamed(std::string_view text, std::string_view name) {
  std::vector<Field> fields;
  for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if (at > 0 && IsNameCharacter(text[at - 1])) continue;
    std::string_view after = SkipAny(text.substr(at + name.size()), "\\\"'` \t");
    if (after.empty() || std::string_view(":=>").find(after.front()) == std::string_view::npos) continue;
    after = SkipAny(after.substr(1), "\\\"'` \t\r\n").substr(0, kMaxFieldBytes);
    fields.push_back({at, std::string(after.substr(0, after.find_first_of("\\\"'`,}<\r\n")))});
  }
  return fields;
}

std::optional<std::string> ConnectionField(std::string_view text, std::string_view name) {
  const std::string lower = Lower(name);
  for (size_t at = FindIgnoringCase(text, lower); at != std::string_view::npos; at = FindIgnoringCase(text, lower, at + 1)) {
    if (!StartsField(text, at)) continue;
    const std::string_view after = SkipAny(text.substr(at + name.size()), " ");
    if (after.empty() || after.front() != '=') continue;
    const std::string_view value = SkipAny(after.substr(1), " ");
    return std::string(value.substr(0, value.find_first_of(";\"'<>\r\n\\&`")));
  }
  return std::nullopt;
}

std::optional<int64_t> ParseDigits(std::string_view text) {
  if (text.empty() || text.size() > 15) return std::nullopt;
  int64_t value = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string DecodeBase64Run(std::string_view text) {
  std::string_view run = WordPrefix(text, "+/-_");
  if (run.size() % 4 == 1) run.remove_suffix(1);
  return Base64Decode(run).value_or("");
}

std::string_view WordPrefix(std::string_view text, std::string_view extra) {
  size_t size = 0;
  while (size < text.size() && (IsAlnum(text[size]) || extra.find(text[size]) != std::string_view::npos)) ++size;
  return text.substr(0, size);
}

}  // namespace sluice
