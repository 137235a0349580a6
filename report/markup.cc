#include "report/markup.h"

#include "base/ascii.h"
#include "base/printable.h"

namespace sluice {

std::string EscapeMarkup(std::string_view text) {
  const std::string printable = Printable(text);
  std::string out;
  for (size_t i = 0; i < printable.size(); ++i) {
    const std::string_view rest = std::string_view(printable).substr(i, 3);
    if (rest == "\xef\xbf\xbe" || rest == "\xef\xbf\xbf") {
      out += rest.back() == '\xbe' ? "\\u{fffe}" : "\\u{ffff}";
      i += 2;
      continue;
    }
    switch (printable[i]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += printable[i];
    }
  }
  return out;
}

std::string EscapeMarkdown(std::string_view text) {
  std::string out;
  for (const char c : Printable(text)) {
    const bool is_punctuation = c > ' ' && c < 0x7f && !IsAlnum(c);
    if (is_punctuation) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace sluice
