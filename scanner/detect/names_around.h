// The names that a match gives its secret, where they stand. Pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/detect/match.h"

namespace sluice {

// The name at the front of the match, and the key, which is another name where a section or a call stands between.
struct Names {
  ByteRange first, key;
};

// Both as they stand whole, also when the match begins within one. Empty where there is none.
Names NamesAround(std::string_view bytes, ByteRange whole, ByteRange secret);

}  // namespace sluice
