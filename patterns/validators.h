// The families behind patterns/checksum.h: each source file gives a table of its validators. Internal to patterns/.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sluice {

struct Validator {
  std::string_view name;
  bool (*holds)(std::string_view token);
  // Null when there is no arithmetic to complete. `token_so_far` may have other text before the token ("name=prefix_...").
  std::optional<std::string> (*tail)(std::string_view token_so_far);
};

std::span<const Validator> CrcValidators();        // validators_crc.cc: CRC-32 and other short sums at the end
std::span<const Validator> AzureValidators();      // validators_azure.cc: Marvin32
std::span<const Validator> KeyValidators();        // validators_key.cc: nkeys, age, Base58Check, mnemonics
std::span<const Validator> StructureValidators();  // validators_structure.cc: what decodes to something known
std::span<const Validator> PemValidators();        // validators_pem.cc: private keys in PEM armour

// The digits of `value`, most significant first, at least `width` of them, filled with the alphabet's zero.
std::string EncodeNumber(uint64_t value, std::string_view alphabet, size_t width);

// Marvin32 folded to 32 bits (the two halves of its state, xor); dotnet/runtime, Marvin.cs (MIT).
uint32_t Marvin32(std::string_view bytes, uint64_t seed);

uint32_t Crc32(std::string_view bytes);  // CRC-32/ISO-HDLC: the one of zip, zlib and Ethernet
uint16_t Crc16Xmodem(std::string_view bytes);

}  // namespace sluice
