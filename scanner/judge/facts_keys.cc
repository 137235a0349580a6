// Private keys: PEM (RFC 7468, and the older headers of RFC 1421), OpenSSH (PROTOCOL.key), PuTTY, PGP.
#include <algorithm>
#include <string>

#include "base/number.h"
#include "scanner/judge/facts_der.h"
#include "scanner/judge/facts_pem.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

// Takes a 4-byte big-endian length and that many bytes from the front of an OpenSSH structure.
std::optional<std::string_view> TakeString(std::string_view* bytes) {
  if (bytes->size() < 4) return std::nullopt;
  const size_t size = BigEndian(*bytes, 0, 4);
  if (size > bytes->size() - 4) return std::nullopt;
  const std::string_view value = bytes->substr(4, size);
  bytes->remove_prefix(4 + size);
  return value;
}

void MarkEncrypted(std::string_view cipher, Facts* facts) {
  AddDetail(facts, "encrypted", "yes");
  AddDetail(facts, "cipher", cipher);
  facts->severity = Severity::kLow;
  facts->why = "the key is encrypted: it is as safe as its passphrase, and works until its public half is withdrawn";
}

// "openssh-key-v1\0" cipher kdf kdf-options count public-key private-part
void DescribeOpenssh(std::string_view bytes, Facts* facts) {
  constexpr std::string_view kMagic("openssh-key-v1\0", 15);
  if (!bytes.starts_with(kMagic)) return;
  bytes.remove_prefix(kMagic.size());
  const auto cipher = TakeString(&bytes);
  if (!cipher || !TakeString(&bytes) || !TakeString(&bytes) || bytes.size() < 4) return;
  bytes.remove_prefix(4);
  if (*cipher == "none") {
    AddDetail(facts, "encrypted", "no");
  } else {
    MarkEncrypted(*cipher, facts);
  }
  auto key = TakeString(&bytes);
  if (!key) return;
  const auto type = TakeString(&*key);
  if (!type) return;
  const auto exponent = *type == "ssh-rsa" ? TakeString(&*key) : std::nullopt;
  const auto modulus = exponent ? TakeString(&*key) : std::nullopt;
  AddDetail(facts, "key", modulus ? "RSA " + std::to_string(IntegerBits(*modulus)) + " bits" : std::string(*type));
}

void DescribePem(const Pem& pem, Facts* facts) {
  AddDetail(facts, "label", pem.label);
  const std::string bytes = Unarmor(pem.body);
  if (pem.label.find("PGP") != std::string::npos) return DescribePgpKey(bytes, facts);
  if (pem.label.find("OPENSSH") != std::string::npos) return DescribeOpenssh(bytes, facts);
  // Proc-Type: 4,ENCRYPTED and DEK-Info: AES-128-CBC,<iv> of the older form
  if (pem.body.substr(0, 200).find("ENCRYPTED") != std::string_view::npos) {
    const std::string cipher = JsonField(pem.body.substr(0, 200), "DEK-Info").value_or("");
    MarkEncrypted(cipher.substr(0, cipher.find(',')), facts);
  } else if (pem.label.find("ENCRYPTED") != std::string::npos || IsEncryptedDerKey(bytes)) {
    MarkEncrypted("", facts);
  } else {
    std::string key = DescribeDerKey(bytes);
    if (pem.label == "DSA PRIVATE KEY" && key.starts_with("RSA")) key.replace(0, 3, "DSA");  // unusual parameters, but labelled
    AddDetail(facts, "key", key);
    if (!key.empty()) AddDetail(facts, "encrypted", "no");
  }
}

// PuTTY-User-Key-File-3: ssh-ed25519 / Encryption: aes256-cbc
void DescribePutty(std::string_view text, Facts* facts) {
  const size_t at = text.find("PuTTY-User-Key-File-");
  if (at == std::string_view::npos) return;
  AddDetail(facts, "label", text.substr(at, 21));
  const std::string_view type =
      text.substr(at).find(':') == std::string_view::npos ? "" : text.substr(at + text.substr(at).find(':') + 1);
  AddDetail(facts, "key", WordPrefix(type.substr(std::min<size_t>(type.find_first_not_of(' '), type.size())), "-"));
  const std::string encryption = JsonField(text.substr(at), "Encryption").value_or("");
  const std::string_view cipher = WordPrefix(encryption, "-");
  if (cipher == "none") AddDetail(facts, "encrypted", "no");
  if (!cipher.empty() && cipher != "none") MarkEncrypted(cipher, facts);
}

}  // namespace

Facts ReadPrivateKey(std::string_view secret, std::string_view match) {
  Facts facts;
  auto pem = FindPem(secret, "PRIVATE KEY");
  if (!pem) pem = FindPem(match, "PRIVATE KEY");
  if (pem) {
    DescribePem(*pem, &facts);
    return facts;
  }
  DescribePutty(match.find("PuTTY-User-Key-File-") == std::string_view::npos ? secret : match, &facts);
  if (!facts.details.empty()) return facts;
  const std::string decoded = DecodeWrapped(secret);
  pem = FindPem(decoded, "PRIVATE KEY");
  if (pem) DescribePem(*pem, &facts);
  if (!pem && IsEncryptedDerKey(decoded)) MarkEncrypted("", &facts);
  if (!pem) AddDetail(&facts, "key", DescribeDerKey(decoded));
  return facts;
}

std::string PrivateKeyBytes(std::string_view secret) {
  const std::string decoded = DecodeWrapped(secret);
  auto pem = FindPem(secret, "PRIVATE KEY");
  if (!pem) pem = FindPem(decoded, "PRIVATE KEY");
  return pem ? Unarmor(pem->body) : decoded;
}

}  // namespace sluice
