#include <openssl/evp.h>

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "patterns/alphabet.h"
#include "patterns/mnemonic.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

using Tail = std::optional<std::string>;

// The longest end of `text` that holds only characters of `alphabet`.
std::string_view EndIn(std::string_view text, std::string_view alphabet) {
  const size_t before = text.find_last_not_of(alphabet);
  return before == text.npos ? text : text.substr(before + 1);
}

// NATS, nats-io/nkeys: base32 without padding of a prefix, 32 bytes and their CRC-16/XMODEM in little-endian order.
constexpr size_t kNkeyChars = 58, kNkeyDataBytes = 34;

std::optional<std::string> Base32Decode(std::string_view text) {
  const std::string_view alphabet = AlphabetCharacters("base32");
  std::string bytes;
  uint32_t group = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const size_t value = alphabet.find(c);
    if (value == alphabet.npos) return std::nullopt;
    group = group << 5 | static_cast<uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(group >> bits & 0xFF);
  }
  return bytes;
}

std::string Base32Encode(std::string_view bytes) {
  const std::string_view alphabet = AlphabetCharacters("base32");
  std::string text;
  uint32_t group = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    group = group << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[group >> (bits - 5) & 31];
  }
  if (bits > 0) text += alphabet[group << (5 - bits) & 31];
  return text;
}

std::string NkeySum(std::string_view data) {
  const uint16_t sum = Crc16Xmodem(data);
  return {static_cast<char>(sum & 0xFF), static_cast<char>(sum >> 8)};
}

bool NkeyHolds(std::string_view token) {
  const auto bytes = Base32Decode(token);
  return token.size() == kNkeyChars && bytes && bytes->substr(kNkeyDataBytes) == NkeySum(bytes->substr(0, kNkeyDataBytes));
}

Tail NkeyTail(std::string_view text) {
  constexpr size_t kHeadChars = kNkeyDataBytes * 8 / 5;  // 54; the two bits left over are zero
  const std::string_view head = EndIn(text, AlphabetCharacters("base32"));
  if (head.size() < kHeadChars) return std::nullopt;
  const std::string data = Base32Decode(std::string(head.substr(head.size() - kHeadChars)) + "A")->substr(0, kNkeyDataBytes);
  return Base32Encode(data + NkeySum(data)).substr(kHeadChars);
}

// Bech32, BIP 173; age (C2SP, age.md) uses it without its limit on length.
uint32_t Bech32Polymod(const std::vector<uint8_t>& values) {
  constexpr uint32_t kGenerator[] = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3};
  uint32_t sum = 1;
  for (const uint8_t value : values) {
    const uint32_t top = sum >> 25;
    sum = (sum & 0x1FFFFFF) << 5 ^ value;
    for (unsigned i = 0; i < 5; ++i) sum ^= (top >> i & 1) != 0 ? kGenerator[i] : 0;
  }
  return sum;
}

// The expanded human-readable part and the data of a lower-case Bech32 text; nothing when a character does not belong.
std::optional<std::vector<uint8_t>> Bech32Values(std::string_view text) {
  const size_t separator = text.rfind('1');
  if (separator == text.npos || separator == 0) return std::nullopt;
  std::vector<uint8_t> values;
  for (const char c : text.substr(0, separator)) values.push_back(static_cast<uint8_t>(c >> 5 & 7));
  values.push_back(0);
  for (const char c : text.substr(0, separator)) values.push_back(static_cast<uint8_t>(c & 31));
  for (const char c : text.substr(separator + 1)) {
    const size_t value = AlphabetCharacters("bech32").find(c);
    if (value == std::string_view::npos) return std::nullopt;
    values.push_back(static_cast<uint8_t>(value));
  }
  return values;
}

bool AgeHolds(std::string_view token) {
  const auto values = Bech32Values(Lower(token));
  return token.size() < 8192 && values && Bech32Polymod(*values) == 1;
}

Tail AgeTail(std::string_view text) {
  const size_t at = text.find("AGE-SECRET-KEY-");
  auto values = at == text.npos ? std::nullopt : Bech32Values(Lower(text.substr(at)));
  if (!values) return std::nullopt;
  values->insert(values->end(), 6, 0);
  const uint32_t sum = Bech32Polymod(*values) ^ 1;
  std::string tail;
  for (int shift = 25; shift >= 0; shift -= 5) tail += AlphabetCharacters("BECH32")[sum >> shift & 31];
  return tail;
}

