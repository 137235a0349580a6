// ZipData: what the entries of an ordinary zip hold, inflated whole by libdeflate, which takes less than half the time of zlib. It
// knows only where data stands. Which entries there are, in what order, how they are called and whether they are files is
// libarchive's to say; whatever is not ordinary, or damaged, is libarchive's to read.
// Format: PKWARE APPNOTE 6.3.10: 4.3.7 local file header, 4.3.12 central directory, 4.3.16 its end, 4.4 the fields.
// Borrows the zip. Input is hostile: a claimed size is believed when the compressed bytes can give it, a content when its CRC-32 is
// right. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace sluice {

// An entry of an ordinary zip as it stands there, borrowed. What it holds is decided by this alone.
struct PackedEntry {
  std::string_view bytes;
  uint64_t unpacked_bytes = 0, crc = 0, method = 0;
};

class ZipData {
 public:
  // Of what is no zip, or none that is ordinary throughout, nothing can be read.
  explicit ZipData(std::string_view zip);
  ~ZipData();
  ZipData(const ZipData&) = delete;
  ZipData& operator=(const ZipData&) = delete;

  // The entry whose data begins there; none when it is libarchive's to read or holds more than `max_bytes`.
  std::optional<PackedEntry> Find(uint64_t begin, uint64_t max_bytes) const;
  // Its content, borrowed until the next call; none when it is libarchive's to read after all. Requires: of this zip.
  std::optional<std::string_view> Read(const PackedEntry& entry);

 private:
  // By the central directory.
  struct Data {
    uint64_t begin, packed_bytes, bytes, crc, method;
  };
  struct Engine;

  bool Index();
  bool AddEntry(uint64_t at, uint64_t local);
  std::optional<std::string_view> Inflate(std::string_view packed, uint64_t bytes);
  uint64_t Number(uint64_t at, int width) const;

  std::string_view zip_;
  std::vector<Data> data_;          // by begin
  std::unique_ptr<Engine> engine_;  // from the first use on
  std::unique_ptr<char[]> out_;
  size_t capacity_bytes_ = 0;
};

}  // namespace sluice
