#include "base/object_id.h"

#include "base/hex.h"

namespace sluice {
std::optional<ObjectId> ObjectId::FromHex(std::string_view hex) {
  if (hex.size() != 2 * kSize) return std::nullopt;
  ObjectId id;
  int seen = 0;
  for (size_t i = 0; i < kSize; ++i) {
    const int high = HexDigit(hex[2 * i]), low = HexDigit(hex[2 * i + 1]);
    seen |= high | low;
    id.bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return seen < 0 ? std::nullopt : std::optional(id);
}

std::string ObjectId::Hex() const { return HexEncode({reinterpret_cast<const char*>(bytes.data()), bytes.size()}); }

}  // namespace sluice
