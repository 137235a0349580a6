#include "base/percent.h"

#include <utility>

#include "base/ascii.h"
#include "base/hex.h"

namespace sluice {

std::string PercentEncode(std::string_view text, std::string_view kept) {
  std::string encoded;
  for (const char c : text) {
    if (IsAlnum(c) || std::string_view("-._~").find(c) != std::string_view::npos || kept.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += Upper(HexEncode({&c, 1}));
    }
  }
  return encoded;
}

std::string PercentDecode(std::string_view text, int rounds) {
  std::string decoded(text);
  for (int round = 0; round < rounds && decoded.find('%') != std::string::npos; ++round) {
    std::string next;
    for (size_t i = 0; i < decoded.size(); ++i) {
      const int32_t escaped = decoded[i] == '%' ? HexValue(decoded, i + 1, 2) : -1;
      next += escaped >= 0 ? static_cast<char>(escaped) : decoded[i];
      if (escaped >= 0) i += 2;
    }
    decoded = std::move(next);
  }
  return decoded;
}

}  // namespace sluice
