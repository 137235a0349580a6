// Text: what stands in a content, as it is, encoded or archived, with the way back to where it stands. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/chunks.h"
#include "scanner/unpack/decode.h"
#include "scanner/unpack/region.h"

namespace sluice {

// A step on the way from a content. Borrowed: valid, like `bytes`, while it is visited.
struct Text {
  std::string_view bytes;
  std::string_view path;         // decides what a generic match means: of the entry, or of the text it was decoded from
  const Text* parent = nullptr;  // null: the content itself
  Region region;                 // where in the parent it stands encoded; encoding kNone: it is an entry of the parent
  uint32_t serial = 0;           // names it among the texts of one content; 0 is the content
  bool is_container = false;     // entries were read from it
  Chunks* chunks = nullptr;      // as a Content has them; for whoever visits it to cut, before it is unpacked

  bool is_decoded() const { return region.encoding != Encoding::kNone; }
};

// The paths of the entries that lead to a text, outermost first; and the encodings between the last entry (or the content) and it.
std::vector<std::string> ContainerOf(const Text& text);
std::vector<std::string> DecodedOf(const Text& text);

// The text in which line and column are counted: the content, an entry, or what either says where all of it is wide characters.
const Text& AnchorOf(const Text& text);
// Where bytes of a decoded text stand in its anchor. Requires: `offsets` is ascending. changed_before: as Trace() says, of the
// first step.
std::vector<Spot> TraceToAnchor(const Text& text, const std::vector<uint64_t>& offsets);

}  // namespace sluice
