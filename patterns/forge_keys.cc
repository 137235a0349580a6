#include "patterns/forge_keys.h"

#include <array>

#include "base/base64.h"
#include "base/hex.h"

namespace sluice {
namespace {

// How the DER of a label begins, as hex, and how many random bytes follow. Lengths are those of 2048-bit RSA, P-256 and 1024-bit
// DSA.
struct Shape {
  std::string_view label, head;
  size_t random_bytes;
};

constexpr Shape kShapes[] = {
    {"RSA PRIVATE KEY", "308204a40201000282010100", 1180},
    {"PRIVATE KEY", "308204be020100300d06092a864886f70d0101010500048204a8308204a40201000282010100", 1180},
    {"EC PRIVATE KEY", "30770201010420", 114},
    {"DSA PRIVATE KEY", "308201bb02010002818100", 436},
    {"ENCRYPTED PRIVATE KEY", "3082052d305706092a864886f70d01050d304a302906092a864886f70d01050c301c0408", 1200},
    {"CERTIFICATE", "3082037930820261a003020102021400", 860},
    {"PUBLIC KEY", "30820122300d06092a864886f70d01010105000382010f003082010a0282010100", 261},
    {"PGP PRIVATE KEY BLOCK", "9503d804", 940},  // old format, tag 5, version 4
    {"PGP PUBLIC KEY BLOCK", "99010d04", 600},
};
constexpr Shape kOtherShape = {"", "30820180020100", 380};

std::string Block(std::string_view label, std::string_view headers, std::string_view bytes, size_t columns) {
  const std::string body = Base64Encode(bytes);
  const std::string dashes(5, '-');
  std::string block = dashes + "BEGIN " + std::string(label) + dashes + "\n" + std::string(headers);
  for (size_t at = 0; at < body.size(); at += columns) block += body.substr(at, columns) + "\n";
  return block + dashes + "END " + std::string(label) + dashes;
}

std::string SshString(std::string_view bytes) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(bytes.size() >> shift & 0xFF);
  return out + std::string(bytes);
}

}  // namespace

uint64_t ForgeRandom::Next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  uint64_t z = state_;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
  return z ^ z >> 31;
}

std::string ForgeRandom::Bytes(size_t count) {
  std::string bytes;
  bytes.reserve(count);
  while (bytes.size() < count) bytes += static_cast<char>(Next() >> 56);
  return bytes;
}

std::string ForgePem(std::string_view label, bool has_passphrase, ForgeRandom* random) {
  if (label == "OPENSSH PRIVATE KEY") return ForgeOpenssh(has_passphrase ? "aes256-ctr" : "none", random);
  const Shape* shape = &kOtherShape;
  for (const Shape& known : kShapes) {
    if (known.label == label) shape = &known;
  }
  std::string headers = label.starts_with("PGP ") ? "\n" : "";
  if (has_passphrase) headers = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC," + HexEncode(random->Bytes(16)) + "\n\n";
  const std::string head = has_passphrase ? "" : HexDecode(shape->head).value_or("");
  return Block(label, headers, head + random->Bytes(shape->random_bytes), 64);
}

// openssh/PROTOCOL.key: magic, cipher, kdf, kdf options, number of keys, public key, private section.
std::string ForgeOpenssh(std::string_view cipher, ForgeRandom* random) {
  const bool is_plain = cipher == "none";
  constexpr std::array<char, 4> kRounds = {0, 0, 0, 16};
  const std::string options = is_plain ? "" : SshString(random->Bytes(16)) + std::string(kRounds.begin(), kRounds.end());
  const std::string check = random->Bytes(4);
  const std::string public_key = SshString("ssh-ed25519") + SshString(random->Bytes(32));
  std::string bytes =
      std::string("openssh-key-v1") + '\0' + SshString(cipher) + SshString(is_plain ? "none" : "bcrypt") + SshString(options);
  bytes += std::string(3, '\0') + '\1' + SshString(public_key);
  bytes += SshString(is_plain ? check + check + public_key + random->Bytes(77) : random->Bytes(144));
  return Block("OPENSSH PRIVATE KEY", "", bytes, 70);
}

}  // namespace sluice
