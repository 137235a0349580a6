// Key files for the forge: armour and heads as the real ones have, with random bytes where the key would be. Internal to patterns/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

// The forge's numbers: SplitMix64 (Steele, Lea, Flood 2014). Not std: its distributions differ among libraries.
class ForgeRandom {
 public:
  explicit ForgeRandom(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  uint64_t Below(uint64_t limit) { return Next() % limit; }
  std::string Bytes(size_t count);

 private:
  uint64_t state_;
};

// Blocks end without a line break.
std::string ForgePem(std::string_view label, bool has_passphrase, ForgeRandom* random);
std::string ForgeOpenssh(std::string_view cipher, ForgeRandom* random);

}  // namespace sluice
