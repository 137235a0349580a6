// Private keys in PEM armour (RFC 7468), as they stand in files, strings, JSON, YAML and properties: line breaks may be escaped,
// lines indented, quoted or concatenated.
#include <algorithm>
#include <bitset>

#include "base/base64.h"
#include "base/number.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

struct Armour {
  std::string_view label;  // "RSA PRIVATE KEY"
  std::string headers;     // lines before the body: Proc-Type, DEK-Info, Version
  std::string body;        // base64 and whatever else stands there, without blanks, quotes and line breaks
  std::string check;       // the line that begins with `=`: the CRC-24 of PGP
  bool is_closed = false;  // an END line follows
};

// Where the line break at `at` ends: a real one, or `\n` and `\r` behind the backslashes of up to three levels of escaping, or the
// XML entity. `at` when there is none.
size_t LineBreakEnd(std::string_view text, size_t at) {
  if (text[at] == '\n' || text[at] == '\r') return at + 1;
  for (const std::string_view entity : {"&#10;", "&#13;", "&#xA;", "&#xD;", "&#xa;", "&#xd;"}) {
    if (text.substr(at).starts_with(entity)) return at + entity.size();
  }
  if (text[at] != '\\') return at;
  constexpr size_t kMaxBackslashes = 8;
  const size_t letter = text.substr(at, kMaxBackslashes + 1).find_first_not_of('\\');
  return letter != text.npos && (text[at + letter] == 'n' || text[at + letter] == 'r') ? at + letter + 1 : at;
}

bool IsNoise(char c) { return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '`' || c == ',' || c == '\\'; }

// What a diff, a quoted mail or a comment puts before every line: "+", "> ", "// ". Read off the first line, whose base64 begins
// with a letter in every kind of key.
std::string_view LinePrefix(std::string_view first_line) {
  const size_t end = first_line.find_first_not_of("+->#*|;:/ \t");
  const std::string_view marks = end == first_line.npos ? "" : first_line.substr(0, end);
  const size_t last = marks.find_last_not_of(" \t");
  return last == marks.npos ? "" : marks.substr(0, last + 1);
}

void AddLine(std::string_view line, std::string_view prefix, Armour* armour) {
  if (line.starts_with(prefix)) line.remove_prefix(prefix.size());
  if (line.find(": ") != line.npos) {
    armour->headers += std::string(line) + "\n";
    return;
  }
  while (!line.empty() && IsNoise(line.front())) line.remove_prefix(1);
  while (!line.empty() && IsNoise(line.back())) line.remove_suffix(1);
  // String concatenation leaves its plus signs between a quote and a line break; base64 seldom has one beside a blank.
  for (const std::string_view plus : {"\" +", "' +", "\"+", "'+"}) {
    if (line.ends_with(plus)) line.remove_suffix(plus.size());
  }
  for (const std::string_view plus : {"+ \"", "+ '", "+\"", "+'"}) {
    if (line.starts_with(plus)) line.remove_prefix(plus.size());
  }
  if (line.starts_with('=') && line.size() == 5) armour->check = line.substr(1);
  if (line.empty() || line == "+" || line.starts_with('=')) return;
  std::copy_if(line.begin(), line.end(), std::back_inserter(armour->body), [](char c) { return !IsNoise(c); });
}

std::optional<Armour> ReadArmour(std::string_view token) {
  constexpr std::string_view kBegin = "-----BEGIN ", kDashes = "-----";
  const size_t begin = token.find(kBegin);
  if (begin == token.npos) return std::nullopt;
  const size_t label = begin + kBegin.size();
  const size_t label_end = token.find(kDashes, label);
  if (label_end == token.npos) return std::nullopt;
  Armour armour{token.substr(label, label_end - label), {}, {}, {}};
  std::string_view text = token.substr(label_end + kDashes.size());
  const size_t end = text.find("-----END");
  armour.is_closed = end != text.npos;
  text = text.substr(0, end);
  std::string_view prefix;
  size_t line = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t after = LineBreakEnd(text, at);
    if (after == at) {
      ++at;
      continue;
    }
    if (prefix.empty() && armour.body.empty()) prefix = LinePrefix(text.substr(line, at - line));
    AddLine(text.substr(line, at - line), prefix, &armour);
    line = at = after;
  }
  AddLine(text.substr(line), prefix, &armour);
  return armour;
}

size_t DistinctBytes(std::string_view bytes) {
  std::bitset<256> distinct;
  for (const char c : bytes) distinct.set(static_cast<unsigned char>(c));
  return distinct.count();
}

// Nothing when the body is no base64, shorter than any key, or made of a handful of characters ("xxxx", "MIIE...").
std::optional<std::string> Body(const Armour& armour) {
  std::string_view body = armour.body;
  while (body.ends_with("=3D")) body.remove_suffix(3);  // as quoted-printable writes it
  while (body.ends_with('=')) body.remove_suffix(1);
  if (body.size() % 4 == 1) body.remove_suffix(1);  // cut off in mid-quantum by a limit on length
  const auto bytes = Base64Decode(body);
  if (!bytes || bytes->size() < 32 || DistinctBytes(body) < 16) return std::nullopt;
  return bytes;
}

// How many bytes the outermost SEQUENCE of a DER structure announces; 0 when it is none.
size_t DerBytes(std::string_view der) {
  if (der.size() < 2 || der[0] != '\x30') return 0;
  const auto first = static_cast<unsigned char>(der[1]);
  if (first < 0x80) return 2 + size_t{first};
  const size_t length_bytes = first & 0x7f;
  if (length_bytes == 0 || length_bytes > 4 || der.size() < 2 + length_bytes) return 0;
  return 2 + length_bytes + BigEndian(der, 2, static_cast<int>(length_bytes));
}

