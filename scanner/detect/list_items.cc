#include "scanner/detect/list_items.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr uint64_t kMaxItemBytes = 512;
constexpr uint64_t kMaxGapBytes = 200;   // blanks, line breaks and comments between two items
constexpr uint64_t kAroundBytes = 1000;  // what a judge looks at, to either side

bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsOfToken(char c) { return IsAlnum(c) || std::string_view("_~./+!@#%^*-").find(c) != std::string_view::npos; }

char At(std::string_view bytes, uint64_t at) { return at < bytes.size() ? bytes[at] : '\0'; }

// Over blanks, line breaks and comments to the end of their line.
uint64_t SkipGap(std::string_view bytes, uint64_t at) {
  const uint64_t limit = std::min<uint64_t>(bytes.size(), at + kMaxGapBytes);
  while (at < limit) {
    const bool is_comment = bytes[at] == '#' || bytes.substr(at).starts_with("//");
    if (is_comment)
      at = std::min<uint64_t>(limit, bytes.find('\n', at));
    else if (IsSpace(bytes[at]))
      ++at;
    else
      break;
  }
  return at;
}

uint64_t SkipBlanks(std::string_view bytes, uint64_t at) {
  while (at < bytes.size() && IsBlank(bytes[at])) ++at;
  return at;
}

// The indent and dash of a YAML item whose value begins at `begin`: `    - `; empty when there is none.
std::string_view DashBefore(std::string_view bytes, uint64_t begin) {
  constexpr uint64_t kDeepest = 64;
  const uint64_t first = begin - std::min(begin, kDeepest);
  uint64_t line = begin;
  while (line > first && (IsBlank(bytes[line - 1]) || bytes[line - 1] == '-')) --line;
  if (line > 0 && bytes[line - 1] != '\n') return {};
  const std::string_view lead = bytes.substr(line, begin - line);
  return std::ranges::count(lead, '-') == 1 && IsBlank(lead.back()) ? lead : std::string_view();
}

// Whether a list of quoted values is opened before `begin`: by a bracket, or by a parenthesis behind an operator.
bool OpensList(std::string_view bytes, uint64_t begin) {
  const uint64_t first = begin - std::min(begin, kMaxGapBytes);
  const auto back = [&] {
    while (begin > first && IsSpace(bytes[begin - 1])) --begin;
    return begin > first ? bytes[--begin] : '\0';
  };
  const char opening = back();
  if (opening == '[' || opening == '{') return true;
  if (opening != '(') return false;
  const char before = back();
  return before == '=' || before == ':';
}

// Where the letters of a literal begin that stand before its quote: `b"`, `@"`.
uint64_t LiteralBegin(std::string_view bytes, uint64_t quote) {
  constexpr std::string_view kLetters = "bBrRuUfFLN@";
  while (quote > 0 && kLetters.find(bytes[quote - 1]) != std::string_view::npos) --quote;
  return quote;
}

// The string that begins at `at`, letters before its quote passed over, without its quotes.
std::optional<ByteRange> Quoted(std::string_view bytes, uint64_t at, char quote) {
  constexpr uint64_t kLetters = 2;
  for (uint64_t i = 0; i < kLetters && IsAlpha(At(bytes, at)); ++i) ++at;
  if (At(bytes, at) != quote) return std::nullopt;
  const uint64_t begin = at + 1, limit = std::min<uint64_t>(bytes.size(), begin + kMaxItemBytes);
  for (uint64_t end = begin; end < limit && bytes[end] != '\n'; ++end) {
    if (bytes[end] == quote) return ByteRange{begin, end};
    if (bytes[end] == '\\') ++end;
  }
  return std::nullopt;
}

std::vector<ByteRange> QuotedItems(std::string_view bytes, uint64_t at, char quote) {
  std::vector<ByteRange> items;
  while (items.size() < kMaxListItems) {
    at = SkipGap(bytes, at);
    if (At(bytes, at) != ',') break;
    const std::optional<ByteRange> item = Quoted(bytes, SkipGap(bytes, at + 1), quote);
    if (!item) break;
    at = item->end + 1;
    const char next = At(bytes, SkipBlanks(bytes, at));
    if (next == ':' || next == '=') break;  // a key
    items.push_back(*item);
  }
  return items;
}

// Lines that begin as the first one's does. A value with `: ` or ` ` in it is no plain one.
std::vector<ByteRange> DashItems(std::string_view bytes, uint64_t at, std::string_view dash, std::string_view quote) {
  std::vector<ByteRange> items;
  while (items.size() < kMaxListItems) {
    const uint64_t line = bytes.find('\n', at);
    if (line == bytes.npos || line - at > kMaxGapBytes || !bytes.substr(line + 1).starts_with(dash)) break;
    const uint64_t begin = line + 1 + dash.size();
    std::optional<ByteRange> item;
    if (!quote.empty()) {
      item = Quoted(bytes, begin, quote[0]);
    } else {
      uint64_t end = begin;
      while (end < bytes.size() && end - begin < kMaxItemBytes && !IsSpace(bytes[end])) ++end;
      const char next = At(bytes, SkipBlanks(bytes, end));
      if (end > begin && (next == '\0' || next == '\n' || next == '\r' || next == '#')) item = ByteRange{begin, end};
    }
    if (!item) break;
    items.push_back(*item);
    at = item->end;
  }
  return items;
}

std::vector<ByteRange> BareItems(std::string_view bytes, uint64_t at) {
  std::vector<ByteRange> items;
  while (items.size() < kMaxListItems && At(bytes, at) == ',') {
    const uint64_t begin = at + (At(bytes, at + 1) == ' ' ? 2 : 1);
    at = begin;
    while (at < bytes.size() && at - begin < kMaxItemBytes && IsOfToken(bytes[at])) ++at;
    const uint64_t end = at;
    for (int i = 0; i < 2 && At(bytes, at) == '='; ++i) ++at;
    if (end == begin || At(bytes, at) == ':' || (at > end && IsOfToken(At(bytes, at)))) break;  // a name
    items.push_back({begin, at});
  }
  return items;
}

}  // namespace

std::vector<ByteRange> ItemsBehind(std::string_view bytes, ByteRange first) {
  if (first.begin == 0) return {};
  const char before = bytes[first.begin - 1];
  const bool is_quoted = IsQuote(before) && At(bytes, first.end) == before;
  if (!is_quoted && At(bytes, first.end) == ',') return BareItems(bytes, first.end);
  const uint64_t begin = is_quoted ? LiteralBegin(bytes, first.begin - 1) : first.begin;
  const std::string_view dash = DashBefore(bytes, begin);
  const std::string_view quote = is_quoted ? bytes.substr(first.begin - 1, 1) : std::string_view();
  if (!dash.empty()) return DashItems(bytes, first.end, dash, quote);
  return is_quoted && OpensList(bytes, begin) ? QuotedItems(bytes, first.end + 1, before) : std::vector<ByteRange>();
}

ItemInPlace PutFirst(std::string_view bytes, const Confirmed& first, ByteRange item) {
  const uint64_t begin = first.whole.begin - std::min(first.whole.begin, kAroundBytes);
  ItemInPlace in_place;
  in_place.text = bytes.substr(begin, first.secret.begin - begin);
  in_place.whole.begin = first.whole.begin - begin;
  in_place.secret = {in_place.text.size(), in_place.text.size() + item.size()};
  in_place.whole.end = in_place.secret.end;
  in_place.text += bytes.substr(item.begin, item.size());
  in_place.text += bytes.substr(first.secret.end, kAroundBytes);
  return in_place;
}

}  // namespace sluice
