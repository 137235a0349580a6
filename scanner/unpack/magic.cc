#include "scanner/unpack/magic.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/number.h"

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
                                               {"LZIP\x01"sv, Container::kCompressed},
                                               {"\x78\x01"sv, Container::kCompressed},
                                               {"\x78\x5E"sv, Container::kCompressed},
                                               {"\x78\x9C"sv, Container::kCompressed},
                                               {"\x78\xDA"sv, Container::kCompressed},
                                               {"\xED\xAB\xEE\xDB"sv, Container::kCompressed},
                                               {"MSCF\0\0\0\0"sv, Container::kArchive},
                                               {"\x04\x22\x4D\x18"sv, Container::kCompressed}});

struct Unopened {
  std::string_view bytes, why;
};

constexpr auto kUnopened = std::to_array<Unopened>({{"Rar!\x1A\x07"sv, "a RAR archive is not opened"},
                                                    {"xar!\0\x1C\0\x01"sv, "a xar archive is not opened"},
                                                    {"MSWIM\0\0\0"sv, "an image of a disc (WIM) is not opened"},
                                                    {"hsqs"sv, "an image of a disc (SquashFS) is not opened"},
                                                    {"\x89LZO\0\r\n\x1A\n"sv, "what lzop compressed is not read"}});

// By first byte: asked for every run of digits that may be base64.
constexpr std::array<bool, 256> kFirstBytes = [] {
  std::array<bool, 256> table{};
  for (const Magic& magic : kMagics) table[static_cast<unsigned char>(magic.bytes.front())] = true;
  for (const Unopened& unopened : kUnopened) table[static_cast<unsigned char>(unopened.bytes.front())] = true;
  return table;
}();

constexpr auto kNames = std::to_array<std::string_view>(
    {".7z",  ".a",   ".apk", ".ar",   ".bz2", ".cab",  ".cpio",  ".crate", ".deb", ".docx", ".ear",  ".egg", ".gem",
     ".gz",  ".ipa", ".jar", ".lz",   ".lz4", ".lzma", ".nupkg", ".odp",   ".ods", ".odt",  ".pptx", ".rpm", ".tar",
     ".tbz", ".tgz", ".txz", ".vsix", ".war", ".whl",  ".xlsx",  ".xpi",   ".xz",  ".zip",  ".zst"});

constexpr size_t kTarMagicAt = 257;

// An ar of object files begins with a table of symbols. Its members are not compressed: whatever they hold stands there as it is.
bool IsLibrary(std::string_view bytes) { return bytes.starts_with("!<arch>\n/") || bytes.starts_with("!<arch>\n__.SYMDEF"); }

}  // namespace

Container KindOfContainer(std::string_view bytes) {
  if (bytes.empty()) return Container::kNone;
  if (MayBeginContainer(bytes.front())) {
    if (IsLibrary(bytes)) return Container::kNone;
    for (const Magic& magic : kMagics) {
      if (bytes.starts_with(magic.bytes)) return magic.container;
    }
    if (!WhyNeverOpened(bytes).empty()) return Container::kUnopened;
  }
  return From(bytes, kTarMagicAt).starts_with("ustar") ? Container::kArchive : Container::kNone;
}

bool MayBeginContainer(char first) { return kFirstBytes[static_cast<unsigned char>(first)]; }

bool BeginsWithLongMagic(std::string_view bytes) {
  constexpr size_t kLongBytes = 4;
  const auto is_long = [&](std::string_view magic) { return magic.size() >= kLongBytes && bytes.starts_with(magic); };
  return std::ranges::any_of(kMagics, [&](const Magic& magic) { return is_long(magic.bytes); }) || !WhyNeverOpened(bytes).empty();
}

std::string_view WhyNeverOpened(std::string_view bytes) {
  const auto* const found =
      std::ranges::find_if(kUnopened, [&](const Unopened& unopened) { return bytes.starts_with(unopened.bytes); });
  return found == kUnopened.end() ? std::string_view() : found->why;
}

bool EndsAsZip(std::string_view bytes) {
  if (bytes.size() < kZipEndBytes) return false;
  const uint64_t end = bytes.size() - kZipEndBytes;
  if (!From(bytes, end).starts_with(kZipEndMagic)) return false;
  const uint64_t directory_bytes = LittleEndian(bytes, end + 12, 4), said = LittleEndian(bytes, end + 16, 4);
  if (directory_bytes > end || said > end - directory_bytes) return false;
  const uint64_t directory = end - directory_bytes;  // what it counts its offsets from stands `directory - said` farther on
  const uint64_t first = directory - said + LittleEndian(bytes, directory + 42, 4);
  return From(bytes, directory).starts_with("PK\x01\x02") && From(bytes, first).starts_with("PK\x03\x04");
}

bool IsContainerName(std::string_view path) {
  const std::string lower = Lower(path);
  return std::ranges::any_of(kNames, [&](std::string_view name) { return lower.ends_with(name); });
}

}  // namespace sluice
