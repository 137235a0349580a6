#include "scanner/unpack/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/ascii.h"
#include "scanner/unpack/gzip.h"
#include "scanner/unpack/magic.h"
#include "scanner/unpack/zip.h"
#include "scanner/unpack/zlib_stream.h"

namespace sluice {
namespace {

struct Close {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, Close>;

// libarchive starts a program for a filter it was built without, and warns of it: such a filter is left out.
void AddFilters(archive* reader) {
  for (auto* const add : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
                          archive_read_support_filter_lzma, archive_read_support_filter_zstd, archive_read_support_filter_lz4,
                          archive_read_support_filter_lzip, archive_read_support_filter_rpm})
    static_cast<void>(add(reader));
}

void AddFormats(archive* reader) {
  for (auto* const add : {archive_read_support_format_zip, archive_read_support_format_tar, archive_read_support_format_gnutar,
                          archive_read_support_format_7zip, archive_read_support_format_ar, archive_read_support_format_cpio,
                          archive_read_support_format_cab})
    static_cast<void>(add(reader));
}

// What was inflated beforehand comes as it would from libarchive's own filter: in pieces of its size, and none can be sought. So
// nothing that is made of it depends on who inflated it.
constexpr size_t kPieceBytes = 64 << 10;

la_ssize_t NextPiece(archive*, void* left, const void** piece) {
  auto& bytes = *static_cast<std::string_view*>(left);
  const size_t size = std::min(bytes.size(), kPieceBytes);
  *piece = bytes.data();
  bytes.remove_prefix(size);
  return static_cast<la_ssize_t>(size);
}

int OpenPieces(archive* reader, std::string_view* left) {
  archive_read_set_seek_callback(reader, [](archive*, void*, la_int64_t, int) -> la_int64_t { return ARCHIVE_FAILED; });
  const auto skip_none = [](archive*, void*, la_int64_t) -> la_int64_t { return 0; };
  return archive_read_open2(reader, left, nullptr, NextPiece, skip_none, nullptr);
}

// `inflated`: what is inside of the bytes, where that is known. Moves on as it is read.
Reader Open(std::string_view bytes, Container kind, std::optional<std::string_view>* inflated) {
  Reader reader(archive_read_new());
  if (!reader) return nullptr;
  if (kind == Container::kCompressed) {
    AddFilters(reader.get());
    archive_read_support_format_raw(reader.get());
  }
  AddFormats(reader.get());
  const int opened = inflated->has_value() ? OpenPieces(reader.get(), &**inflated)
                                           : archive_read_open_memory(reader.get(), bytes.data(), bytes.size());
  return opened == ARCHIVE_OK || opened == ARCHIVE_WARN ? std::move(reader) : nullptr;
}

// "dump.sql.gz" holds "dump.sql".
std::string NameInside(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "data" : std::string(name.substr(0, dot));
}

std::string Problem(archive* reader) {
  const char* text = archive_error_string(reader);
  std::string problem = text == nullptr ? "damaged" : text;
  // It is about untrusted bytes and goes to a terminal.
  std::ranges::replace_if(
      problem, [](char c) { return c < ' ' || c == 0x7f; }, '?');
  return problem;
}

class Walk {
 public:
  Walk(Reader reader, std::string_view path, Budget* budget, const ArchiveVisitor& visitor)
      : reader_(std::move(reader)), path_(path), budget_(*budget), visitor_(visitor) {}

  // What is known of the bytes, before Run(): the reader is given what a gzip holds; they may be a zip or a tar.
  void SetInflated(std::string_view gzip) {
    is_inflated_ = true;
    plain_ = gzip;
  }
  void SetArchive(std::string_view archive) {
    zip_.emplace(archive);
    plain_ = archive;
  }

