// What a content is, by its first bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice {

enum class Container : uint8_t {
  kNone,
  kArchive,     // entries with names: zip and all that are made of it, tar, 7z, ar, cpio
  kCompressed,  // one stream: gzip, bzip2, xz, lzma, zstd, lz4; what is inside may be an archive
};

Container KindOfContainer(std::string_view bytes);

// Whether any container begins with this byte.
bool MayBeginContainer(char first);

// The name says it is one of the above: what begins like a container by chance is no damaged one.
bool IsContainerName(std::string_view path);

}  // namespace sluice
