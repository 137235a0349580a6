// What may be a byte of text.
#pragma once

#include <cstdint>

namespace sluice {

constexpr bool IsTextByte(int32_t c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace sluice
