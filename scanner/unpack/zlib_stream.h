// Inflates a zlib stream by libdeflate: one that stands alone, as git's loose objects do, or in a PDF. Format: RFC 1950.
// Owns its buffer; one thread at a time. Input is hostile: no more comes out than was asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

struct libdeflate_decompressor;

namespace sluice {

struct Inflated {
  enum State : uint8_t { kWhole, kTooLarge, kDamaged } state = kDamaged;
  std::string_view bytes;   // borrowed until the next call; only of kWhole
  size_t packed_bytes = 0;  // of the stream; something else may stand behind it
  uint64_t room_bytes = 0;  // no more than this was made, whatever came of it
};

class ZlibStream {
 public:
  enum class Checksum : bool { kIgnored, kChecked };

  Inflated Inflate(std::string_view stream, uint64_t max_bytes, Checksum checksum);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;  // from the first use on
  std::unique_ptr<char[]> bytes_;
  size_t capacity_bytes_ = 0;
};

}  // namespace sluice
