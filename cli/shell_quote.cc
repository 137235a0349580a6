#include "cli/shell_quote.h"

#include <algorithm>

#include "base/ascii.h"

namespace sluice {
namespace {

// Ends the quotes, gives one, and opens them again.
constexpr std::string_view kQuoteInQuotes = "'\\''";

}  // namespace

std::string ShellQuoted(std::string_view text) {
  std::string quoted(1, '\'');
  for (const char c : text) {
    if (c == '\'') {
      quoted += kQuoteInQuotes;
    } else {
      quoted += c;
    }
  }
  quoted += '\'';
  return quoted;
}

std::string ShellWord(std::string_view text) {
  constexpr std::string_view kPlain = "/._-+@%:,=";
  const auto is_plain = [&](char c) { return IsAlnum(c) || kPlain.find(c) != std::string_view::npos; };
  return !text.empty() && std::ranges::all_of(text, is_plain) ? std::string(text) : ShellQuoted(text);
}

std::string ShellUnquoted(std::string_view quoted) {
  quoted = quoted.substr(1, quoted.size() - 2);
  std::string text;
  for (;;) {
    const size_t found = quoted.find(kQuoteInQuotes);
    text += quoted.substr(0, found);
    if (found == quoted.npos) break;
    text += '\'';
    quoted.remove_prefix(found + kQuoteInQuotes.size());
  }
  return text;
}

}  // namespace sluice
