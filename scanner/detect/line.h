// Lines of a text. A line ends before \n; a \r before that is not part of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "scanner/detect/match.h"

namespace sluice {

// The line that holds `offset`, or as much of it as lies within `reach_bytes` on either side: lines can be megabytes long.
inline ByteRange LineAround(std::string_view bytes, uint64_t offset, uint64_t reach_bytes = 1000) {
  const uint64_t first = offset - std::min(offset, reach_bytes);
  const uint64_t last = std::min<uint64_t>(bytes.size(), offset + reach_bytes);
  uint64_t begin = offset;
  while (begin > first && bytes[begin - 1] != '\n') --begin;
  uint64_t end = offset;
  while (end < last && bytes[end] != '\n') ++end;
  return {begin, end};
}

}  // namespace sluice
