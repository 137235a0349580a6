// What the scanner reads: an Item names it, a Content is its bytes.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ancestry.h"
#include "base/chunks.h"

namespace sluice {

enum class LocationSource : uint8_t { kBlob, kCommitMessage, kTagMessage, kNote, kPath, kIndex, kWorktree, kStdin };

// As reports write it: "blob", "commit-message", ...
constexpr std::string_view LocationSourceName(LocationSource source) {
  constexpr std::string_view kNames[] = {"blob", "commit-message", "tag-message", "note", "path", "index", "worktree", "stdin"};
  return kNames[static_cast<size_t>(source)];
}

// One thing to read, by its place in a table of the source that planned it. Items travel between threads; bytes do not.
struct Item {
  LocationSource source = LocationSource::kBlob;
  uint32_t index = 0;
  friend auto operator<=>(const Item&, const Item&) = default;
};

// Borrowed from the reader that gave it, until its next Read().
struct Content {
  std::string_view bytes;
  std::string_view path;   // a path under which these bytes are known: decides what a generic match means; may be empty
  Ancestry ancestry = {};  // nothing known, or nothing asked for (--no-delta)
  // For whoever looks at the bytes first to cut, where that pays; null: what was seen before does not count.
  Chunks* chunks = nullptr;
};

}  // namespace sluice
