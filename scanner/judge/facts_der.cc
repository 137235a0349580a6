#include "scanner/judge/facts_der.h"

#include <array>

#include "base/number.h"
#include "base/time.h"

namespace sluice {
namespace {

struct NamedOid {
  std::string_view bytes, name;
};

// A string_view of a literal that may hold zero bytes.
template <size_t N>
constexpr std::string_view Bytes(const char (&text)[N]) {
  return std::string_view(text, N - 1);
}

const std::array<NamedOid, 13> kOids = {{
    {Bytes("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01"), "RSA"},
    {Bytes("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0A"), "RSA-PSS"},
    {Bytes("\x2A\x86\x48\xCE\x38\x04\x01"), "DSA"},
    {Bytes("\x2A\x86\x48\xCE\x3D\x02\x01"), "EC"},
    {Bytes("\x2B\x65\x6E"), "X25519"},
    {Bytes("\x2B\x65\x6F"), "X448"},
    {Bytes("\x2B\x65\x70"), "Ed25519"},
    {Bytes("\x2B\x65\x71"), "Ed448"},
    {Bytes("\x2A\x86\x48\xCE\x3D\x03\x01\x07"), "P-256"},
    {Bytes("\x2B\x81\x04\x00\x22"), "P-384"},
    {Bytes("\x2B\x81\x04\x00\x23"), "P-521"},
    {Bytes("\x2B\x81\x04\x00\x0A"), "secp256k1"},
    {Bytes("\x2A\x86\x48\x86\xF7\x0D\x01\x03\x01"), "DH"},
}};

constexpr std::string_view kPkcs5 = "\x2A\x86\x48\x86\xF7\x0D\x01\x05";       // 1.2.840.113549.1.5: PBES1, PBES2
constexpr std::string_view kPkcs12 = "\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x01";  // 1.2.840.113549.1.12.1: PKCS#12 encryption

std::string RsaSize(std::string_view modulus) { return "RSA " + std::to_string(IntegerBits(modulus)) + " bits"; }

std::string CurveName(std::string_view oid) {
  const std::string_view name = OidName(oid);
  return name.empty() ? "EC" : "EC " + std::string(name);
}

// PKCS#8: SEQUENCE {version, SEQUENCE {algorithm, parameters}, OCTET STRING {key}}; `rest` stands after the version.
std::string DescribePkcs8(std::string_view algorithm, DerReader* rest) {
  DerReader reader(algorithm);
  const auto oid = reader.Next(DerReader::kOid);
  if (!oid) return {};
  std::string name(OidName(*oid));
  if (name == "EC") {
    const auto curve = reader.Next(DerReader::kOid);
    return CurveName(curve.value_or(""));
  }
  if (name != "RSA") return name;
  const auto key = rest->Next(DerReader::kOctetString);
  const std::string inner = key ? DescribeDerKey(*key) : "";
  return inner.empty() ? name : inner;
}

// PKCS#1 counts {0, n, e, ...}, DSA {0, p, q, g, y, x}: the second number of RSA is as long as the first only by public exponent,
// which is short; DSA's q has 160 to 256 bits.
std::string DescribeIntegers(std::string_view first, DerReader* rest) {
  const auto second = rest->Next(DerReader::kInteger);
  const size_t second_bits = second ? IntegerBits(*second) : 0;
  if (second_bits >= 160 && second_bits <= 256) return "DSA " + std::to_string(IntegerBits(first)) + " bits";
  return RsaSize(first);
}

// SEC1: SEQUENCE {1, OCTET STRING, [0] curve}
std::string DescribeSec1(DerReader* rest) {
  const auto parameters = rest->Next(DerReader::kContext0);
  if (!parameters) return "EC";
  DerReader reader(*parameters);
  return CurveName(reader.Next(DerReader::kOid).value_or(""));
}

// What a certificate holds behind the name of its issuer.
std::optional<DerReader> FieldsFromValidity(std::string_view der) {
  const auto certificate = DerReader(der).Next(DerReader::kSequence);
  const auto body = certificate ? DerReader(*certificate).Next(DerReader::kSequence) : std::nullopt;
  if (!body) return std::nullopt;
  DerReader fields(*body);
  auto field = fields.Next();
  if (field && field->tag == DerReader::kContext0) field = fields.Next();  // version, then the serial number
  if (!field || !fields.Next() || !fields.Next()) return std::nullopt;     // signature algorithm, issuer
  return fields;
}

}  // namespace

std::optional<DerElement> DerReader::Next() {
  if (rest_.size() < 2) return std::nullopt;
  DerElement element{static_cast<uint8_t>(rest_[0]), {}};
  size_t size = static_cast<uint8_t>(rest_[1]), head = 2;
  if (size >= 0x80) {
    const size_t count = size & 0x7F;
    if (count == 0 || count > 4 || rest_.size() < 2 + count) return std::nullopt;
    size = BigEndian(rest_, 2, static_cast<int>(count));
    head += count;
  }
  element.content = rest_.substr(head, size);
  rest_.remove_prefix(head + element.content.size());
  return element;
}

std::optional<std::string_view> DerReader::Next(uint8_t tag) {
  const auto element = Next();
  if (!element || element->tag != tag) return std::nullopt;
  return element->content;
}

size_t IntegerBits(std::string_view content) {
  while (!content.empty() && content.front() == '\0') content.remove_prefix(1);
  if (content.empty()) return 0;
  size_t bits = (content.size() - 1) * 8;
  for (unsigned top = static_cast<uint8_t>(content.front()); top != 0; top >>= 1) ++bits;
  return bits;
}

std::string_view OidName(std::string_view content) {
  for (const NamedOid& oid : kOids) {
    if (oid.bytes == content) return oid.name;
  }
  return {};
}

std::string DescribeDerKey(std::string_view der) {
  DerReader outer(der);
  const auto sequence = outer.Next(DerReader::kSequence);
  if (!sequence) return {};
  DerReader reader(*sequence);
  if (!reader.Next(DerReader::kInteger)) return {};
  const auto second = reader.Next();
  if (!second) return {};
  if (second->tag == DerReader::kSequence) return DescribePkcs8(second->content, &reader);
  if (second->tag == DerReader::kOctetString) return DescribeSec1(&reader);
  return second->tag == DerReader::kInteger ? DescribeIntegers(second->content, &reader) : "";
}

bool IsEncryptedDerKey(std::string_view der) {
  DerReader outer(der);
  const auto sequence = outer.Next(DerReader::kSequence);
  if (!sequence) return false;
  DerReader reader(*sequence);
  const auto algorithm = reader.Next(DerReader::kSequence);
  if (!algorithm) return false;
  const std::string_view oid = DerReader(*algorithm).Next(DerReader::kOid).value_or("");
  return oid.starts_with(kPkcs5) || oid.starts_with(kPkcs12);
}

std::optional<int64_t> CertificateEnd(std::string_view der) {
  auto fields = FieldsFromValidity(der);
  const auto validity = fields ? fields->Next(DerReader::kSequence) : std::nullopt;
  if (!validity) return std::nullopt;
  DerReader times(*validity);
  const auto begin = times.Next(), end = times.Next();
  constexpr uint8_t kUtcTime = 0x17, kGeneralizedTime = 0x18;
  if (!begin || !end) return std::nullopt;
  std::string text(end->content);
  if (end->tag == kUtcTime && text.size() == 13) text = (text[0] >= '5' ? "19" : "20") + text;
  if ((end->tag != kUtcTime && end->tag != kGeneralizedTime) || text.size() != 15) return std::nullopt;
  return ParseUtc(text.substr(0, 8) + "T" + text.substr(8));
}

std::string_view CertificateKey(std::string_view der) {
  auto fields = FieldsFromValidity(der);
  if (!fields || !fields->Next() || !fields->Next()) return {};  // validity, subject
  return fields->Next(DerReader::kSequence).value_or("");
}

}  // namespace sluice
