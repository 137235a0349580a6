#include "scanner/unpack/zip.h"

#include <libdeflate.h>

#include <algorithm>

#include "base/number.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

constexpr size_t kLocalBytes = 30, kHeaderBytes = 46, kEndBytes = 22, kLocatorBytes = 20;  // without what varies
constexpr size_t kEndWithin = 16 << 10;    // libarchive looks no further from the end
constexpr uint64_t kInZip64 = 0xffffffff;  // the true value stands elsewhere
constexpr uint64_t kStored = 0, kDeflated = 8, kOdd = ~uint64_t{0};
constexpr uint64_t kMaxExpansion = 1032;  // of deflate: 258 bytes for two bits

}  // namespace

struct ZipData::Engine {
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() { libdeflate_free_decompressor(decompressor); }
};

ZipData::~ZipData() = default;

ZipData::ZipData(std::string_view zip) : zip_(zip) {
  if (!zip.starts_with("PK\x03\x04") || !Index()) data_.clear();
}

uint64_t ZipData::Number(uint64_t at, int width) const { return LittleEndian(zip_, at, width); }

// False when anything is unusual: several disks, zip64, something between the entries, the directory and its end, two entries in
// one place.
bool ZipData::Index() {
  if (zip_.size() < kEndBytes) return false;
  const size_t end = zip_.rfind("PK\x05\x06"sv, zip_.size() - kEndBytes);
  if (end == std::string_view::npos || end + kEndWithin < zip_.size()) return false;
  if (end >= kLocatorBytes && zip_.substr(end - kLocatorBytes).starts_with("PK\x06\x07")) return false;
  if (Number(end + 4, 4) != 0 || Number(end + 8, 2) != Number(end + 10, 2)) return false;
  uint64_t at = Number(end + 16, 4);
  if (at + Number(end + 12, 4) != end) return false;
  while (at < end) {
    if (end - at < kHeaderBytes || !zip_.substr(at).starts_with("PK\x01\x02")) return false;
    if (!AddEntry(at, Number(at + 42, 4))) return false;
    at += kHeaderBytes + Number(at + 28, 2) + Number(at + 30, 2) + Number(at + 32, 2);
  }
  std::ranges::sort(data_, {}, &Data::begin);
  return at == end && std::ranges::adjacent_find(data_, {}, &Data::begin) == data_.end();
}

bool ZipData::AddEntry(uint64_t at, uint64_t local) {
  if (local + kLocalBytes > zip_.size() || !zip_.substr(local).starts_with("PK\x03\x04")) return false;
  Data data{.begin = local + kLocalBytes + Number(local + 26, 2) + Number(local + 28, 2),
            .packed_bytes = Number(at + 20, 4),
            .bytes = Number(at + 24, 4),
            .crc = Number(at + 16, 4),
            .method = Number(at + 10, 2)};
  if (data.packed_bytes == kInZip64 || data.bytes == kInZip64 || local == kInZip64) return false;
  // Where the two headers contradict each other libarchive has its own mind. A local size of 0 stands behind the data.
  const uint64_t local_packed = Number(local + 18, 4);
  const bool agree = Number(local + 8, 2) == data.method && (local_packed == 0 || local_packed == data.packed_bytes);
  if (!agree || data.begin + data.packed_bytes > zip_.size()) data.method = kOdd;
  data_.push_back(data);
  return true;
}

std::optional<PackedEntry> ZipData::Find(uint64_t begin, uint64_t max_bytes) const {
  const auto data = std::ranges::lower_bound(data_, begin, {}, &Data::begin);
  if (data == data_.end() || data->begin != begin || data->bytes > max_bytes) return std::nullopt;
  if (data->method != kStored && data->method != kDeflated) return std::nullopt;
  if (data->method == kStored && data->bytes != data->packed_bytes) return std::nullopt;
  return PackedEntry{zip_.substr(begin, data->packed_bytes), data->bytes, data->crc, data->method};
}

std::optional<std::string_view> ZipData::Read(const PackedEntry& entry) {
  const auto content = entry.method == kDeflated ? Inflate(entry.bytes, entry.unpacked_bytes) : std::optional(entry.bytes);
  return content && libdeflate_crc32(0, content->data(), content->size()) == entry.crc ? content : std::nullopt;
}

std::optional<std::string_view> ZipData::Inflate(std::string_view packed, uint64_t bytes) {
  if (bytes > packed.size() * kMaxExpansion) return std::nullopt;
  if (!engine_) engine_ = std::make_unique<Engine>();
  if (engine_->decompressor == nullptr) return std::nullopt;
  if (capacity_bytes_ < bytes) {
    out_ = std::make_unique_for_overwrite<char[]>(bytes);
    capacity_bytes_ = bytes;
  }
  size_t read = 0;
  const auto result =
      libdeflate_deflate_decompress_ex(engine_->decompressor, packed.data(), packed.size(), out_.get(), bytes, &read, nullptr);
  return result == LIBDEFLATE_SUCCESS && read == packed.size() ? std::optional(std::string_view(out_.get(), bytes)) : std::nullopt;
}

}  // namespace sluice
