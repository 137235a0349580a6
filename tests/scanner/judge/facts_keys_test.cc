#include <gtest/gtest.h>
#include <openssl/rsa.h>

#include <memory>

#include "tests/scanner/judge/facts_testing.h"
#include "tests/scanner/judge/openssl_text.h"

namespace sluice {
namespace {

using testlib::Pkcs8;
using testlib::TakeText;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

std::string Traditional(EVP_PKEY* key, bool encrypted = false) {
  BIO* bio = BIO_new(BIO_s_mem());
  const std::string passphrase = "correct horse";
  PEM_write_bio_PrivateKey_traditional(bio, key, encrypted ? EVP_aes_128_cbc() : nullptr,
                                       encrypted ? reinterpret_cast<const unsigned char*>(passphrase.data()) : nullptr,
                                       encrypted ? static_cast<int>(passphrase.size()) : 0, nullptr, nullptr);
  return TakeText(bio);
}

const Key& Rsa() {
  static const Key key(EVP_RSA_gen(2048), EVP_PKEY_free);
  return key;
}
const Key& Ec() {
  static const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  return key;
}

TEST(PrivateKeyReader, NamesAlgorithmAndSizeOfEveryForm) {
  const Key ed25519(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  const std::vector<std::pair<std::string, std::string>> cases = {{Traditional(Rsa().get()), "RSA 2048 bits"},
                                                                  {Pkcs8(Rsa().get()), "RSA 2048 bits"},
                                                                  {Traditional(Ec().get()), "EC P-256"},
                                                                  {Pkcs8(Ec().get()), "EC P-256"},
                                                                  {Pkcs8(ed25519.get()), "Ed25519"}};
  for (const auto& [pem, key] : cases) {
    const Facts facts = ReadFacts("private-key", pem, pem);
    EXPECT_EQ(Detail(facts, "key"), key);
    EXPECT_EQ(Detail(facts, "encrypted"), "no");
    EXPECT_FALSE(facts.severity);
  }
}

TEST(PrivateKeyReader, AKeyBehindAPassphraseIsLow) {
  const Facts pkcs8 = ReadFacts("private-key", Pkcs8(Rsa().get(), "correct horse"), "");
  EXPECT_EQ(Detail(pkcs8, "encrypted"), "yes");
  EXPECT_EQ(Detail(pkcs8, "label"), "ENCRYPTED PRIVATE KEY");
  EXPECT_EQ(pkcs8.severity, Severity::kLow);
  const Facts traditional = ReadFacts("private-key", Traditional(Rsa().get(), true), "");
  EXPECT_EQ(Detail(traditional, "encrypted"), "yes");
  EXPECT_EQ(Detail(traditional, "cipher"), "AES-128-CBC");
}

TEST(PrivateKeyReader, ReadsEscapedIndentedAndConcatenatedKeys) {
  const std::string pem = Pkcs8(Rsa().get());
  std::string escaped, indented, concatenated, xml, url;
  for (const char c : pem) {
    escaped += c == '\n' ? "\\n" : std::string(1, c);
    indented += c == '\n' ? "\n    " : std::string(1, c);
    xml += c == '\n' ? "&#xA;" : std::string(1, c);
    url += c == '\n' ? "%0A" : c == '+' ? "%2B" : c == '/' ? "%2F" : std::string(1, c);
    concatenated += c == '\n' ? "\\n\" +\n  \"" : std::string(1, c);
  }
  for (const std::string& form : {escaped, indented, concatenated, xml, url, Base64Encode(pem)}) {
    EXPECT_EQ(Detail(ReadFacts("private-key", form, ""), "key"), "RSA 2048 bits") << form.substr(0, 80);
  }
}

TEST(PrivateKeyReader, ReadsAKeyCutShort) {
  EXPECT_EQ(Detail(ReadFacts("private-key", Traditional(Rsa().get()).substr(0, 500), ""), "key"), "RSA 2048 bits");
}

std::string Field(const std::string& value) { return std::string(3, '\0') + static_cast<char>(value.size()) + value; }

std::string MakeOpenssh(const std::string& cipher) {
  const std::string key = Field("ssh-ed25519") + Field(std::string(32, 'p'));
  const std::string bytes = std::string("openssh-key-v1\0", 15) + Field(cipher) + Field(cipher == "none" ? "none" : "bcrypt") +
                            Field("") + std::string("\0\0\0\1", 4) + Field(key) + Field(std::string(64, 'x'));
  const std::string label = std::string("OPENSSH PRIVATE ") + "KEY-----\n";
  return "-----BEGIN " + label + Base64Encode(bytes) + "\n-----END " + label;
}

TEST(PrivateKeyReader, TellsOpensshKeysWithAndWithoutPassphraseApart) {
  const Facts plain = ReadFacts("private-key", MakeOpenssh("none"), "");
  EXPECT_EQ(Detail(plain, "encrypted"), "no");
  EXPECT_EQ(Detail(plain, "key"), "ssh-ed25519");
  EXPECT_FALSE(plain.severity);
  const Facts encrypted = ReadFacts("private-key", MakeOpenssh("aes256-ctr"), "");
  EXPECT_EQ(Detail(encrypted, "cipher"), "aes256-ctr");
  EXPECT_EQ(encrypted.severity, Severity::kLow);
}

TEST(PrivateKeyReader, ReadsPuttyHeaders) {
  const std::string head = std::string("PuTTY-User-Key-") + "File-3: ssh-ed25519\nEncryption: ";
  EXPECT_EQ(Detail(ReadFacts("private-key", head + "none\nComment: x\n", ""), "encrypted"), "no");
  const Facts encrypted = ReadFacts("private-key", head + "aes256-cbc\r\n", "");
  EXPECT_EQ(Detail(encrypted, "cipher"), "aes256-cbc");
  EXPECT_EQ(Detail(encrypted, "key"), "ssh-ed25519");
}

}  // namespace
}  // namespace sluice
