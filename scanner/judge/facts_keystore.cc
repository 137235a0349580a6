// Key stores: what PKCS#12 (RFC 7292) and Java's JKS and JCEKS show without their password.
#include "base/base64.h"
#include "base/number.h"
#include "base/time.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

// Magic, version, number of entries; then of each a tag (1 key, 2 certificate, 3 secret key), its alias in modified UTF-8 with a
// 16-bit length, and milliseconds since 1970 (sun.security.provider.JavaKeyStore). Only the first entry's head is within reach.
void ReadJava(std::string_view bytes, std::string_view format, Facts* facts) {
  AddDetail(facts, "format", format);
  if (bytes.size() < 18) return;
  const uint64_t count = BigEndian(bytes, 8, 4), tag = BigEndian(bytes, 12, 4), size = BigEndian(bytes, 16, 2);
  AddDetail(facts, "entries", std::to_string(count));
  if (tag == 2 && count == 1) {
    facts->severity = Severity::kInfo;
    facts->lifetime = LifetimeClass::kIdentifier;
    facts->why = "a trust store: it holds a certificate and no key";
  }
  if (bytes.size() < 18 + size + 8) return;
  AddDetail(facts, "alias", bytes.substr(18, size));
  const auto created_ms = static_cast<int64_t>(BigEndian(bytes, 18 + size, 8));
  constexpr int64_t kYear2100_ms = 4102444800000;
  if (created_ms > 0 && created_ms < kYear2100_ms) AddDetail(facts, "created_at", FormatUtc(created_ms / 1000));
}

}  // namespace

// The bytes themselves, or their base64.
Facts ReadKeyStore(std::string_view secret, std::string_view) {
  Facts facts;
  const std::string decoded =
      secret.starts_with("/u3+") || secret.starts_with("zs7O") || secret.starts_with("MII") ? DecodeBase64Run(secret) : "";
  const std::string_view bytes = decoded.empty() ? secret : std::string_view(decoded);
  if (bytes.starts_with("\xFE\xED\xFE\xED")) {
    ReadJava(bytes, "JKS", &facts);
  } else if (bytes.starts_with("\xCE\xCE\xCE\xCE")) {
    ReadJava(bytes, "JCEKS", &facts);
  } else if (bytes.starts_with('\x30')) {
    AddDetail(&facts, "format", "PKCS#12");
    AddDetail(&facts, "encrypted", "yes");
  }
  return facts;
}

}  // namespace sluice
