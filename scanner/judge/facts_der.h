// DER (ITU-T X.690), just enough to name a key or a certificate: the head of each element, no recursion, no copies. Private to this
// module. Own code rather than a library's parser: it must also read keys cut short, and it costs microseconds on hostile input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

struct DerElement {
  uint8_t tag = 0;
  std::string_view content;  // shorter than announced when the input is cut
};

class DerReader {
 public:
  static constexpr uint8_t kInteger = 0x02, kBitString = 0x03, kOctetString = 0x04, kOid = 0x06, kSequence = 0x30, kContext0 = 0xA0;

  explicit DerReader(std::string_view bytes) : rest_(bytes) {}

  std::optional<DerElement> Next();
  // The next element if it has that tag.
  std::optional<std::string_view> Next(uint8_t tag);

 private:
  std::string_view rest_;
};

// Bits of a big-endian unsigned integer; DER's leading zero does not count.
size_t IntegerBits(std::string_view content);

// Algorithm or curve by the content of an OBJECT IDENTIFIER; empty when unknown.
std::string_view OidName(std::string_view content);

// "RSA 2048 bits", "EC P-256", "Ed25519", ... of a PKCS#1, SEC1, DSA or PKCS#8 private key; empty when it is none of them.
std::string DescribeDerKey(std::string_view der);

// An EncryptedPrivateKeyInfo (RFC 5958): an algorithm of password-based encryption in front.
bool IsEncryptedDerKey(std::string_view der);

// notAfter of an X.509 certificate (RFC 5280).
std::optional<int64_t> CertificateEnd(std::string_view der);

// Its SubjectPublicKeyInfo, without the head of that.
std::string_view CertificateKey(std::string_view der);

}  // namespace sluice
