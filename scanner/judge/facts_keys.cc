// Private keys and certificates: PEM (RFC 7468, and the older headers of RFC 1421), OpenSSH (PROTOCOL.key), PuTTY, PGP.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/base64.h"
#include "base/number.h"
#include "base/percent.h"
#include "scanner/judge/facts_der.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";

struct Pem {
  std::string label;
  std::string_view body;  // between the BEGIN and the END line, as it stands in the file
};

std::optional<Pem> FindPem(std::string_view text, std::string_view label_part) {
  for (size_t at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at + 1)) {
    const std::string_view after = text.substr(at + kBegin.size(), 64);
    const size_t dashes = after.find("-----");
    if (dashes == std::string_view::npos || after.substr(0, dashes).find(label_part) == std::string_view::npos) continue;
    const std::string_view body = text.substr(at + kBegin.size() + dashes + 5);
    return Pem{std::string(after.substr(0, dashes)), body.substr(0, body.find("-----END"))};
  }
  return std::nullopt;
}

// The plus of `"..." + "..."`, not one of the base64 alphabet.
bool JoinsStrings(std::string_view text, size_t at) {
  constexpr std::string_view kOutside = " \t\"'\r\n";
  const bool after_string = at > 0 && kOutside.find(text[at - 1]) != std::string_view::npos;
  return after_string && (at + 1 == text.size() || kOutside.find(text[at + 1]) != std::string_view::npos);
}

// A character of a body, or a line break, in whatever way a file writes it: plain, \n, %0A, &#10;.
// `size` is how much text it takes.
struct BodyCharacter {
  char c;
  size_t size;
};

BodyCharacter NextBodyCharacter(std::string_view text) {
  if (text.starts_with("\\n") || text.starts_with("\\r")) return {'\n', 2};
  if (text.starts_with("&#")) {
    const size_t semicolon = text.substr(0, 8).find(';');
    return {'\n', semicolon == std::string_view::npos ? 2 : semicolon + 1};
  }
  if (text.front() == '%' && text.size() >= 3) {
    const std::string decoded = PercentDecode(text.substr(0, 3));
    if (decoded.size() == 1) return {decoded.front(), 3};
  }
  return {text.front(), 1};
}

// The `+` of a diff and the `//` of a comment are letters of base64 too, but not at the start of every line.
void DropCommonMark(std::vector<std::string>* lines) {
  const char mark = lines->size() < 2 ? '\0' : lines->front().front();
  if (mark != '+' && mark != '/') return;
  if (!std::ranges::all_of(*lines, [&](const std::string& line) { return line.front() == mark; })) return;
  for (std::string& line : *lines) line.erase(0, line.find_first_not_of(mark));
}

// The base64 of a body that may be indented, quoted, concatenated or escaped. Header lines ("DEK-Info: ...") and the checksum line
// of PGP ("=abcd") hold no key bytes.
std::string Unarmor(std::string_view body) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    if (line.find(':') == std::string::npos && !line.empty() && !line.starts_with('=')) lines.push_back(line);
    line.clear();
  };
  for (size_t i = 0; i < body.size();) {
    const BodyCharacter next = NextBodyCharacter(body.substr(i));
    const bool is_plus = next.c == '+' && (next.size > 1 || !JoinsStrings(body, i));
    if (next.c == '\n' || next.c == '\r') {
      end_line();
    } else if (is_plus || !WordPrefix(std::string_view(&next.c, 1), ":=/").empty()) {
      line += next.c;
    }
    i += next.size;
  }
  end_line();
  DropCommonMark(&lines);
  std::string base64;
  for (const std::string& each : lines) base64 += each;
  return DecodeBase64Run(base64);
}

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

// Base64 of PEM or of DER, as Kubernetes and CI variables hold them.
std::string DecodeWrapped(std::string_view text) {
  const std::string decoded = DecodeBase64Run(text);
  return decoded.find(kBegin) != std::string::npos || decoded.starts_with('\x30') ? decoded : "";
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

// A certificate beside the key, in clear or as kubeconfig's client-certificate-data.
Facts ReadX509(std::string_view secret, std::string_view match) {
  Facts facts;
  std::string der;
  for (const std::string_view text : {match, secret}) {
    auto pem = FindPem(text, "CERTIFICATE");
    const std::string data = DecodeWrapped(JsonField(text, "client-certificate-data").value_or(std::string(secret)));
    if (!pem) pem = FindPem(data, "CERTIFICATE");
    if (pem) der = Unarmor(pem->body);
    if (!pem && data.starts_with('\x30')) der = data;
    if (!der.empty()) break;
  }
  const auto end_s = CertificateEnd(der);
  if (end_s) SetExpiry(&facts, *end_s, "its certificate says when it ends");
  return facts;
}

}  // namespace sluice