  bool Run() {
    archive_entry* entry = nullptr;
    bool is_archive = false;
    for (;;) {
      const int got = archive_read_next_header(reader_.get(), &entry);
      if (got == ARCHIVE_EOF) return is_archive || IsContainerName(path_);
      if (got == ARCHIVE_RETRY) continue;
      if (got == ARCHIVE_FATAL || got == ARCHIVE_FAILED) {
        if ((!is_archive || IsPlain()) && !IsContainerName(path_)) return false;
        visitor_.unread("", "damaged or of an unknown kind: " + Problem(reader_.get()));
        return true;
      }
      if (!is_archive && IsNoise()) {
        if (IsContainerName(path_)) visitor_.unread("", "damaged or of an unknown kind");
        return IsContainerName(path_);
      }
      is_archive = true;
      if (!One(entry)) return true;
    }
  }

 private:
  // Nothing is compressed in it: where it cannot be followed its bytes still stand there, and are scanned as they are.
  bool IsPlain() const {
    const int base = archive_format(reader_.get()) & ARCHIVE_FORMAT_BASE_MASK;
    const bool is_plain = base == ARCHIVE_FORMAT_AR || base == ARCHIVE_FORMAT_TAR || base == ARCHIVE_FORMAT_CPIO;
    return is_plain && !IsCompressed();
  }

  bool IsCompressed() const { return is_inflated_ || archive_filter_code(reader_.get(), 0) != ARCHIVE_FILTER_NONE; }

  // What is read as one raw stream is a container only when the stream can be read: three bytes of magic prove nothing.
  bool IsNoise() {
    is_raw_ = archive_format(reader_.get()) == ARCHIVE_FORMAT_RAW;
    if (is_raw_ && !IsCompressed()) return true;
    if (!is_raw_ || IsContainerName(path_)) return false;
    const void* block = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    const int got = archive_read_data_block(reader_.get(), &block, &size, &offset);
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN) return got != ARCHIVE_EOF;
    bytes_.assign(static_cast<const char*>(block), size);
    return false;
  }

  // What `ar` writes with its option D has permissions and no type.
  static bool IsFile(archive_entry* entry) {
    return archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0;
  }

  std::string NameOf(archive_entry* entry) const {
    if (is_raw_) return NameInside(path_);
    const char* name = archive_entry_pathname(entry);
    return name == nullptr || *name == '\0' ? "unnamed" : name;
  }

  bool One(archive_entry* entry) {
    const std::string name = NameOf(entry);
    if (!budget_.TakeEntry()) {
      visitor_.unread("", budget_.why());
      return false;
    }
    if (!is_raw_ && !IsFile(entry)) return Link(entry, name);
    if (archive_entry_is_data_encrypted(entry) != 0) {
      visitor_.unread(name, "encrypted");
      return true;
    }
    const std::optional<PackedEntry> packed = Packed();
    if (packed && visitor_.passes_over && visitor_.passes_over(name, *packed)) return budget_.TakeBytes(packed->unpacked_bytes);
    std::optional<std::string_view> content = packed ? ZipContent(*packed) : TarContent(entry);
    if (content) return content->empty() || visitor_.entry(name, *content, packed ? &*packed : nullptr);
    const bool go_on = ReadData(name);
    if (!bytes_.empty() && !visitor_.entry(name, bytes_, nullptr)) return false;
    bytes_.clear();
    return go_on;
  }

  // The target of a symbolic link is a text, as it is in git.
  bool Link(archive_entry* entry, const std::string& name) {
    const char* target = archive_entry_symlink(entry);
    return target == nullptr || *target == '\0' || visitor_.entry(name, target, nullptr);
  }

  // An ordinary entry that no bound is in the way of. libarchive stands where its data begins, and skips what is not read.
  std::optional<PackedEntry> Packed() const {
    if (!zip_ || archive_format(reader_.get()) != ARCHIVE_FORMAT_ZIP) return std::nullopt;
    const uint64_t max_bytes = std::min(budget_.left_bytes(), budget_.limits().max_entry_bytes);
    return zip_->Find(static_cast<uint64_t>(archive_filter_bytes(reader_.get(), 0)), max_bytes);
  }

