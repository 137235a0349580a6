#include "scanner/unpack/text.h"

#include <algorithm>

namespace sluice {

std::vector<std::string> ContainerOf(const Text& text) {
  std::vector<std::string> container;
  for (const Text* step = &text; step->parent != nullptr; step = step->parent) {
    if (!step->is_decoded()) container.emplace_back(step->path);
  }
  std::ranges::reverse(container);
  return container;
}

std::vector<std::string> DecodedOf(const Text& text) {
  std::vector<std::string> decoded;
  for (const Text* step = &text; step->parent != nullptr; step = step->parent) {
    if (step->is_decoded()) decoded.emplace_back(EncodingName(step->region.encoding));
  }
  std::ranges::reverse(decoded);
  return decoded;
}

const Text& AnchorOf(const Text& text) {
  const Text* anchor = &text;
  for (const Text* step = &text; step->is_decoded(); step = step->parent) {
    if (!IsWholeText(step->region.encoding)) anchor = step->parent;
  }
  return *anchor;
}

std::vector<Spot> TraceToAnchor(const Text& text, const std::vector<uint64_t>& offsets) {
  const Text* const anchor = &AnchorOf(text);
  std::vector<Spot> spots;
  spots.reserve(offsets.size());
  for (const uint64_t offset : offsets) spots.push_back({offset, offset + 1, 0});
  for (const Text* step = &text; step != anchor; step = step->parent) {
    std::vector<uint64_t> begins, ends;
    for (const Spot& spot : spots) {
      begins.push_back(spot.begin);
      ends.push_back(spot.end - 1);
    }
    const std::vector<Spot> from = Trace(step->parent->bytes, step->region, begins);
    const std::vector<Spot> to = Trace(step->parent->bytes, step->region, ends);
    for (size_t i = 0; i < spots.size(); ++i)
      spots[i] = {from[i].begin, to[i].end, step == &text ? from[i].changed_before : spots[i].changed_before};
  }
  return spots;
}

}  // namespace sluice
