#include "base/object_id.h"

#include "base/hex.h"

namespace sluice {
namespace {

constexpr uint8_t kNoDigit = 0xff;

// By character. A push to a repository of many refs parses all their ids: a table takes a third of what branches do.
constexpr std::array<uint8_t, 256> MakeNibbles() {
  std::array<uint8_t, 256> nibbles{};
  nibbles.fill(kNoDigit);
  for (uint8_t i = 0; i < 10; ++i) nibbles[static_cast<size_t>('0') + i] = i;
  for (uint8_t i = 0; i < 6; ++i)
    nibbles[static_cast<size_t>('a') + i] = nibbles[static_cast<size_t>('A') + i] = static_cast<uint8_t>(10 + i);
  return nibbles;
}
constexpr std::array<uint8_t, 256> kNibbles = MakeNibbles();

}  // namespace

std::optional<ObjectId> ObjectId::FromHex(std::string_view hex) {
  if (hex.size() != 2 * kSize) return std::nullopt;
  ObjectId id;
  uint8_t seen = 0;
  for (size_t i = 0; i < kSize; ++i) {
    const uint8_t high = kNibbles[static_cast<uint8_t>(hex[2 * i])], low = kNibbles[static_cast<uint8_t>(hex[2 * i + 1])];
    seen |= high | low;
    id.bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return seen == kNoDigit ? std::nullopt : std::optional(id);
}

std::string ObjectId::Hex() const { return HexEncode({reinterpret_cast<const char*>(bytes.data()), bytes.size()}); }

}  // namespace sluice
