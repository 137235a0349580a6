// UTF-8 read, written and checked (RFC 3629). Pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

// The character at the front of `text`, which is not empty, and its length in bytes; nothing when it is not UTF-8: cut, not the
// shortest form, a surrogate, or past U+10FFFF. The length is no more than the first byte says, then.
std::optional<char32_t> DecodeUtf8Front(std::string_view text, size_t* length);

// What is no character (half a surrogate pair, a value past U+10FFFF) becomes U+FFFD. Returns how many bytes were written.
size_t EncodeUtf8(int32_t code_point, std::array<char, 4>* bytes);

// Whether these bytes can be the beginning of a text: printable ASCII, white space, well-formed UTF-8. The last character may be
// cut.
bool IsTextHead(std::string_view bytes);

}  // namespace sluice
