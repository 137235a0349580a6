#include "git/pack/pack_index.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace sluice::git {
namespace {

constexpr std::string_view kIndexMagic("\377tOc\0\0\0\2", 8);
constexpr std::string_view kPackMagic = "PACK";
constexpr size_t kPackHeaderBytes = 12;
constexpr size_t kChecksumBytes = 20;
constexpr size_t kFanoutBytes = 256 * 4;
constexpr size_t kV1EntryBytes = 4 + ObjectId::kSize;
constexpr uint32_t kLargeOffsetFlag = 0x80000000;
constexpr int kCommit = 1;
constexpr int kTag = 4;
constexpr int kOffsetDelta = 6;
constexpr int kIdDelta = 7;

}  // namespace

std::optional<MappedFile> MappedFile::Open(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  struct stat status {};
  void* address = MAP_FAILED;
  const bool is_file = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  if (is_file) address = mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  if (address == MAP_FAILED) return std::nullopt;
  return MappedFile(std::string_view(static_cast<const char*>(address), static_cast<size_t>(status.st_size)));
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

void MappedFile::ReleasePages() const {
  if (!bytes_.empty()) madvise(const_cast<char*>(bytes_.data()), bytes_.size(), MADV_DONTNEED);
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

std::optional<PackIndex> PackIndex::Open(const std::string& path) {
  std::optional<MappedFile> file = MappedFile::Open(path);
  if (!file) return std::nullopt;
  const bool is_v2 = file->bytes().starts_with(kIndexMagic);
  PackIndex index(std::move(*file), is_v2);
  const size_t size = index.file_.bytes().size();
  const size_t head = (index.is_v2_ ? kIndexMagic.size() : 0) + kFanoutBytes;
  if (size < head) return std::nullopt;
  index.count_ = index.Fanout(255);
  for (int i = 1; i < 256; ++i) {
    if (index.Fanout(static_cast<uint8_t>(i - 1)) > index.Fanout(static_cast<uint8_t>(i))) return std::nullopt;
  }
  const size_t entry_bytes = index.is_v2_ ? ObjectId::kSize + 4 + 4 : kV1EntryBytes;
  if ((size - head) / entry_bytes < index.count_) return std::nullopt;
  return index;
}

uint32_t PackIndex::Word(size_t offset) const {
  uint32_t word = 0;
  std::memcpy(&word, file_.bytes().data() + offset, sizeof word);
  return __builtin_bswap32(word);
}

// How many ids have a first byte up to this one.
uint32_t PackIndex::Fanout(uint8_t first_byte) const { return Word((is_v2_ ? kIndexMagic.size() : 0) + size_t{4} * first_byte); }

SortedIds PackIndex::Ids() const {
  const char* const base = file_.bytes().data();
  if (!is_v2_) return {base + kFanoutBytes + 4, kV1EntryBytes};
  return {base + kIndexMagic.size() + kFanoutBytes};
}

std::optional<uint64_t> PackIndex::OffsetAt(uint32_t position) const {
  if (!is_v2_) return Word(kFanoutBytes + kV1EntryBytes * position);
  const size_t table = kIndexMagic.size() + kFanoutBytes + size_t{count_} * (ObjectId::kSize + 4);
  const uint32_t offset = Word(table + size_t{4} * position);
  if ((offset & kLargeOffsetFlag) == 0) return offset;
  const size_t large = table + size_t{4} * count_ + size_t{8} * (offset & ~kLargeOffsetFlag);
  if (large + 8 > file_.bytes().size()) return std::nullopt;
  return uint64_t{Word(large)} << 32 | Word(large + 4);
}

std::optional<uint64_t> PackIndex::FindOffset(const ObjectId& id) const {
  const uint32_t begin = id.bytes[0] == 0 ? 0 : Fanout(static_cast<uint8_t>(id.bytes[0] - 1));
  const std::optional<uint32_t> position = Ids().Find(id, begin, Fanout(id.bytes[0]));
  return position ? OffsetAt(*position) : std::nullopt;
}

std::vector<uint64_t> PackIndex::SortedOffsets() const {
  std::vector<uint64_t> offsets = SomeOffsets(1);
  std::sort(offsets.begin(), offsets.end());
  return offsets;
}

std::vector<uint64_t> PackIndex::SomeOffsets(uint32_t every) const {
  std::vector<uint64_t> offsets;
  offsets.reserve(count_ / every + 1);
  for (uint64_t i = 0; i < count_; i += every) {
    if (const std::optional<uint64_t> offset = OffsetAt(static_cast<uint32_t>(i))) offsets.push_back(*offset);
  }
  return offsets;
}

std::optional<PackFile> PackFile::Open(const std::string& path) {
  std::optional<MappedFile> file = MappedFile::Open(path);
  if (!file || !file->bytes().starts_with(kPackMagic) || file->bytes().size() < kPackHeaderBytes + kChecksumBytes)
    return std::nullopt;
  return PackFile(std::move(*file));
}

namespace {

// Reads one entry's header: type and size, then what it is a delta on.
class HeaderReader {
 public:
  HeaderReader(std::string_view bytes, uint64_t offset) : bytes_(bytes), offset_(offset), at_(offset) {}

  // Three bits of type and four of size, then seven bits of size a byte, the lowest first.
  bool ReadTypeAndSize(int* type, uint64_t* size) {
    uint8_t byte = 0;
    if (!Next(&byte)) return false;
    *type = byte >> 4 & 7;
    *size = byte & 0xf;
    for (unsigned shift = 4; (byte & 0x80) != 0; shift += 7) {
      if (shift > 56 || !Next(&byte)) return false;
      *size |= uint64_t{byte & 0x7fU} << shift;
    }
    return true;
  }

  // How far before this entry the base's begins: seven bits a byte, the highest first, and one more for each byte but the last.
  bool ReadBaseOffset(uint64_t* base_offset) {
    uint8_t byte = 0;
    if (!Next(&byte)) return false;
    uint64_t distance = byte & 0x7f;
    while ((byte & 0x80) != 0) {
      if (distance >> 56 != 0 || !Next(&byte)) return false;
      distance = (distance + 1) << 7 | (byte & 0x7f);
    }
    if (distance == 0 || distance > offset_) return false;
    *base_offset = offset_ - distance;
    return true;
  }

  bool ReadBaseId(ObjectId* id) {
    if (bytes_.size() - at_ < ObjectId::kSize) return false;
    *id = ObjectId::FromRaw(bytes_.data() + at_);
    at_ += ObjectId::kSize;
    return true;
  }

  std::string_view rest() const { return bytes_.substr(at_); }

 private:
  bool Next(uint8_t* byte) {
    if (at_ >= bytes_.size()) return false;
    *byte = static_cast<uint8_t>(bytes_[at_++]);
    return true;
  }

  std::string_view bytes_;
  uint64_t offset_;
  size_t at_;
};

}  // namespace

std::optional<PackEntry> PackFile::EntryAt(uint64_t offset) const {
  const std::string_view bytes = file_.bytes().substr(0, file_.bytes().size() - kChecksumBytes);
  if (offset < kPackHeaderBytes || offset >= bytes.size()) return std::nullopt;
  HeaderReader header(bytes, offset);
  PackEntry entry;
  int type = 0;
  if (!header.ReadTypeAndSize(&type, &entry.size_bytes)) return std::nullopt;
  if (type == kOffsetDelta) {
    entry.base.kind = DeltaBase::Kind::kOffset;
    if (!header.ReadBaseOffset(&entry.base.offset)) return std::nullopt;
  } else if (type == kIdDelta) {
    entry.base.kind = DeltaBase::Kind::kId;
    if (!header.ReadBaseId(&entry.base.id)) return std::nullopt;
  } else if (type >= kCommit && type <= kTag) {
    constexpr ObjectType kTypes[] = {ObjectType::kCommit, ObjectType::kTree, ObjectType::kBlob, ObjectType::kTag};
    entry.type = kTypes[type - kCommit];
  } else {
    return std::nullopt;
  }
  entry.compressed = header.rest();
  entry.compressed_offset = bytes.size() - entry.compressed.size();
  return entry;
}

}  // namespace sluice::git
