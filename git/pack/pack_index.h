// PackIndex and PackFile: a packfile's index and its entries, mapped read-only: where an object is stored, how large it is and
// which other entry it is a delta on. Nothing is inflated. Formats: git help format-pack. Input is hostile: every access is checked
// against the file's size.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_id.h"
#include "git/object_type.h"
#include "git/pack/sorted_ids.h"

namespace sluice::git {

// A file's bytes, mapped read-only for as long as it lives.
class MappedFile {
 public:
  static std::optional<MappedFile> Open(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  std::string_view bytes() const { return bytes_; }
  // Gives the pages touched so far back; touching them again reads them from the page cache.
  void ReleasePages() const;

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

// The .idx file, version 1 or 2.
class PackIndex {
 public:
  static std::optional<PackIndex> Open(const std::string& path);
  std::optional<uint64_t> FindOffset(const ObjectId& id) const;
  uint32_t size() const { return count_; }
  std::vector<uint64_t> SortedOffsets() const;
  // Of one in `every` objects, by id: from everywhere in the pack.
  std::vector<uint64_t> SomeOffsets(uint32_t every) const;

 private:
  PackIndex(MappedFile file, bool is_v2) : file_(std::move(file)), is_v2_(is_v2) {}
  uint32_t Word(size_t offset) const;  // big-endian; Requires: within the file
  uint32_t Fanout(uint8_t first_byte) const;
  SortedIds Ids() const;
  std::optional<uint64_t> OffsetAt(uint32_t position) const;

  MappedFile file_;
  bool is_v2_;
  uint32_t count_ = 0;
};

// What an entry of the pack is a delta on.
struct DeltaBase {
  enum class Kind : uint8_t { kNone, kOffset, kId } kind = Kind::kNone;
  uint64_t offset = 0;  // for kOffset
  ObjectId id;          // for kId
};

struct PackEntry {
  std::optional<ObjectType> type;  // nothing for a delta: it has its base's
  DeltaBase base;
  uint64_t size_bytes = 0;      // of what inflates from `compressed`: the object, or the delta
  std::string_view compressed;  // a zlib stream and whatever follows it in the pack; borrowed from the PackFile
  uint64_t compressed_offset = 0;
};

class PackFile {
 public:
  static std::optional<PackFile> Open(const std::string& path);
  // Nothing when the entry's header is damaged.
  std::optional<PackEntry> EntryAt(uint64_t offset) const;
  void ReleasePages() const { file_.ReleasePages(); }

 private:
  explicit PackFile(MappedFile file) : file_(std::move(file)) {}
  MappedFile file_;
};

}  // namespace sluice::git
