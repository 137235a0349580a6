// Hexadecimal text to bytes and back. Lower case out, either case in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

std::string HexEncode(std::string_view bytes);

// Nothing when the length is odd or a character is no hex digit.
std::optional<std::string> HexDecode(std::string_view hex);

}  // namespace sluice
