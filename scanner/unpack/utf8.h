// UTF-8 written and checked.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

// What is no character (half a surrogate pair, a value past U+10FFFF) becomes U+FFFD. Returns how many bytes were written.
size_t EncodeUtf8(int32_t code_point, std::array<char, 4>* bytes);

// Whether these bytes can be the beginning of a text: printable ASCII, white space, well-formed UTF-8. The last character may be cut.
bool IsTextHead(std::string_view bytes);

}  // namespace sluice
