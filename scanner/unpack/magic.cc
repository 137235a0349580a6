#include "scanner/unpack/magic.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  Container container;
};

constexpr auto kMagics = std::to_array<Magic>({{"PK\x03\x04"sv, Container::kArchive},
                                               {"7z\xBC\xAF\x27\x1C"sv, Container::kArchive},
                                               {"!<arch>\n"sv, Container::kArchive},
                                               {"070701"sv, Container::kArchive},
                                               {"070702"sv, Container::kArchive},
                                               {"070707"sv, Container::kArchive},
                                               {"\x1F\x8B\x08"sv, Container::kCompressed},
                                               {"BZh"sv, Container::kCompressed},
                                               {"\xFD\x37zXZ\0"sv, Container::kCompressed},
                                               {"\x5D\0\0"sv, Container::kCompressed},
                                               {"\x28\xB5\x2F\xFD"sv, Container::kCompressed},
                                               {"\x04\x22\x4D\x18"sv, Container::kCompressed}});

constexpr auto kNames = std::to_array<std::string_view>(
    {".7z",  ".a",   ".apk",  ".ar",  ".bz2",  ".cpio",  ".crate", ".deb", ".docx", ".ear",  ".egg", ".gem",
     ".gz",  ".ipa", ".jar",  ".lz4", ".lzma", ".nupkg", ".odp",   ".ods", ".odt",  ".pptx", ".tar", ".tbz",
     ".tgz", ".txz", ".vsix", ".war", ".whl",  ".xlsx",  ".xpi",   ".xz",  ".zip",  ".zst"});

constexpr size_t kTarMagicAt = 257;

// An ar of object files begins with a table of symbols. Its members are not compressed: whatever they hold stands there as it is.
bool IsLibrary(std::string_view bytes) { return bytes.starts_with("!<arch>\n/") || bytes.starts_with("!<arch>\n__.SYMDEF"); }

}  // namespace

Container KindOfContainer(std::string_view bytes) {
  if (IsLibrary(bytes)) return Container::kNone;
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.bytes)) return magic.container;
  }
  return bytes.size() > kTarMagicAt && bytes.substr(kTarMagicAt).starts_with("ustar") ? Container::kArchive : Container::kNone;
}

bool MayBeginContainer(char first) {
  return std::ranges::any_of(kMagics, [first](const Magic& magic) { return magic.bytes.front() == first; });
}

bool IsContainerName(std::string_view path) {
  const std::string lower = Lower(path);
  return std::ranges::any_of(kNames, [&](std::string_view name) { return lower.ends_with(name); });
}

}  // namespace sluice
