// MultiPackIndex: one sorted table of the objects of many packs, mapped read-only, so that an object is not looked for in each of
// them. Format: git help format-pack, "multi-pack-index (MIDX) files", version 1 with SHA-1. Input is hostile: every access is
// checked against the file's size. Const after Open, so threads share one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/object_id.h"
#include "git/pack/pack_index.h"

namespace sluice::git {

class MultiPackIndex {
 public:
  struct Place {
    uint32_t pack = 0;  // counts in pack_names()
    uint64_t offset = 0;
  };

  // Nothing when there is none, or it is damaged, or of another version.
  static std::optional<MultiPackIndex> Open(const std::string& path);
  const std::vector<std::string>& pack_names() const { return pack_names_; }  // of their indexes: "pack-ID.idx"
  std::optional<Place> Find(const ObjectId& id) const;

 private:
  explicit MultiPackIndex(MappedFile file) : file_(std::move(file)) {}
  bool ReadChunks();
  bool ReadNames(std::string_view names, uint32_t count);
  std::optional<Place> PlaceAt(uint32_t position) const;

  MappedFile file_;
  std::string_view fanout_, ids_, offsets_, large_offsets_;  // of file_
  uint32_t count_ = 0;
  std::vector<std::string> pack_names_;
};

}  // namespace sluice::git
