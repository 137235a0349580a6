// ObjectId: the SHA-1 name of a git object. 20 bytes, a value type, ordered and hashable.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

struct ObjectId {
  static constexpr size_t kSize = 20;
  std::array<uint8_t, kSize> bytes{};

  // Requires: `raw` points at 20 bytes.
  static ObjectId FromRaw(const void* raw) {
    ObjectId id;
    std::memcpy(id.bytes.data(), raw, kSize);
    return id;
  }
  // 40 hex digits of either case; anything else is nothing.
  static std::optional<ObjectId> FromHex(std::string_view hex);

  std::string Hex() const;
  bool IsZero() const { return *this == ObjectId{}; }

  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

}  // namespace sluice

template <>
struct std::hash<sluice::ObjectId> {
  // An id is already uniformly distributed: its first bytes are the hash.
  size_t operator()(const sluice::ObjectId& id) const noexcept {
    size_t value = 0;
    std::memcpy(&value, id.bytes.data(), sizeof value);
    return value;
  }
};
