#include "scanner/unpack/appended.h"

#include <algorithm>
#include <array>

#include "base/number.h"
#include "scanner/unpack/magic.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

constexpr size_t kHeadBytes = 512;  // of a binary some are zero

// A comment may follow the record that ends a zip, and a signature what ends a program.
std::string_view ZipBehind(std::string_view bytes) {
  constexpr size_t kMaxTailBytes = kZipEndBytes + 0xFFFF;
  if (EndsAsZip(bytes)) return bytes;
  const std::string_view head = bytes.substr(0, kHeadBytes);
  if (!head.starts_with("#!") && head.find('\0') == head.npos) return {};
  for (size_t at = bytes.size() - std::min(bytes.size(), kMaxTailBytes);; ++at) {
    at = bytes.find(kZipEndMagic, at);
    if (at == bytes.npos) return {};
    const std::string_view zip = bytes.substr(0, at + kZipEndBytes);
    if (EndsAsZip(zip)) return zip;
  }
}

// Where the last section of a program for Windows ends; 0: it is none.
uint64_t EndOfPortableExecutable(std::string_view program) {
  const uint64_t header = LittleEndian(program, 0x3C, 4);
  if (!From(program, header).starts_with("PE\0\0"sv)) return 0;
  const uint64_t sections = LittleEndian(program, header + 6, 2);
  const uint64_t table = header + 24 + LittleEndian(program, header + 20, 2);
  uint64_t end = 0;
  for (uint64_t i = 0; i < sections; ++i) {
    const uint64_t section = table + i * 40;
    end = std::max(end, LittleEndian(program, section + 16, 4) + LittleEndian(program, section + 20, 4));
  }
  return end;
}

// The table of sections is the last thing that linkers for Unix write.
uint64_t EndOfElf(std::string_view program) {
  constexpr uint64_t kWide = 2, kLittle = 1;
  const bool is_wide = ByteAt(program, 4) == kWide;
  if (ByteAt(program, 5) != kLittle) return 0;
  const uint64_t table = is_wide ? LittleEndian(program, 0x28, 8) : LittleEndian(program, 0x20, 4);
  const uint64_t sizes = is_wide ? 0x3A : 0x2E;
  return table + LittleEndian(program, sizes, 2) * LittleEndian(program, sizes + 2, 2);
}

// 7-Zip's installers put a few lines of settings before the archive.
std::string_view BehindProgram(std::string_view program, uint64_t end) {
  constexpr size_t kMaxSettingsBytes = 4096;
  const std::string_view behind = end == 0 ? std::string_view() : From(program, end);
  if (KindOfContainer(behind) != Container::kNone) return behind;
  const size_t archive = behind.substr(0, kMaxSettingsBytes).find("7z\xBC\xAF\x27\x1C");
  return archive == behind.npos ? std::string_view() : behind.substr(archive);
}

// An installer that is a script ends in a line, and then comes what it unpacks.
std::string_view BehindScript(std::string_view bytes) {
  constexpr size_t kMaxScriptBytes = 1 << 20;
  static constexpr auto kStreams = std::to_array<std::string_view>({"\n\x1F\x8B\x08", "\n\xFD\x37zXZ\0"sv, "\nBZh9"});
  const std::string_view script = bytes.substr(0, kMaxScriptBytes);
  if (script.find('\0') == script.npos) return {};
  for (const std::string_view stream : kStreams) {
    if (const size_t line_break = script.find(stream); line_break != script.npos) return bytes.substr(line_break + 1);
  }
  return {};
}

}  // namespace

std::string_view FindAppended(std::string_view bytes) {
  if (const std::string_view zip = ZipBehind(bytes); !zip.empty()) return zip;
  if (bytes.starts_with("MZ")) return BehindProgram(bytes, EndOfPortableExecutable(bytes));
  if (bytes.starts_with("\x7F"
                        "ELF"))
    return BehindProgram(bytes, EndOfElf(bytes));
  return bytes.starts_with("#!") ? BehindScript(bytes) : std::string_view();
}

}  // namespace sluice
