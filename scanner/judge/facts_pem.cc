#include "scanner/judge/facts_pem.h"

#include <algorithm>
#include <vector>

#include "base/percent.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";

// The plus of `"..." + "..."`, not one of the base64 alphabet.
bool JoinsStrings(std::string_view text, size_t at) {
  constexpr std::string_view kOutside = " \t\"'\r\n";
  const bool after_string = at > 0 && kOutside.find(text[at - 1]) != std::string_view::npos;
  return after_string && (at + 1 == text.size() || kOutside.find(text[at + 1]) != std::string_view::npos);
}

// A character of a body, or a line break, in whatever way a file writes it: plain, \n, %0A, &#10;.
// `size` is how much text it takes.
struct BodyCharacter {
  char c;
  size_t size;
};

BodyCharacter NextBodyCharacter(std::string_view text) {
  if (text.starts_with("\\n") || text.starts_with("\\r")) return {'\n', 2};
  if (text.starts_with("&#")) {
    const size_t semicolon = text.substr(0, 8).find(';');
    return {'\n', semicolon == std::string_view::npos ? 2 : semicolon + 1};
  }
  if (text.front() == '%' && text.size() >= 3) {
    const std::string decoded = PercentDecode(text.substr(0, 3));
    if (decoded.size() == 1) return {decoded.front(), 3};
  }
  return {text.front(), 1};
}

// The `+` of a diff and the `//` of a comment are letters of base64 too, but not at the start of every line.
void DropCommonMark(std::vector<std::string>* lines) {
  const char mark = lines->size() < 2 ? '\0' : lines->front().front();
  if (mark != '+' && mark != '/') return;
  if (!std::ranges::all_of(*lines, [&](const std::string& line) { return line.front() == mark; })) return;
  for (std::string& line : *lines) line.erase(0, line.find_first_not_of(mark));
}

}  // namespace

std::optional<Pem> FindPem(std::string_view text, std::string_view label_part) {
  for (size_t at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at + 1)) {
    const std::string_view after = text.substr(at + kBegin.size(), 64);
    const size_t dashes = after.find("-----");
    if (dashes == std::string_view::npos || after.substr(0, dashes).find(label_part) == std::string_view::npos) continue;
    const std::string_view body = text.substr(at + kBegin.size() + dashes + 5);
    return Pem{std::string(after.substr(0, dashes)), body.substr(0, body.find("-----END"))};
  }
  return std::nullopt;
}

std::string Unarmor(std::string_view body) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    if (line.find(':') == std::string::npos && !line.empty() && !line.starts_with('=')) lines.push_back(line);
    line.clear();
  };
  for (size_t i = 0; i < body.size();) {
    const BodyCharacter next = NextBodyCharacter(body.substr(i));
    const bool is_plus = next.c == '+' && (next.size > 1 || !JoinsStrings(body, i));
    if (next.c == '\n' || next.c == '\r') {
      end_line();
    } else if (is_plus || !WordPrefix(std::string_view(&next.c, 1), ":=/").empty()) {
      line += next.c;
    }
    i += next.size;
  }
  end_line();
  DropCommonMark(&lines);
  std::string base64;
  for (const std::string& each : lines) base64 += each;
  return DecodeBase64Run(base64);
}

std::string DecodeWrapped(std::string_view text) {
  const std::string decoded = DecodeBase64Run(text);
  return decoded.find(kBegin) != std::string::npos || decoded.starts_with('\x30') ? decoded : "";
}

}  // namespace sluice
