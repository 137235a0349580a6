// Microsoft's identifiable secrets (microsoft/security-utilities, MIT): the last bytes of a key are Marvin32 of the bytes before,
// seeded with eight letters that name the service. All formulas were reproduced on public samples of 64-byte keys, CASK keys and
// Entra secrets. Those of 32-byte keys (Service Bus, IoT Hub, Redis) never were, so there are none for them.
#include <bit>
#include <cstring>

#include "base/base64.h"
#include "base/number.h"
#include "patterns/alphabet.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

using Tail = std::optional<std::string>;

constexpr uint64_t Seed(std::string_view letters) { return BigEndian(letters, 0, 8); }

constexpr uint64_t kStorage[] = {Seed("Default0")};
constexpr uint64_t kCosmosDb[] = {Seed("MastRW00"), Seed("MastRO00")};
constexpr uint64_t kBatch[] = {Seed("AbAcct00")};
constexpr uint64_t kMlClassic[] = {Seed("Classic0")};
constexpr uint64_t kKey64[] = {Seed("Default0"), Seed("MastRW00"), Seed("MastRO00"), Seed("AbAcct00"), Seed("Classic0")};

std::string LittleEndian(uint32_t value) {
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift & 0xFF);
  return bytes;
}

template <size_t kBytes, const auto& kSeeds>
bool KeyHolds(std::string_view token) {
  const auto bytes = Base64Decode(token);
  if (!bytes || bytes->size() != kBytes) return false;
  const std::string_view data = std::string_view(*bytes).substr(0, kBytes - 4);
  for (const uint64_t seed : kSeeds) {
    if (LittleEndian(Marvin32(data, seed)) == bytes->substr(kBytes - 4)) return true;
  }
  return false;
}

// Completes a key of `kBytes` from the base64 characters that lie wholly before the last four bytes.
template <size_t kBytes, const auto& kSeeds>
Tail KeyTail(std::string_view text) {
  constexpr size_t kChars = (kBytes - 4) * 8 / 6;
  if (text.size() < kChars) return std::nullopt;
  std::string head(text.substr(text.size() - kChars));
  while (head.size() * 6 / 8 < kBytes - 4 || head.size() % 4 == 1) head += 'A';
  const auto bytes = Base64Decode(head);
  if (!bytes) return std::nullopt;
  const std::string data = bytes->substr(0, kBytes - 4);
  return Base64Encode(data + LittleEndian(Marvin32(data, kSeeds[0]))).substr(kChars);
}

// The number's digits, and the same number with its missing digits filled in at the other end: about a quarter of all sums are a
// digit short, and no public sample shows such a one, so that both count.
struct Digits {
  std::string left_padded, right_padded;
};

Digits BothPaddings(uint32_t value, std::string_view alphabet, size_t width) {
  Digits digits{EncodeNumber(value, alphabet, width), EncodeNumber(value, alphabet, 1)};
  while (digits.right_padded.size() < width) digits.right_padded += alphabet[0];
  return digits;
}

// Entra client secrets: three base 66 digits of the sum of the 37 characters before.
Digits EntraSum(std::string_view head) {
  constexpr std::string_view kBase66 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";
  return BothPaddings(Marvin32(head, Seed("AadPwd00")), kBase66, 6);
}

Tail EntraTail(std::string_view text) {
  if (text.size() < 37) return std::nullopt;
  return EntraSum(text.substr(text.size() - 37)).left_padded.substr(0, 3);
}

bool EntraHolds(std::string_view token) {
  if (token.size() != 40) return false;
  const Digits sum = EntraSum(token.substr(0, 37));
  return token.substr(37) == sum.left_padded.substr(0, 3) || token.substr(37) == sum.right_padded.substr(0, 3);
}

// Common annotated security keys: 60 bytes as 80 characters, then four base 62 digits of their sum with its bytes in reverse.
std::optional<Digits> CaskSum(std::string_view head) {
  const auto bytes = Base64Decode(head);
  if (!bytes) return std::nullopt;
  const uint32_t sum = Marvin32(*bytes, Seed("Default0"));
  const uint32_t reversed = sum >> 24 | (sum >> 8 & 0xFF00U) | (sum << 8 & 0xFF0000U) | sum << 24;
  return BothPaddings(reversed, AlphabetCharacters("base62"), 6);
}

Tail CaskTail(std::string_view text) {
  if (text.size() < 80) return std::nullopt;
  const auto sum = CaskSum(text.substr(text.size() - 80));
  if (!sum) return std::nullopt;
  return sum->right_padded.substr(0, 4);
}

bool CaskHolds(std::string_view token) {
  if (token.size() < 84) return false;
  const auto sum = CaskSum(token.substr(0, 80));
  return sum && (token.substr(80, 4) == sum->right_padded.substr(0, 4) || token.substr(80, 4) == sum->left_padded.substr(0, 4));
}

constexpr Validator kValidators[] = {
    {"azure-key64", KeyHolds<64, kKey64>, KeyTail<64, kKey64>},
    {"azure-storage", KeyHolds<64, kStorage>, KeyTail<64, kStorage>},
    {"azure-cosmosdb", KeyHolds<64, kCosmosDb>, KeyTail<64, kCosmosDb>},
    {"azure-batch", KeyHolds<64, kBatch>, KeyTail<64, kBatch>},
    {"azure-ml-classic", KeyHolds<64, kMlClassic>, KeyTail<64, kMlClassic>},
    {"azure-entra", EntraHolds, EntraTail},
    {"azure-cask", CaskHolds, CaskTail},
};

struct MarvinState {
  uint32_t low, high;

  void Mix(uint32_t word) {
    low += word;
    high ^= low;
    low = std::rotl(low, 20) + high;
    high = std::rotl(high, 9) ^ low;
    low = std::rotl(low, 27) + high;
    high = std::rotl(high, 19);
  }
};

}  // namespace

uint32_t Marvin32(std::string_view bytes, uint64_t seed) {
  MarvinState state{static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)};
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) state.Mix(static_cast<uint32_t>(LittleEndian(bytes, 0, 4)));
  state.Mix(static_cast<uint32_t>(LittleEndian(bytes, 0, 4)) | 0x80U << (8 * bytes.size()));
  state.Mix(0);
  return state.low ^ state.high;
}

std::span<const Validator> AzureValidators() { return kValidators; }

}  // namespace sluice