  std::optional<std::string_view> ZipContent(const PackedEntry& packed) {
    const auto content = zip_->Read(packed);
    return content && budget_.TakeBytes(content->size()) ? content : std::nullopt;
  }

  // What stands in a tar as it is, which libarchive would have copied in pieces: where the header before the data says the same of
  // it as libarchive, which knows of others that change the size or tell of holes.
  std::optional<std::string_view> TarContent(archive_entry* entry) {
    constexpr uint64_t kBlockBytes = 512;
    const bool is_tar = (archive_format(reader_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    if (!is_tar || archive_filter_code(reader_.get(), 0) != ARCHIVE_FILTER_NONE || archive_entry_sparse_count(entry) != 0)
      return std::nullopt;
    const auto begin = static_cast<uint64_t>(archive_filter_bytes(reader_.get(), 0));
    const auto bytes = static_cast<uint64_t>(archive_entry_size(entry));
    const uint64_t max_bytes = std::min(budget_.left_bytes(), budget_.limits().max_entry_bytes);
    if (begin < kBlockBytes || begin > plain_.size() || bytes > max_bytes || bytes > plain_.size() - begin) return std::nullopt;
    const uint64_t padding = (kBlockBytes - bytes % kBlockBytes) % kBlockBytes;
    if (padding > plain_.size() - begin - bytes || !IsHeaderOf(plain_.substr(begin - kBlockBytes, kBlockBytes), bytes))
      return std::nullopt;
    return budget_.TakeBytes(bytes) ? std::optional(plain_.substr(begin, bytes)) : std::nullopt;
  }

  // Of an ordinary file of that size (POSIX.1, pax: ustar Interchange Format).
  static bool IsHeaderOf(std::string_view header, uint64_t bytes) {
    constexpr size_t kSizeAt = 124, kSizeDigits = 11, kTypeAt = 156;
    uint64_t said = 0;
    for (const char digit : header.substr(kSizeAt, kSizeDigits)) {
      if (digit < '0' || digit > '7') return false;
      said = said << 3 | static_cast<uint64_t>(digit - '0');
    }
    return header[kTypeAt] == '0' && said == bytes;
  }

  // What was read before something went wrong is kept: a damaged entry is scanned as far as it goes. False ends the reading.
  bool ReadData(const std::string& name) {
    for (;;) {
      const void* block = nullptr;
      size_t size = 0;
      la_int64_t offset = 0;
      const int got = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (got == ARCHIVE_EOF) break;
      if (got == ARCHIVE_RETRY) continue;
      if (got != ARCHIVE_OK && got != ARCHIVE_WARN) {
        visitor_.unread(is_raw_ ? "" : name, "damaged: " + Problem(reader_.get()));
        return got != ARCHIVE_FATAL;
      }
      if (!Append(static_cast<const char*>(block), size, static_cast<uint64_t>(offset), name)) return !budget_.is_spent();
    }
    return true;
  }

  // Holes of sparse files are left out: they hold nothing. An entry that is too large is not scanned in part, as a file is not.
  bool Append(const char* block, size_t size, uint64_t, const std::string& name) {
    if (!budget_.TakeBytes(size)) {
      visitor_.unread(is_raw_ ? "" : name, budget_.why());
      return false;
    }
    if (bytes_.size() + size > budget_.limits().max_entry_bytes) {
      visitor_.unread(name, "larger than --max-blob-size (" + std::to_string(budget_.limits().max_entry_bytes) + " bytes)");
      bytes_.clear();
      return false;
    }
    bytes_.append(block, size);
    return true;
  }

  Reader reader_;
  std::string_view path_;
  Budget& budget_;
  const ArchiveVisitor& visitor_;
  std::string bytes_;
  std::optional<ZipData> zip_;
  std::string_view plain_;  // what the reader was given, where that is known
  bool is_raw_ = false, is_inflated_ = false;
};

// Two bytes of magic prove nothing, its checksum does; so does what is too large to be one by chance. libarchive knows no such
// streams.
bool ReadZlib(std::string_view bytes, std::string_view path, Budget* budget, const ArchiveVisitor& visitor) {
  const uint64_t most = std::min(budget->left_bytes(), budget->limits().max_entry_bytes);
  ZlibStream zlib;
  const Inflated inflated = zlib.Inflate(bytes, most, ZlibStream::Checksum::kChecked);
  const bool is_too_large = inflated.state == Inflated::kTooLarge;
  if (!is_too_large && (inflated.state != Inflated::kWhole || inflated.packed_bytes != bytes.size())) return false;
  if (is_too_large && most == budget->limits().max_entry_bytes) {
    visitor.unread("", "larger than --max-blob-size (" + std::to_string(most) + " bytes)");
  } else if (!budget->TakeEntry() || !budget->TakeBytes(is_too_large ? most + 1 : inflated.bytes.size())) {
    visitor.unread("", budget->why());
  } else if (!inflated.bytes.empty()) {
    visitor.entry(NameInside(path), inflated.bytes, nullptr);
  }
  return true;
}

bool Read(std::string_view bytes, std::string_view path, Budget* budget, const ArchiveVisitor& visitor, bool by_libarchive_alone) {
  Container kind = KindOfContainer(bytes);
  if (kind == Container::kNone && EndsAsZip(bytes)) kind = Container::kArchive;
  if (kind == Container::kNone || kind == Container::kUnopened) return false;
  if (bytes.front() == 'x' && kind == Container::kCompressed) return !by_libarchive_alone && ReadZlib(bytes, path, budget, visitor);
  std::unique_ptr<char[]> memory;
  const std::optional<std::string_view> gzip =
      kind == Container::kCompressed && !by_libarchive_alone ? InflateGzip(bytes, &memory) : std::nullopt;
  std::optional<std::string_view> inflated = gzip;
  Reader reader = Open(bytes, kind, &inflated);
  if (!reader) {
    if (IsContainerName(path)) visitor.unread("", "damaged or of an unknown kind");
    return IsContainerName(path);
  }
  Walk walk(std::move(reader), path, budget, visitor);
  if (kind == Container::kArchive && !by_libarchive_alone) walk.SetArchive(bytes);
  if (gzip) walk.SetInflated(*gzip);
  return walk.Run();
}

}  // namespace

Budget::Budget(const Limits& limits, uint64_t content_bytes)
    : limits_(limits),
      content_bytes_(content_bytes),
      left_bytes_(std::min(limits.max_total_bytes, std::max(limits.free_bytes, content_bytes * limits.max_ratio))),
      left_entries_(limits.max_entries) {}

bool Budget::TakeEntry() {
  if (left_entries_ == 0) why_ = "more than " + std::to_string(limits_.max_entries) + " entries";
  if (is_spent()) return false;
  --left_entries_;
  return true;
}

bool Budget::TakeBytes(uint64_t bytes) {
  if (bytes > left_bytes_) {
    const bool is_bomb = content_bytes_ * limits_.max_ratio < limits_.max_total_bytes;
    why_ = is_bomb ? "an archive bomb: it expands to more than " + std::to_string(limits_.max_ratio) + " times its size"
                   : "it expands to more than " + std::to_string(limits_.max_total_bytes) + " bytes";
  }
  if (is_spent()) return false;
  left_bytes_ -= bytes;
  return true;
}

bool ReadArchive(std::string_view bytes, std::string_view path, Budget* budget, const ArchiveVisitor& visitor) {
  return Read(bytes, path, budget, visitor, false);
}

bool ReadByLibarchiveAlone(std::string_view bytes, std::string_view path, Budget* budget, const ArchiveVisitor& visitor) {
  return Read(bytes, path, budget, visitor, true);
}

}  // namespace sluice
