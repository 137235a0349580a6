// Base64 (RFC 4648 sections 4 and 5): both alphabets are accepted when decoding, padding is optional, line breaks are not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

std::string Base64Encode(std::string_view bytes);     // standard alphabet, padded
std::string Base64UrlEncode(std::string_view bytes);  // URL alphabet, not padded

// Nothing when a character is in neither alphabet or the length is impossible (1 modulo 4 without padding).
std::optional<std::string> Base64Decode(std::string_view text);

}  // namespace sluice
