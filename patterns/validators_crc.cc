#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/hex.h"
#include "patterns/alphabet.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

using Tail = std::optional<std::string>;

// Invariant of the simple ones: a token is right when its last characters are the tail of what stands before them.
template <Tail (*kTail)(std::string_view), size_t kTailChars>
bool EndsInTail(std::string_view token) {
  if (token.size() <= kTailChars) return false;
  return kTail(token.substr(0, token.size() - kTailChars)) == token.substr(token.size() - kTailChars);
}

std::string_view AfterLastUnderscore(std::string_view text) { return text.substr(text.rfind('_') + 1); }

// From the first place where `prefix` stands; nothing when it does not.
std::optional<std::string_view> From(std::string_view text, std::string_view prefix) {
  const size_t at = text.find(prefix);
  if (at == text.npos) return std::nullopt;
  return text.substr(at);
}

std::string Base62Crc(std::string_view text) { return EncodeNumber(Crc32(text), AlphabetCharacters("base62"), 6); }
std::string HexCrc(std::string_view text) { return EncodeNumber(Crc32(text), AlphabetCharacters("hex"), 8); }

// GitHub, "Behind GitHub's new authentication token formats" (2021), and npm, "Announcing npm's new access token format" (2021):
// CRC-32 of the characters between the prefix and the checksum, base 62, six digits. Reproduced on published samples of ghp_, gho_,
// ghu_, ghs_, ghr_ and npm_. Vercel's vcp_ family is the same over 50 characters.
Tail GithubTail(std::string_view text) { return Base62Crc(AfterLastUnderscore(text)); }

// Deno Deploy: the same arithmetic, over the prefix of four characters and the body. Reproduced on published samples.
Tail DenoTail(std::string_view text) {
  const size_t underscore = text.rfind('_');
  if (underscore == text.npos || underscore < 3) return std::nullopt;
  return Base62Crc(text.substr(underscore - 3));
}

// GitHub fine-grained: after 43 characters of the second part, eight of the base32 of SHA-256 of all before. Reproduced on
// published samples; how the last eight characters come about is not known.
Tail FineGrainedTail(std::string_view text) {
  const auto token = From(text, "github_pat_");
  if (!token || token->size() != 77) return std::nullopt;
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(token->data(), token->size(), hash, &size, EVP_sha256(), nullptr) != 1) return std::nullopt;
  uint64_t bits = 0;  // 8 characters of 5 bits
  for (size_t i = 0; i < 5; ++i) bits = bits << 8 | hash[i];
  return EncodeNumber(bits, AlphabetCharacters("base32"), 8);
}

bool FineGrainedHolds(std::string_view token) {
  return token.size() == 93 && FineGrainedTail(token.substr(0, 77)) == token.substr(77, 8);
}

// GitLab, "Routable tokens" (docs/development/cells): PREFIX PAYLOAD [.VERSION] . LENGTH CRC, where LENGTH is the payload's in two
// base 36 digits and CRC the CRC-32 of everything before it in seven. Reproduced on one sample of each form.
struct Routable {
  std::string_view token, payload, partition;  // glrt- puts its runner type, as `t1_`, before the payload: counted either way
};

std::optional<Routable> SplitRoutable(std::string_view text) {
  for (size_t at = text.find("gl"); at != text.npos; at = text.find("gl", at + 1)) {
    constexpr size_t kMinPrefix = 4, kMaxPrefix = 8;  // glrt, glpat, glcbt, ...
    const size_t letters = text.substr(at, kMaxPrefix + 1).find_first_not_of("abcdefghijklmnopqrstuvwxyz");
    if (letters == text.npos || letters < kMinPrefix || text[at + letters] != '-') continue;
    const size_t dash = at + letters;
    const std::string_view token = text.substr(at);
    const std::string_view body = text.substr(dash + 1);
    Routable parts{token, body.substr(0, body.find('.')), {}};
    parts.partition = parts.payload;
    if (parts.payload.size() > 3 && parts.payload[0] == 't' && parts.payload[2] == '_') parts.partition.remove_prefix(3);
    return parts;
  }
  return std::nullopt;
}

std::string RoutableLength(std::string_view payload) { return EncodeNumber(payload.size(), AlphabetCharacters("base36"), 2); }
std::string RoutableCrc(std::string_view text) { return EncodeNumber(Crc32(text), AlphabetCharacters("base36"), 7); }

Tail GitlabTail(std::string_view text) {
  const auto parts = SplitRoutable(text);
  if (!parts || !text.ends_with('.')) return std::nullopt;
  const std::string length = RoutableLength(parts->payload);
  return length + RoutableCrc(std::string(parts->token) + length);
}