// Base58Check (Bitcoin wiki): a big-endian number whose last four bytes are the first of SHA-256 twice over the bytes before. WIF
// keys and BIP 32 extended keys.
constexpr size_t kMaxBase58Chars = 200;

// Big-endian bytes of text as a number in base 58; a leading `1` is a leading zero byte.
std::vector<uint8_t> Base58Number(std::string_view text) {
  std::vector<uint8_t> little;
  for (const char c : text) {
    uint32_t carry = static_cast<uint32_t>(AlphabetCharacters("base58").find(c));
    for (uint8_t& byte : little) {
      carry += byte * 58U;
      byte = static_cast<uint8_t>(carry);
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) little.push_back(static_cast<uint8_t>(carry));
  }
  const size_t zeros = std::min(text.find_first_not_of('1'), text.size());
  little.insert(little.end(), zeros, 0);
  std::reverse(little.begin(), little.end());
  return little;
}

std::string Base58Text(std::vector<uint8_t> number) {
  std::string text;
  while (std::any_of(number.begin(), number.end(), [](uint8_t byte) { return byte != 0; })) {
    uint32_t rest = 0;
    for (uint8_t& byte : number) {
      rest = rest << 8 | byte;
      byte = static_cast<uint8_t>(rest / 58);
      rest %= 58;
    }
    text += AlphabetCharacters("base58")[rest];
  }
  std::reverse(text.begin(), text.end());
  return text;
}

std::vector<uint8_t> DoubleSha256(const std::vector<uint8_t>& bytes) {
  std::vector<uint8_t> hash(EVP_MAX_MD_SIZE);
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  std::vector<uint8_t> twice(EVP_MAX_MD_SIZE);
  if (EVP_Digest(hash.data(), size, twice.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  twice.resize(4);
  return twice;
}

bool Base58CheckHolds(std::string_view token) {
  if (token.size() > kMaxBase58Chars || EndIn(token, AlphabetCharacters("base58")).size() != token.size()) return false;
  std::vector<uint8_t> bytes = Base58Number(token);
  if (bytes.size() < 20) return false;
  const std::vector<uint8_t> sum(bytes.end() - 4, bytes.end());
  bytes.resize(bytes.size() - 4);
  return DoubleSha256(bytes) == sum;
}

// Six more digits leave room for about nine payloads: the first whole one after what is written, with its sum.
Tail Base58CheckTail(std::string_view text) {
  constexpr size_t kTailChars = 6;
  const std::string_view head = EndIn(text, AlphabetCharacters("base58"));
  if (head.size() < 20 || head.size() > kMaxBase58Chars) return std::nullopt;
  std::vector<uint8_t> payload = Base58Number(std::string(head) + std::string(kTailChars, '1'));
  payload.resize(payload.size() - 4);
  for (size_t i = payload.size(); i-- > 0 && ++payload[i] == 0;) {
  }
  const std::vector<uint8_t> sum = DoubleSha256(payload);
  payload.insert(payload.end(), sum.begin(), sum.end());
  const std::string token = Base58Text(std::move(payload));
  if (!token.starts_with(head) || token.size() != head.size() + kTailChars) return std::nullopt;
  return token.substr(head.size());
}

constexpr Validator kValidators[] = {
    {"nkey-crc16", NkeyHolds, NkeyTail},
    {"age-bech32", AgeHolds, AgeTail},
    {"base58check", Base58CheckHolds, Base58CheckTail},
    {"bip39", IsMnemonic, nullptr},
};

}  // namespace

uint16_t Crc16Xmodem(std::string_view bytes) {
  uint32_t value = 0;
  for (const char c : bytes) {
    value ^= static_cast<uint32_t>(static_cast<unsigned char>(c)) << 8;
    for (int bit = 0; bit < 8; ++bit) value = (value & 0x8000U) != 0 ? (value << 1 ^ 0x1021U) & 0xFFFF : value << 1 & 0xFFFF;
  }
  return static_cast<uint16_t>(value);
}

std::span<const Validator> KeyValidators() { return kValidators; }

}  // namespace sluice
