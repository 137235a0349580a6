// Keys as OpenSSL writes them, for the tests of what is read from keys and certificates.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <string>
#include <string_view>

namespace sluice::testlib {

// What was written to it, and its end.
inline std::string TakeText(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<size_t>(size));
  BIO_free(bio);
  return text;
}

inline std::string Pkcs8(EVP_PKEY* key, const char* passphrase = nullptr) {
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PKCS8PrivateKey(bio, key, passphrase != nullptr ? EVP_aes_256_cbc() : nullptr, passphrase,
                                passphrase != nullptr ? static_cast<int>(std::string_view(passphrase).size()) : 0, nullptr,
                                nullptr);
  return TakeText(bio);
}

}  // namespace sluice::testlib
