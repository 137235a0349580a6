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

// Whether a password protects the key is told by the first of what the store holds: data that is encrypted as a whole
// (1.2.840.113549.1.7.6), a key behind a password (1.2.840.113549.1.12.10.1.2), or a bare one (... .1). A certificate in clear,
// often the first, says nothing of the key behind it.
void ReadPkcs12(std::string_view bytes, Facts* facts) {
  constexpr std::string_view kEncryptedData = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x06";
  constexpr std::string_view kShroudedKey = "\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x0A\x01\x02";
  constexpr std::string_view kBareKey = "\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x0A\x01\x01";
  const auto has = [&](std::string_view oid) { return bytes.find(oid) != std::string_view::npos; };
  AddDetail(facts, "format", "PKCS#12");
  if (has(kBareKey)) {
    AddDetail(facts, "encrypted", "no");
    facts->severity = Severity::kCritical;
    facts->why = "no password protects the key in it, which works as long as anything trusts it";
  } else if (has(kEncryptedData) || has(kShroudedKey)) {
    AddDetail(facts, "encrypted", "yes");
  }
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
    ReadPkcs12(bytes, &facts);
  }
  return facts;
}

}  // namespace sluice