// Every DER key is a SEQUENCE. Of one cut short for a manual the first lines say nothing: they hold the public half.
bool HoldsMostOfItsDer(std::string_view bytes) {
  const size_t announced = DerBytes(bytes);
  return announced > 0 && bytes.size() >= announced / 2;
}

// The cipher of an OPENSSH PRIVATE KEY (openssh/PROTOCOL.key): a magic, then strings with a 32-bit big-endian length.
std::optional<std::string> OpensshCipher(const Armour& armour) {
  static constexpr char kMagicText[] = "openssh-key-v1";
  constexpr std::string_view kMagic(kMagicText, sizeof kMagicText);  // with its NUL
  const auto bytes = Body(armour);
  if (!bytes || !bytes->starts_with(kMagic) || bytes->size() < kMagic.size() + 4) return std::nullopt;
  const size_t size = BigEndian(*bytes, kMagic.size(), 4);
  if (size == 0 || size > 64 || bytes->size() < kMagic.size() + 4 + size) return std::nullopt;
  return bytes->substr(kMagic.size() + 4, size);
}

enum class Protection { kNone, kPassphrase };

// What stands between a BEGIN and an END line, is longer than the two lines that manuals show, and as mixed as a key: taken for one
// though it is no DER, because a block that was changed on the way (cut, masked in part, wrapped by hand) gives away most of its
// key.
bool IsClosedNoise(const Armour& armour, std::string_view bytes) {
  constexpr size_t kMinBytes = 110, kEnoughDistinct = 100;
  return armour.is_closed && bytes.size() >= kMinBytes && DistinctBytes(bytes) >= std::min(kEnoughDistinct, bytes.size() * 6 / 10);
}

std::optional<Protection> OpensshProtection(const Armour& armour) {
  const auto cipher = OpensshCipher(armour);
  if (!cipher) {
    const auto bytes = armour.label.find("OPENSSH") == armour.label.npos ? std::nullopt : Body(armour);
    return bytes && IsClosedNoise(armour, *bytes) ? std::optional(Protection::kNone) : std::nullopt;
  }
  return *cipher == "none" ? Protection::kNone : Protection::kPassphrase;
}

std::optional<Protection> PemProtection(const Armour& armour) {
  if (armour.label.find("OPENSSH") != armour.label.npos) return OpensshProtection(armour);
  const auto bytes = Body(armour);
  if (!bytes) return std::nullopt;
  if (armour.headers.find("ENCRYPTED") != std::string::npos) return Protection::kPassphrase;  // RFC 1421: the body is no DER
  const bool is_der = armour.label == "PRIVATE KEY" || armour.label == "RSA PRIVATE KEY" || armour.label == "EC PRIVATE KEY" ||
                      armour.label == "DSA PRIVATE KEY" || armour.label == "ENCRYPTED PRIVATE KEY";
  if (is_der && !HoldsMostOfItsDer(*bytes) && !IsClosedNoise(armour, *bytes)) return std::nullopt;
  return armour.label.find("ENCRYPTED") != armour.label.npos ? Protection::kPassphrase : Protection::kNone;
}

template <std::optional<Protection> (*kRead)(const Armour&), Protection kWanted>
bool Holds(std::string_view token) {
  const auto armour = ReadArmour(token);
  return armour && kRead(*armour) == kWanted;
}

// RFC 4880, 6.1: the CRC-24 of the bytes, in base64.
std::string PgpSum(std::string_view bytes) {
  constexpr uint32_t kStart = 0xB704CE, kPolynomial = 0x1864CFB;
  uint32_t sum = kStart;
  for (const char c : bytes) {
    sum ^= static_cast<uint32_t>(static_cast<unsigned char>(c)) << 16;
    for (int bit = 0; bit < 8; ++bit) sum = sum << 1 ^ ((sum & 0x800000) != 0 ? kPolynomial : 0);
  }
  const char three[] = {static_cast<char>(sum >> 16), static_cast<char>(sum >> 8), static_cast<char>(sum)};
  return Base64Encode({three, sizeof three});
}

// The sum is optional (RFC 9580 advises against it): only one that is there and wrong tells an invented block.
bool PgpHolds(std::string_view token) {
  const auto armour = ReadArmour(token);
  const auto bytes = armour && !armour->check.empty() ? Base64Decode(armour->body) : std::nullopt;
  return !bytes || PgpSum(*bytes) == armour->check;
}

// `token_so_far` is the end of a block on one line, its line breaks written \\n: what stands before the last blank of its label is
// cut.
std::optional<std::string> PgpTail(std::string_view token_so_far) {
  const auto armour = ReadArmour("-----BEGIN " + std::string(token_so_far));
  const auto bytes = armour ? Base64Decode(armour->body) : std::nullopt;
  return bytes ? std::optional(PgpSum(*bytes)) : std::nullopt;
}

constexpr Validator kValidators[] = {
    {"pgp-crc24", PgpHolds, PgpTail},
    {"openssh-unencrypted", Holds<OpensshProtection, Protection::kNone>, nullptr},
    {"openssh-encrypted", Holds<OpensshProtection, Protection::kPassphrase>, nullptr},
    {"pem-unencrypted", Holds<PemProtection, Protection::kNone>, nullptr},
    {"pem-encrypted", Holds<PemProtection, Protection::kPassphrase>, nullptr},
};

}  // namespace

std::span<const Validator> PemValidators() { return kValidators; }

}  // namespace sluice
