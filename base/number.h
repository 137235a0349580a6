// Whole numbers as binary formats write them. Outside of the bytes there is nothing but zeros, so a cut header needs no checks of
// its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

constexpr uint64_t ByteAt(std::string_view bytes, uint64_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[static_cast<size_t>(at)]) : 0;
}

constexpr uint64_t LittleEndian(std::string_view bytes, uint64_t at, int count) {
  uint64_t value = 0;
  for (int i = count; i-- > 0;) value = value << 8 | ByteAt(bytes, at + static_cast<uint64_t>(i));
  return value;
}

constexpr uint64_t BigEndian(std::string_view bytes, uint64_t at, int count) {
  uint64_t value = 0;
  for (int i = 0; i < count; ++i) value = value << 8 | ByteAt(bytes, at + static_cast<uint64_t>(i));
  return value;
}

// What begins `at` there; empty when that is past the end.
constexpr std::string_view From(std::string_view bytes, uint64_t at) {
  return at < bytes.size() ? bytes.substr(static_cast<size_t>(at)) : std::string_view();
}

}  // namespace sluice
