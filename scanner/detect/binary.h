// Binary contents: programs, pictures, object files. What can be found in one stands in its printable parts, which are a tenth of
// it (Windows programs, November 2026); so rules are looked for there only, but for those that speak of control characters
// themselves. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/detect/match.h"

namespace sluice {

// A zero among the first 8,000 bytes, as git tells binary files.
bool IsBinary(std::string_view bytes);

// Runs of at least eight characters of ASCII, tabs and line breaks, with what is between those that stand close together. Sorted,
// apart.
std::vector<ByteRange> PrintableParts(std::string_view bytes);

// Whether an expression spells out a control character (\x00) other than tab and line breaks.
bool NamesControlCharacter(std::string_view regex);

}  // namespace sluice
