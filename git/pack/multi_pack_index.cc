#include "git/pack/multi_pack_index.h"

#include <cstring>
#include <string_view>
#include <utility>

#include "git/pack/sorted_ids.h"

namespace sluice::git {
namespace {

// The header: magic, version, hash, number of chunks, number of files below it in a chain, number of packs.
constexpr std::string_view kMagic("MIDX\1\1", 6);
constexpr size_t kChunkCountAt = 6, kBaseCountAt = 7, kPackCountAt = 8, kHeaderBytes = 12;
constexpr size_t kChunkEntryBytes = 12;  // name, offset in the file; one more ends the last chunk
constexpr size_t kPlaceBytes = 8;        // pack, offset
constexpr size_t kFanoutBytes = 256 * 4;
constexpr uint32_t kLargeOffsetFlag = 0x80000000;

// Big-endian. Requires: within `bytes`.
uint32_t Word(std::string_view bytes, size_t at) {
  uint32_t word = 0;
  std::memcpy(&word, bytes.data() + at, sizeof word);
  return __builtin_bswap32(word);
}

uint64_t LongWord(std::string_view bytes, size_t at) { return uint64_t{Word(bytes, at)} << 32 | Word(bytes, at + 4); }

}  // namespace

std::optional<MultiPackIndex> MultiPackIndex::Open(const std::string& path) {
  std::optional<MappedFile> file = MappedFile::Open(path);
  if (!file) return std::nullopt;
  MultiPackIndex index(std::move(*file));
  return index.ReadChunks() ? std::optional(std::move(index)) : std::nullopt;
}

bool MultiPackIndex::ReadChunks() {
  const std::string_view bytes = file_.bytes();
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic) || bytes[kBaseCountAt] != 0) return false;
  const auto chunks = static_cast<uint8_t>(bytes[kChunkCountAt]);
  if (bytes.size() < kHeaderBytes + (chunks + size_t{1}) * kChunkEntryBytes) return false;
  std::string_view names;
  for (size_t i = 0; i < chunks; ++i) {
    const size_t entry = kHeaderBytes + i * kChunkEntryBytes;
    const uint64_t begin = LongWord(bytes, entry + 4), end = LongWord(bytes, entry + kChunkEntryBytes + 4);
    if (begin > end || end > bytes.size()) return false;
    const std::string_view chunk = bytes.substr(begin, end - begin), name = bytes.substr(entry, 4);
    if (name == "PNAM") names = chunk;
    if (name == "OIDF") fanout_ = chunk;
    if (name == "OIDL") ids_ = chunk;
    if (name == "OOFF") offsets_ = chunk;
    if (name == "LOFF") large_offsets_ = chunk;
  }
  if (fanout_.size() < kFanoutBytes) return false;
  for (size_t at = 4; at < kFanoutBytes; at += 4) {
    if (Word(fanout_, at - 4) > Word(fanout_, at)) return false;
  }
  count_ = Word(fanout_, kFanoutBytes - 4);
  return ids_.size() / ObjectId::kSize >= count_ && offsets_.size() / kPlaceBytes >= count_ &&
         ReadNames(names, Word(bytes, kPackCountAt));
}

bool MultiPackIndex::ReadNames(std::string_view names, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    const size_t end = names.find('\0');
    if (end == std::string_view::npos) return false;
    pack_names_.emplace_back(names.substr(0, end));
    names.remove_prefix(end + 1);
  }
  return true;
}

std::optional<MultiPackIndex::Place> MultiPackIndex::PlaceAt(uint32_t position) const {
  const uint32_t pack = Word(offsets_, position * kPlaceBytes), offset = Word(offsets_, position * kPlaceBytes + 4);
  if (pack >= pack_names_.size()) return std::nullopt;
  // Without a table of large offsets the highest bit is part of the offset.
  if ((offset & kLargeOffsetFlag) == 0 || large_offsets_.empty()) return Place{pack, offset};
  const size_t large = size_t{offset & ~kLargeOffsetFlag} * 8;
  if (large + 8 > large_offsets_.size()) return std::nullopt;
  return Place{pack, LongWord(large_offsets_, large)};
}

std::optional<MultiPackIndex::Place> MultiPackIndex::Find(const ObjectId& id) const {
  const uint32_t begin = id.bytes[0] == 0 ? 0 : Word(fanout_, size_t{4} * (id.bytes[0] - 1U));
  const uint32_t end = Word(fanout_, size_t{4} * id.bytes[0]);
  const std::optional<uint32_t> position = SortedIds{ids_.data()}.Find(id, begin, end);
  return position ? PlaceAt(*position) : std::nullopt;
}

}  // namespace sluice::git
