// Which certificate belongs to a key: the one that holds its public half. Others stand beside it too, of other users, of the
// authority or of the year before, and their ends say nothing of this key.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

#include "base/time.h"
#include "scanner/judge/facts_der.h"
#include "scanner/judge/facts_pem.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

// SubjectPublicKeyInfo without its head; nothing when the key is encrypted, cut short or of another form. A library's work: not
// every form of key holds its public half.
std::optional<std::string> PublicHalf(std::string_view key) {
  if (IsEncryptedDerKey(key)) return std::nullopt;
  const auto* bytes = reinterpret_cast<const unsigned char*>(key.data());
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> parsed(
      d2i_AutoPrivateKey(nullptr, &bytes, static_cast<long>(key.size())), EVP_PKEY_free);
  unsigned char* encoded = nullptr;
  const int size = parsed ? i2d_PUBKEY(parsed.get(), &encoded) : 0;
  ERR_clear_error();
  if (size <= 0) return std::nullopt;
  const std::string_view whole(reinterpret_cast<const char*>(encoded), static_cast<size_t>(size));
  std::string half(DerReader(whole).Next(DerReader::kSequence).value_or(""));
  OPENSSL_free(encoded);
  return half;
}

// In DER: the certificates in PEM in `text`, then those in base64 of PEM, which kubeconfigs hold.
std::vector<std::string> CertificatesIn(std::string_view text, bool is_decoded = false) {
  constexpr std::string_view kWrapped = "LS0tLS1CRUdJTiBDRVJU";  // -----BEGIN CERT
  std::vector<std::string> certificates;
  std::string_view rest = text;
  while (const auto pem = FindPem(rest, "CERTIFICATE")) {
    certificates.push_back(Unarmor(pem->body));
    rest = std::string_view(pem->body.end(), text.end());
  }
  for (size_t at = text.find(kWrapped); !is_decoded && at != std::string_view::npos;) {
    const std::string_view run = WordPrefix(text.substr(at), "+/");
    std::ranges::move(CertificatesIn(DecodeBase64Run(run), true), std::back_inserter(certificates));
    at = text.find(kWrapped, at + run.size());
  }
  std::erase_if(certificates, [](const std::string& each) { return !CertificateEnd(each); });
  return certificates;
}

std::optional<int64_t> LatestEnd(const std::vector<std::string>& certificates) {
  std::optional<int64_t> latest_s;
  for (const std::string& each : certificates) latest_s = std::max(latest_s, CertificateEnd(each));
  return latest_s;
}

}  // namespace

std::optional<int64_t> CertificateEndOf(std::string_view key, std::string_view text) {
  std::vector<std::string> certificates = CertificatesIn(text);
  if (certificates.empty()) return std::nullopt;
  if (const auto half = PublicHalf(key)) {
    std::erase_if(certificates, [&](const std::string& each) { return CertificateKey(each) != *half; });
  } else if (certificates.size() > 1) {
    return std::nullopt;
  }
  return LatestEnd(certificates);
}

Facts ReadX509(std::string_view secret, std::string_view match) {
  Facts facts;
  auto end_s = LatestEnd(CertificatesIn(match));
  if (!end_s) end_s = LatestEnd(CertificatesIn(secret));
  if (!end_s) end_s = CertificateEnd(DecodeWrapped(secret));
  if (end_s) SetExpiry(&facts, *end_s, "its certificate says when it ends");
  return facts;
}

// The key of a certificate in the same file outlives it when the next certificate is made for the same key: its end is a detail.
Facts ReadKeyPair(std::string_view secret, std::string_view match) {
  Facts facts = ReadPrivateKey(secret, secret);
  const auto end_s = CertificateEndOf(PrivateKeyBytes(secret), match);
  if (end_s) AddDetail(&facts, "certificate_until", FormatUtc(*end_s));
  return facts;
}

// A key is of use as long as its certificate is: client-certificate-data of a kubeconfig, or a PEM certificate beside it.
Facts ReadClientKey(std::string_view secret, std::string_view match) {
  Facts facts = ReadPrivateKey(secret, secret);
  const auto end_s = CertificateEndOf(PrivateKeyBytes(secret), match);
  if (end_s) SetExpiry(&facts, *end_s, "its certificate says when it ends");
  return facts;
}

}  // namespace sluice
