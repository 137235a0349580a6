// Decodes a region, and says where each decoded byte came from. Nothing is kept between the two: a way back is asked for only where
// something was found, and then the region is run through once more, so a map of millions of escapes never stands in memory.
// Pure, linear, any thread. Malformed parts are copied as they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/unpack/region.h"

namespace sluice {

// Replaces `*decoded`. At most as long as the region, but for UTF-16 (half as much again) and tables (five times).
void Decode(std::string_view text, const Region& region, std::string* decoded);

// Where one decoded byte stands in the text, and how many bytes before it the decoding changed.
struct Spot {
  uint64_t begin = 0, end = 0;  // of what encodes it
  uint64_t changed_before = 0;
};

// One for each of `offsets`, which are ascending offsets into the decoded bytes. Past the last one: the region's end.
std::vector<Spot> Trace(std::string_view text, const Region& region, const std::vector<uint64_t>& offsets);

}  // namespace sluice
