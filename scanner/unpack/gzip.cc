#include "scanner/unpack/gzip.h"

#include <libdeflate.h>

#include "base/number.h"

namespace sluice {
namespace {

constexpr size_t kMinBytes = 18;  // header, trailer
constexpr uint64_t kMaxBytes = 8 << 20, kMaxExpansion = 64;

struct Free {
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

}  // namespace

std::optional<std::string_view> InflateGzip(std::string_view gzip, std::unique_ptr<char[]>* memory) {
  if (gzip.size() < kMinBytes || !gzip.starts_with("\x1F\x8B\x08")) return std::nullopt;
  const uint64_t bytes = LittleEndian(gzip, gzip.size() - 4, 4);
  if (bytes > kMaxBytes || bytes > gzip.size() * kMaxExpansion) return std::nullopt;
  const std::unique_ptr<libdeflate_decompressor, Free> decompressor(libdeflate_alloc_decompressor());
  if (!decompressor) return std::nullopt;
  *memory = std::make_unique_for_overwrite<char[]>(bytes);
  size_t read = 0;
  const auto result =
      libdeflate_gzip_decompress_ex(decompressor.get(), gzip.data(), gzip.size(), memory->get(), bytes, &read, nullptr);
  return result == LIBDEFLATE_SUCCESS && read == gzip.size() ? std::optional(std::string_view(memory->get(), bytes)) : std::nullopt;
}

}  // namespace sluice
