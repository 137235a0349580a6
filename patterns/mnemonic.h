// Mnemonics: the words that a wallet is made of (BIP 39, English). Pure and thread-safe. Internal to patterns/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// 12, 15, 18, 21 or 24 words of the list, one space between two, whose sum holds (or Electrum's, of the same words); not the same
// few over and over.
bool IsMnemonic(std::string_view phrase);

// A phrase of one word more than `places` (in the list, below 2048) has, whose sum holds.
std::string CompleteMnemonic(const std::vector<uint32_t>& places);

}  // namespace sluice
