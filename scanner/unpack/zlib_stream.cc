#include "scanner/unpack/zlib_stream.h"

#include <libdeflate.h>

#include <algorithm>

namespace sluice {
namespace {

constexpr uint64_t kMaxExpansion = 1032;  // of deflate: 258 bytes for two bits
constexpr size_t kHeaderBytes = 2;
constexpr uint64_t kFirstExpansion = 4, kLeastBytes = 16 << 10, kGrowth = 4;

}  // namespace

void ZlibStream::Free::operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }

// How much comes out is not known before: where the room was too small it is made larger, and begun anew.
Inflated ZlibStream::Inflate(std::string_view stream, uint64_t max_bytes, Checksum checksum) {
  if (!decompressor_) decompressor_.reset(libdeflate_alloc_decompressor());
  if (!decompressor_ || stream.size() < kHeaderBytes) return {};
  const bool is_checked = checksum == Checksum::kChecked;
  auto* const inflate = is_checked ? &libdeflate_zlib_decompress_ex : &libdeflate_deflate_decompress_ex;
  const size_t skipped = is_checked ? 0 : kHeaderBytes;
  const uint64_t most = std::min(max_bytes, stream.size() * kMaxExpansion);
  for (uint64_t room = std::max(stream.size() * kFirstExpansion, kLeastBytes);; room *= kGrowth) {
    room = std::min(room, most);
    if (room > capacity_bytes_ || !bytes_) {
      bytes_ = std::make_unique_for_overwrite<char[]>(room);
      capacity_bytes_ = room;
    }
    size_t read = 0, made = 0;
    const auto result =
        inflate(decompressor_.get(), stream.data() + skipped, stream.size() - skipped, bytes_.get(), room, &read, &made);
    if (result == LIBDEFLATE_SUCCESS) return {Inflated::kWhole, {bytes_.get(), made}, skipped + read, room};
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return {.room_bytes = room};
    if (room == most) return {Inflated::kTooLarge, {}, 0, room};
  }
}

}  // namespace sluice
