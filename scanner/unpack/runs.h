// Finds base64 and hex: runs of digits that decode to text, or to something that is a container. Linear. Pure, any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/unpack/region.h"

namespace sluice {

// Below this a run is a word, a name, a number; with fewer, decoding the words of a text costs more than the text.
constexpr uint64_t kMinRunBytes = 24;
// A Kubernetes Secret says what its values are, and most passwords are short.
constexpr uint64_t kMinNamedRunBytes = 8;

// Appends, in order, the regions whose run begins in text[begin, end) and has `min_run_bytes` (one of the above) there. A region
// includes the rest of its line as far as that is near.
void FindRuns(std::string_view text, uint64_t begin, uint64_t end, uint64_t min_run_bytes, std::vector<Region>* regions);

// Widens a region by the rest of its line, as far as that is near: what names the value stands there.
void TakeLine(std::string_view text, Region* region);

// A manifest of which the values under `data` are base64.
bool IsKubernetesSecret(std::string_view text, std::string_view path);

}  // namespace sluice
