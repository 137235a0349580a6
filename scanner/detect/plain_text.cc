#include "scanner/detect/plain_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/base64.h"

namespace sluice {
namespace {

int DigitOf(char c) { return IsDigit(c) ? c - '0' : ToLower(c) - 'a' + 10; }

}  // namespace

std::string UndoPercent(std::string_view value) {
  std::string text;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool is_escape = value[i] == '%' && i + 2 < value.size() && IsHex(value[i + 1]) && IsHex(value[i + 2]);
    if (!is_escape) {
      text += value[i];
      continue;
    }
    text += static_cast<char>(DigitOf(value[i + 1]) * 16 + DigitOf(value[i + 2]));
    i += 2;
  }
  return text;
}

std::optional<std::string> TextInBase64(std::string_view value) {
  constexpr size_t kShortest = 8, kLongest = 512;
  if (value.size() < kShortest || value.size() > kLongest || value.size() % 4 != 0) return std::nullopt;
  std::optional<std::string> text = Base64Decode(value);
  if (!text) return std::nullopt;
  while (!text->empty() && IsSpace(text->back())) text->pop_back();
  text->erase(text->begin(), std::ranges::find_if_not(*text, IsSpace));
  const bool is_text = !text->empty() && std::ranges::all_of(*text, [](char c) { return c >= ' ' && c <= '~'; });
  return is_text ? text : std::nullopt;
}

}  // namespace sluice
