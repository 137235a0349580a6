// Zips as various programs write them, and as none would.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/number.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {

struct ZipEntry {
  std::string name, bytes;
  bool is_stored = false;
  bool has_sizes_behind = false;  // of the data, not in the local header
  uint32_t mode = 0100644;
  uint8_t made_by = 3;  // Unix
  uint16_t flags = 0;
  std::string extra = {}, comment = {};
};

inline std::string Bytes(uint64_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

// A gzip without a name has ten bytes in front of the data; the CRC-32 stands behind it, then the size.
inline std::string Deflated(const std::string& bytes, uint64_t* crc) {
  const std::string gzip = MakeArchive("raw", {{"x", bytes}}, "gzip");
  *crc = LittleEndian(gzip, gzip.size() - 8, 4);
  return gzip.substr(10, gzip.size() - 18);
}

inline void Append(std::string* text, std::initializer_list<std::string_view> pieces) {
  for (const std::string_view piece : pieces) *text += piece;
}

inline std::string MakeZip(const std::vector<ZipEntry>& entries, const std::string& comment = {}) {
  std::string zip, directory;
  for (const ZipEntry& entry : entries) {
    uint64_t crc = 0;
    const std::string deflated = Deflated(entry.bytes, &crc);
    const std::string& data = entry.is_stored ? entry.bytes : deflated;
    const std::string sizes = Bytes(crc, 4) + Bytes(data.size(), 4) + Bytes(entry.bytes.size(), 4);
    const std::string kind = Bytes(entry.flags | (entry.has_sizes_behind ? 8 : 0), 2) + Bytes(entry.is_stored ? 0 : 8, 2) +
                             Bytes(0x5a3b6c2d, 4);  // a date
    const std::string lengths = Bytes(entry.name.size(), 2) + Bytes(entry.extra.size(), 2);
    Append(&directory,
           {"PK\x01\x02", Bytes(20, 1), Bytes(entry.made_by, 1), Bytes(20, 2), kind, sizes, lengths, Bytes(entry.comment.size(), 2),
            Bytes(0, 4), Bytes(uint64_t{entry.mode} << 16, 4), Bytes(zip.size(), 4), entry.name, entry.extra, entry.comment});
    Append(&zip, {"PK\x03\x04", Bytes(20, 2), kind, entry.has_sizes_behind ? std::string(12, '\0') : sizes, lengths, entry.name,
                  entry.extra, data, entry.has_sizes_behind ? "PK\x07\x08" + sizes : ""});
  }
  const std::string count = Bytes(entries.size(), 2);
  const uint64_t directory_begin = zip.size();
  Append(&zip, {directory, "PK\x05\x06", Bytes(0, 4), count, count, Bytes(directory.size(), 4), Bytes(directory_begin, 4),
                Bytes(comment.size(), 2), comment});
  return zip;
}

}  // namespace sluice::testlib
