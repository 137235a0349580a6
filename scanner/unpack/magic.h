// What a content is, by its first bytes; of a zip by its last ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

enum class Container : uint8_t {
  kNone,
  kArchive,     // entries with names: zip and all that are made of it, tar, 7z, ar, cpio, cab
  kCompressed,  // one stream: gzip, zlib, bzip2, xz, lzma, lzip, zstd, lz4, rpm; what is inside may be an archive
  kUnopened,    // known, compressed, and not opened
};

Container KindOfContainer(std::string_view bytes);

// Whether any container begins with this byte.
bool MayBeginContainer(char first);

// Begins like a container, with so many bytes that it is none by chance.
bool BeginsWithLongMagic(std::string_view bytes);

// Why a content of kind kUnopened is not read; empty for any other.
std::string_view WhyNeverOpened(std::string_view bytes);

// Whether these bytes end with the record that ends a zip, without a comment, and all that it says of the zip is there: whatever
// stands before it.
constexpr std::string_view kZipEndMagic = "PK\x05\x06";
constexpr size_t kZipEndBytes = 22;
bool EndsAsZip(std::string_view bytes);

// The name says it is one of the above: what begins like a container by chance is no damaged one.
bool IsContainerName(std::string_view path);

}  // namespace sluice
