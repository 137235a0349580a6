#include "scanner/detect/plain_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/base64.h"

namespace sluice {

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
