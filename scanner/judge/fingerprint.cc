#include "scanner/judge/fingerprint.h"

#include <openssl/evp.h>

#include <memory>

#include "base/hex.h"
#include "base/result.h"

namespace sluice {
namespace {

constexpr size_t kFingerprintBytes = 20;
constexpr std::string_view kSecretTag("sluice secret v1\0", 17);
constexpr std::string_view kFingerprintTag("sluice fingerprint v1\0", 22);
constexpr std::string_view kSalt = "sluice password fingerprint v1";

// scrypt needs 128 * r * N bytes, 2 MiB, and a little more; OpenSSL refuses to exceed the limit it is given.
constexpr uint64_t kScryptN = 1 << 11, kScryptR = 8, kScryptP = 1, kScryptMaxBytes = 16 << 20;

std::array<uint8_t, 32> Sha256(std::initializer_list<std::string_view> parts) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  SLUICE_CHECK(context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  for (const std::string_view part : parts) SLUICE_CHECK(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  std::array<uint8_t, 32> digest{};
  SLUICE_CHECK(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1);
  return digest;
}

std::string_view View(const uint8_t* bytes, size_t size) { return {reinterpret_cast<const char*>(bytes), size}; }

}  // namespace

bool IsGuessable(const Rule& rule) {
  const std::string& reader = rule.lifetime.reader;
  return rule.kind == Kind::kPassword || reader == "docker-auth" || reader == "azure-sql" || reader == "connection-string";
}

SecretKey MakeSecretKey(const Rule& rule, std::string_view secret) {
  return {Sha256({kSecretTag, rule.id, std::string_view("\0", 1), secret})};
}

std::string Fingerprint(const Rule& rule, const SecretKey& key) {
  const std::string_view key_bytes = View(key.bytes.data(), key.bytes.size());
  if (!IsGuessable(rule)) return HexEncode(View(Sha256({kFingerprintTag, key_bytes}).data(), kFingerprintBytes));
  std::array<uint8_t, kFingerprintBytes> derived{};
  // Fails for want of memory only; a weaker hash in its place would break the promise of the header.
  SLUICE_CHECK(EVP_PBE_scrypt(key_bytes.data(), key_bytes.size(), reinterpret_cast<const uint8_t*>(kSalt.data()), kSalt.size(),
                              kScryptN, kScryptR, kScryptP, kScryptMaxBytes, derived.data(), derived.size()) == 1);
  return HexEncode(View(derived.data(), derived.size()));
}

}  // namespace sluice
