// Named sets of characters, shared by the forge, the entropy gates and the documentation of rules.
#pragma once

#include <string_view>

namespace sluice {

// digits, hex (lower), HEX (upper), base32 (A-Z2-7), base36 (a-z0-9), BASE36 (A-Z0-9), base58 (Bitcoin), base62, base64, base64url,
// lower, upper, alpha, printable (ASCII 33..126 without quotes and backslash), unreserved (RFC 3986: A-Za-z0-9-._~), bech32 (BIP
// 173, lower), BECH32 (the same, upper). Empty when the name is unknown.
std::string_view AlphabetCharacters(std::string_view name);

}  // namespace sluice
