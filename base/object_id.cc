#include "base/object_id.h"

#include "base/hex.h"

namespace sluice {

std::optional<ObjectId> ObjectId::FromHex(std::string_view hex) {
  if (hex.size() != 2 * kSize) return std::nullopt;
  const std::optional<std::string> raw = HexDecode(hex);
  if (!raw) return std::nullopt;
  return FromRaw(raw->data());
}

std::string ObjectId::Hex() const { return HexEncode({reinterpret_cast<const char*>(bytes.data()), bytes.size()}); }

}  // namespace sluice
