#include "scanner/unpack/unopened.h"

#include "base/number.h"
#include "scanner/unpack/magic.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

// Files in it begin at every so many bytes. Three bytes of magic stand in many places by chance: the flags behind those of gzip are
// few.
bool HoldsContainers(std::string_view bytes, size_t step) {
  constexpr char kMostFlags = 0x08;  // a name follows
  for (size_t at = 0; at + 8 < bytes.size(); at += step) {
    if (!MayBeginContainer(bytes[at])) continue;
    const std::string_view head = bytes.substr(at, 8);
    const bool is_gzip = head.starts_with("\x1F\x8B\x08") && (head[3] == 0 || head[3] == kMostFlags);
    if (is_gzip || BeginsWithLongMagic(head)) return true;
  }
  return false;
}

std::string_view WhyUnopenedDisc(std::string_view bytes) {
  constexpr size_t kSectorBytes = 2048;
  return HoldsContainers(bytes, kSectorBytes) ? "an archive in an image of a disc (ISO 9660) is not opened" : "";
}

std::string_view WhyUnopenedDocument(std::string_view bytes) {
  constexpr size_t kSectorBytes = 512;
  if (bytes.find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) != bytes.npos) return "encrypted";
  return HoldsContainers(bytes, kSectorBytes) ? "an archive in a compound file (OLE) is not opened" : "";
}

}  // namespace

std::string_view WhyUnopened(std::string_view bytes) {
  constexpr size_t kDiscMagicAt = 0x8001;
  if (const std::string_view why = WhyNeverOpened(bytes); !why.empty()) return why;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return WhyUnopenedDocument(bytes);
  return From(bytes, kDiscMagicAt).starts_with("CD001") ? WhyUnopenedDisc(bytes) : "";
}

}  // namespace sluice
