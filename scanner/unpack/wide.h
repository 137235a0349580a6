// Texts of wide characters: UTF-16 and UTF-32, with or without a byte order mark, and strings of them in binaries. Pure, any
// thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "scanner/unpack/region.h"

namespace sluice {

// The encoding of a whole text, as one region, when it is UTF-16 or UTF-32.
std::optional<Region> FindWideText(std::string_view bytes);

// Whether these bytes look like ASCII written as UTF-16, either byte order, without a mark.
bool IsLikelyUtf16(std::string_view bytes);

// Appends strings of at least eight printable two-byte characters, those near each other as one region. Looks at nothing but a
// first zero byte when there is none.
void FindWideStrings(std::string_view bytes, std::vector<Region>* regions);

}  // namespace sluice