bool GitlabHolds(std::string_view token) {
  const auto parts = SplitRoutable(token);
  if (!parts || parts->token.size() != token.size() || token.size() < 20 || token[token.size() - 10] != '.') return false;
  const std::string_view length = token.substr(token.size() - 9, 2);
  if (length != RoutableLength(parts->payload) && length != RoutableLength(parts->partition)) return false;
  return RoutableCrc(token.substr(0, token.size() - 7)) == token.substr(token.size() - 7);
}

// Atlassian's AT** tokens: CRC-32 of everything before, the `=` with it, as eight upper-case hex digits. Reproduced on published
// samples of ATATT and ATBB. In URLs and properties files the `=` stands as %3D or \=.
Tail AtlassianTail(std::string_view text) {
  const size_t at = std::min({text.find("ATATT"), text.find("ATCTT"), text.find("ATBB")});
  if (at == text.npos) return std::nullopt;
  std::string token(text.substr(at));
  for (const std::string_view escaped : {"%3D", "%3d", "\\="}) {
    if (token.ends_with(escaped)) token.replace(token.size() - escaped.size(), escaped.size(), "=");
  }
  return EncodeNumber(Crc32(token), AlphabetCharacters("HEX"), 8);
}

// Private Packagist, documentation of its token format: CRC-32 over prefix and random part, lower-case hex.
Tail PackagistTail(std::string_view text) {
  const auto token = From(text, "packagist_");
  if (!token) return std::nullopt;
  return HexCrc(*token);
}

// Cloudflare's cfut_, cfat_ and cfk_ tokens: CRC-32 of the 40 characters after the prefix, lower-case hex. Reproduced on published
// samples.
Tail CloudflareTail(std::string_view text) { return HexCrc(AfterLastUnderscore(text)); }

// Grafana, pkg/components/satokengen: CRC-32 of `glsa_` and the secret, its four bytes in little-endian order as hex.
Tail GrafanaTail(std::string_view text) {
  const auto token = From(text, "glsa_");
  if (!token || !token->ends_with('_')) return std::nullopt;
  const uint32_t sum = Crc32(token->substr(0, token->size() - 1));
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(sum >> shift & 0xFF);
  return HexEncode(bytes);
}

// Synapse, generate_access_token and base62_encode: CRC-32 of `syt_LOCALPART_RANDOM`, then `_` and six base 62 digits.
Tail MatrixTail(std::string_view text) {
  const auto token = From(text, "syt_");
  if (!token || !token->ends_with('_')) return std::nullopt;
  return Base62Crc(token->substr(0, token->size() - 1));
}

// crates.io, crates_io_trustpub/src/access_token.rs: all 31 bytes after the prefix xor-ed, modulo 62.
Tail CratesTail(std::string_view text) {
  constexpr std::string_view kAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  unsigned sum = 0;
  for (const char c : AfterLastUnderscore(text)) sum ^= static_cast<unsigned char>(c);
  return std::string(1, kAlphanumeric[sum % kAlphanumeric.size()]);
}

constexpr Validator kValidators[] = {
    {"github-crc32", EndsInTail<GithubTail, 6>, GithubTail},
    {"github-fine-grained", FineGrainedHolds, FineGrainedTail},
    {"gitlab-routable", GitlabHolds, GitlabTail},
    {"atlassian-crc32", EndsInTail<AtlassianTail, 8>, AtlassianTail},
    {"packagist-crc32", EndsInTail<PackagistTail, 8>, PackagistTail},
    {"cloudflare-crc32", EndsInTail<CloudflareTail, 8>, CloudflareTail},
    {"vercel-crc32", EndsInTail<GithubTail, 6>, GithubTail},
    {"deno-crc32", EndsInTail<DenoTail, 6>, DenoTail},
    {"grafana-glsa", EndsInTail<GrafanaTail, 8>, GrafanaTail},
    {"matrix-crc32", EndsInTail<MatrixTail, 6>, MatrixTail},
    {"cratesio-xor", EndsInTail<CratesTail, 1>, CratesTail},
};

constexpr std::array<uint32_t, 256> MakeCrcTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
    table[i] = value;
  }
  return table;
}

}  // namespace

uint32_t Crc32(std::string_view bytes) {
  static constexpr std::array<uint32_t, 256> kTable = MakeCrcTable();
  uint32_t value = 0xFFFFFFFFU;
  for (const char c : bytes) value = value >> 8 ^ kTable[(value ^ static_cast<unsigned char>(c)) & 0xFF];
  return ~value;
}

std::string EncodeNumber(uint64_t value, std::string_view alphabet, size_t width) {
  std::string digits;
  for (; value > 0; value /= alphabet.size()) digits += alphabet[value % alphabet.size()];
  while (digits.size() < width) digits += alphabet[0];
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::span<const Validator> CrcValidators() { return kValidators; }

}  // namespace sluice
