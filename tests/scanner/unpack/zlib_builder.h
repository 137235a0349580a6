// Zlib streams for tests (RFC 1950).
#pragma once

#include <cstdint>
#include <string>

#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {

inline std::string Zlib(const std::string& bytes) {
  constexpr uint32_t kModulus = 65521;
  uint32_t low = 1, high = 0;  // Adler-32
  for (const char c : bytes) {
    low = (low + static_cast<unsigned char>(c)) % kModulus;
    high = (high + low) % kModulus;
  }
  const std::string gzip = MakeArchive("raw", {{"x", bytes}}, "gzip");
  std::string zlib = "\x78\x9C" + gzip.substr(10, gzip.size() - 18);  // without a gzip's header, and its checksum and size
  for (const uint32_t part : {high >> 8, high, low >> 8, low}) zlib += static_cast<char>(part & 0xFF);
  return zlib;
}

}  // namespace sluice::testlib
