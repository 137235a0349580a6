// Plain text: what a short value says once its encoding is undone, for those who judge what a value says. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// The text that `value` is base64 of, without the blanks and line breaks around it. Nothing when the value is not base64 of
// printable ASCII: of random values of 16 characters one in 100,000 is, of 8 one in 400. Nothing for more than 512 bytes.
std::optional<std::string> TextInBase64(std::string_view value);

}  // namespace sluice
