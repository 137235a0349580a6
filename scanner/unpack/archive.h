// Reads archives and compressed streams that stand in memory, one entry after the other, with libarchive. Nothing touches the disk,
// no program is started, no entry is held longer than it is looked at. Input is hostile: a Budget bounds what comes out of it. One
// thread at a time a Budget; no state otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace sluice {

// What may still come out of one content, whatever is nested in it. Expanding by more than `max_ratio` is what bombs do and texts
// do not; small contents may, because little comes out of them.
class Budget {
 public:
  struct Limits {
    uint64_t max_entry_bytes = uint64_t{100} << 20;
    uint64_t max_total_bytes = uint64_t{2} << 30;
    uint64_t free_bytes = uint64_t{32} << 20;  // that any content may expand to
    uint64_t max_ratio = 200;
    uint64_t max_entries = 200'000;
  };

  Budget(const Limits& limits, uint64_t content_bytes);

  const Limits& limits() const { return limits_; }
  uint64_t left_bytes() const { return left_bytes_; }
  // False when that was too much; why() says what.
  bool TakeEntry();
  bool TakeBytes(uint64_t bytes);
  bool is_spent() const { return !why_.empty(); }
  const std::string& why() const { return why_; }

 private:
  const Limits limits_;
  const uint64_t content_bytes_;
  uint64_t left_bytes_, left_entries_;
  std::string why_;
};

struct PackedEntry;  // zip.h

struct ArchiveVisitor {
  // Borrowed for the call; `packed` is null unless the entry is one of an ordinary zip. False ends the reading.
  std::function<bool(const std::string& path, std::string_view bytes, const PackedEntry* packed)> entry;
  std::function<void(const std::string& path, const std::string& why)>
      unread;  // an entry that could not be read, or "" for the rest
  // May be empty. Whether such an entry need not be unpacked: then it is not visited, and takes from the budget as if it were.
  std::function<bool(const std::string& path, const PackedEntry& packed)> passes_over = {};
};

// Whether the bytes were an archive at all: what only begins like one gives false and no calls. `path` is how the content is
// called.
bool ReadArchive(std::string_view bytes, std::string_view path, Budget* budget, const ArchiveVisitor& visitor);

// The same without zip.h and gzip.h, for tests. Invariant: the calls, and what is left of the budget, are the same; but deflate's
// codes 286 and 287 are damage to zlib, while libdeflate takes them for 285 and goes by the CRC-32.
bool ReadByLibarchiveAlone(std::string_view bytes, std::string_view path, Budget* budget, const ArchiveVisitor& visitor);

}  // namespace sluice
