// Extend: where a long secret really ends. Rules match a head and a minimum, so that windows stay narrow; the rest is taken here.
#pragma once

#include <string_view>

#include "scanner/detect/match.h"

namespace sluice {

constexpr uint64_t kMaxExtendedBytes = 64 * 1024;

// `name`: "base64" (with its padding), "base64url", "jwt" (base64url in parts joined by dots), "word" (letters, digits, _ and -),
// "pem" (to the END line, also when line breaks are written as \n), "bare" (beyond a `}` in the midst of a value that is the rest
// of its line), "quoted" (to the quote that it begins with, 24 to 200 bytes; an empty range when none stands there), "value" (a
// token of 512 bytes at most, with its padding; an empty range when nothing ends it). Anything else, and "", leaves the secret as
// it is. Never beyond kMaxExtendedBytes.
ByteRange ExtendSecret(std::string_view name, std::string_view bytes, ByteRange secret);

}  // namespace sluice
