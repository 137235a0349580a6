#include "scanner/unpack/gzip.h"

#include <libdeflate.h>

#include <memory>

#include "scanner/unpack/number.h"

namespace sluice {
namespace {

constexpr size_t kMinBytes = 18;  // header, trailer
constexpr uint64_t kMaxBytes = 8 << 20, kMaxExpansion = 64;

struct Free {
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

}  // namespace

std::optional<std::string> InflateGzip(std::string_view gzip) {
  if (gzip.size() < kMinBytes || !gzip.starts_with("\x1F\x8B\x08")) return std::nullopt;
  const uint64_t bytes = LittleEndian(gzip, gzip.size() - 4, 4);
  if (bytes > kMaxBytes || bytes > gzip.size() * kMaxExpansion) return std::nullopt;
  const std::unique_ptr<libdeflate_decompressor, Free> decompressor(libdeflate_alloc_decompressor());
  if (!decompressor) return std::nullopt;
  std::string content(bytes, '\0');
  size_t read = 0;
  const auto result =
      libdeflate_gzip_decompress_ex(decompressor.get(), gzip.data(), gzip.size(), content.data(), content.size(), &read, nullptr);
  return result == LIBDEFLATE_SUCCESS && read == gzip.size() ? std::optional(std::move(content)) : std::nullopt;
}

}  // namespace sluice
