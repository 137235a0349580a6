#include <gtest/gtest.h>
#include <openssl/x509.h>

#include <memory>

#include "tests/scanner/judge/facts_testing.h"
#include "tests/scanner/judge/openssl_text.h"

namespace sluice {
namespace {

using testlib::Pkcs8;
using testlib::TakeText;

using Key = std::shared_ptr<EVP_PKEY>;

constexpr const char *kPast = "20240101000000Z", *kLater = "20300101000000Z";
constexpr int64_t kPast_s = 1704067200, kLater_s = 1893456000;

Key NewKey(const std::string& kind) {
  if (kind == "RSA") return {EVP_RSA_gen(1024), EVP_PKEY_free};
  return {kind == "ED25519" ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519") : EVP_EC_gen(kind.c_str()), EVP_PKEY_free};
}

std::string MakeCertificate(const Key& key, const char* end) {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  ASN1_TIME_set_string(X509_getm_notBefore(certificate.get()), "20200101000000Z");
  ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.get()), end);
  X509_set_pubkey(certificate.get(), key.get());
  const bool is_ed25519 = EVP_PKEY_is_a(key.get(), "ED25519") == 1;
  X509_sign(certificate.get(), key.get(), is_ed25519 ? nullptr : EVP_sha256());
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(bio, certificate.get());
  return TakeText(bio);
}

std::string Until(const std::string& key, const std::string& around) {
  return Detail(ReadFacts("key-pair", key, key, around), "certificate_until");
}

TEST(X509Reader, ReadsTheEndOfTheCertificate) {
  EXPECT_EQ(ReadFacts("x509", "key", MakeCertificate(NewKey("P-256"), kPast)).expires_at_s, 1704067200);
  EXPECT_EQ(ReadFacts("x509", "key", MakeCertificate(NewKey("P-256"), "20510101000000Z")).expires_at_s, 2556144000);
}

TEST(X509Reader, ReadsTheCertificateOfAKubeconfig) {
  const std::string data = Base64Encode(MakeCertificate(NewKey("P-256"), kPast));
  EXPECT_EQ(ReadFacts("x509", "key", "client-certificate-data: " + data + "\n    client-key-data: key").expires_at_s, 1704067200);
  EXPECT_FALSE(ReadFacts("x509", "key", "client-certificate-data: " + Base64Encode("nonsense")).expires_at_s);
}

TEST(KeyPairReader, NamesTheEndOfItsCertificateAsADetail) {
  for (const char* kind : {"RSA", "P-256", "P-384", "ED25519"}) {
    const Key key = NewKey(kind);
    const std::string pem = Pkcs8(key.get());
    EXPECT_EQ(Until(pem, pem + MakeCertificate(key, kPast)), "2024-01-01T00:00:00Z") << kind;
    EXPECT_EQ(Until(pem, MakeCertificate(NewKey(kind), kPast) + pem), "(absent)") << kind << ": of another key";
  }
}

TEST(KeyPairReader, OfSeveralCertificatesOfTheKeyTheLatestCounts) {
  const Key key = NewKey("P-256");
  const std::string pem = Pkcs8(key.get()), authority = MakeCertificate(NewKey("P-256"), "20990101000000Z");
  const std::string around = pem + MakeCertificate(key, kPast) + MakeCertificate(key, kLater) + authority;
  EXPECT_EQ(Until(pem, around), "2030-01-01T00:00:00Z");
  EXPECT_FALSE(ReadFacts("key-pair", pem, pem, around).expires_at_s);
}

TEST(KeyPairReader, AKeyThatCannotBeReadTakesTheOnlyCertificate) {
  const Key key = NewKey("P-256");
  const std::string pem = Pkcs8(key.get(), "secret"), certificate = MakeCertificate(key, kPast);
  EXPECT_EQ(Until(pem, pem + certificate), "2024-01-01T00:00:00Z");
  EXPECT_EQ(Until(pem, pem + certificate + MakeCertificate(key, kLater)), "(absent)");
}

std::string User(const Key& key, const Key& certified, const char* end) {
  return "- user:\n    client-certificate-data: " + Base64Encode(MakeCertificate(certified, end)) +
         "\n    client-key-data: " + Base64Encode(Pkcs8(key.get())) + "\n";
}

std::optional<int64_t> EndOf(const Key& key, const std::string& kubeconfig) {
  const std::string data = Base64Encode(Pkcs8(key.get()));
  return ReadFacts("client-key", data, "client-key-data: " + data, kubeconfig).expires_at_s;
}

TEST(ClientKeyReader, EndsWithTheCertificateOfItsUser) {
  const Key old = NewKey("P-256"), current = NewKey("P-256"), authority = NewKey("P-256");
  const std::string head = "certificate-authority-data: " + Base64Encode(MakeCertificate(authority, kPast)) + "\nusers:\n";
  const std::string both = head + User(old, old, kPast) + User(current, current, kLater);
  EXPECT_EQ(EndOf(old, both), kPast_s);
  EXPECT_EQ(EndOf(current, both), kLater_s);
  EXPECT_FALSE(EndOf(current, head + User(current, old, kPast))) << "a certificate of another key";
  EXPECT_FALSE(EndOf(current, "client-key-data: " + Base64Encode(Pkcs8(current.get()))));
}

}  // namespace
}  // namespace sluice
