// Embedding: whether what looks like a token is a chance hit inside a longer encoded run: an image in base64, a wrapped block, a
// binary patch. Pure; looks at a bounded number of bytes.
#pragma once

#include <string_view>

#include "scanner/detect/match.h"

namespace sluice {

// What the secret lies in, as static text, or null.
const char* EncodedSurroundings(std::string_view bytes, ByteRange secret);

}  // namespace sluice
