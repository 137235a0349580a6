// OpenPGP secret keys (RFC 4880 sections 4.2 and 5.5, RFC 9580): is the first one protected by a passphrase?
#include <array>

#include "base/number.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

struct Packet {
  unsigned tag = 0;
  std::string_view body;
};

// The first packet; a body that goes on past the input, or in parts, ends where the input does.
std::optional<Packet> FirstPacket(std::string_view bytes) {
  if (bytes.size() < 3) return std::nullopt;
  const auto head = static_cast<uint8_t>(bytes[0]);
  if ((head & 0x80) == 0) return std::nullopt;
  const bool is_new_format = (head & 0x40) != 0;
  const unsigned tag = is_new_format ? head & 0x3F : head >> 2 & 0x0F;
  size_t length_bytes = 0;
  if (is_new_format) {
    const auto first = static_cast<uint8_t>(bytes[1]);
    length_bytes = first < 192 ? 1 : first < 224 ? 2 : first == 255 ? 5 : 1;
  } else {
    length_bytes = std::array<size_t, 4>{1, 2, 4, 0}[head & 3];
  }
  return Packet{tag, bytes.substr(std::min(bytes.size(), 1 + length_bytes))};
}

// A number whose length in bits stands before it in two bytes.
bool SkipNumber(std::string_view* bytes) {
  if (bytes->size() < 2) return false;
  const size_t bits = BigEndian(*bytes, 0, 2);
  const size_t size = 2 + (bits + 7) / 8;
  if (size > bytes->size()) return false;
  bytes->remove_prefix(size);
  return true;
}

bool SkipBlock(std::string_view* bytes) {
  if (bytes->empty()) return false;
  const size_t size = 1 + static_cast<uint8_t>(bytes->front());
  if (size > bytes->size()) return false;
  bytes->remove_prefix(size);
  return true;
}

struct Algorithm {
  uint8_t id;
  const char* name;
  int numbers;          // of the public half
  bool has_curve;       // a curve identifier in front of them
  bool has_parameters;  // key derivation parameters behind them
};

constexpr std::array<Algorithm, 7> kAlgorithms = {{{1, "RSA", 2, false, false},
                                                   {2, "RSA", 2, false, false},
                                                   {3, "RSA", 2, false, false},
                                                   {17, "DSA", 4, false, false},
                                                   {18, "ECDH", 1, true, true},
                                                   {19, "ECDSA", 1, true, false},
                                                   {22, "EdDSA", 1, true, false}}};

bool SkipPublicHalf(const Algorithm& algorithm, std::string_view* bytes) {
  if (algorithm.has_curve && !SkipBlock(bytes)) return false;
  for (int i = 0; i < algorithm.numbers; ++i) {
    if (!SkipNumber(bytes)) return false;
  }
  return !algorithm.has_parameters || SkipBlock(bytes);
}

// S2K usage: 0 is clear text, 253 to 255 and a bare cipher number mean a passphrase; "GNU" with mode 1 or 2 holds no secret at all
// (GnuPG doc/DETAILS, "GNU Dummy").
void DescribeProtection(std::string_view rest, Facts* facts) {
  if (rest.empty()) return;
  const auto usage = static_cast<uint8_t>(rest.front());
  AddDetail(facts, "encrypted", usage == 0 ? "no" : "yes");
  if (usage == 0) return;
  const bool is_dummy = rest.size() >= 8 && static_cast<uint8_t>(rest[2]) == 101 && rest.substr(4, 3) == "GNU";
  facts->severity = is_dummy ? Severity::kInfo : Severity::kLow;
  facts->why = is_dummy ? "a stub: the secret part is kept elsewhere" : "the key is encrypted: it is as safe as its passphrase";
}

}  // namespace

void DescribePgpKey(std::string_view packets, Facts* facts) {
  const auto packet = FirstPacket(packets);
  constexpr unsigned kSecretKey = 5, kSecretSubkey = 7;
  if (!packet || (packet->tag != kSecretKey && packet->tag != kSecretSubkey)) return;
  std::string_view body = packet->body;
  constexpr size_t kHeadBytes = 6;  // version, creation time, algorithm
  if (body.size() <= kHeadBytes || body.front() != 4) return;
  const auto id = static_cast<uint8_t>(body[5]);
  body.remove_prefix(kHeadBytes);
  for (const Algorithm& algorithm : kAlgorithms) {
    if (algorithm.id != id) continue;
    AddDetail(facts, "key", std::string("PGP ") + algorithm.name);
    if (SkipPublicHalf(algorithm, &body)) DescribeProtection(body, facts);
  }
}

}  // namespace sluice
