#include <algorithm>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/number.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

// base64 or base64url, padded or not, cut off anywhere: what can be decoded of it.
std::optional<std::string> DecodeHead(std::string_view text) {
  const size_t end = text.find_last_not_of('=');
  text = text.substr(0, end == text.npos ? 0 : end + 1);
  if (text.size() % 4 == 1) text.remove_suffix(1);
  return Base64Decode(text);
}

bool IsDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, IsDigit); }

bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

bool IsBase64(std::string_view token) { return !token.empty() && Base64Decode(token).has_value(); }

template <size_t kBytes>
bool IsBase64Of(std::string_view token) {
  const auto bytes = Base64Decode(token);
  return bytes && bytes->size() == kBytes;
}

// Whether all bytes can be text: no control characters, and UTF-8 that may be cut off at its end.
bool IsText(std::string_view text) {
  size_t missing = 0;  // continuation bytes of the character under way
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) {
      if (missing == 0) return false;
      --missing;
      continue;
    }
    if (missing > 0 || byte >= 0xF8 || byte == 0x7F || (byte < 0x20 && !IsSpace(c))) return false;
    missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
  }
  return true;
}

// `{`, then a key or the end; only text.
bool LooksLikeJsonObject(std::string_view text) {
  const size_t key = text.find_first_not_of(" \t\r\n", 1);
  return text.starts_with('{') && key != text.npos && (text[key] == '"' || text[key] == '}') && IsText(text);
}

// The base64 of `{"`, `{` and a line break or a blank: where the text of a token with a prefix begins.
bool IsBase64Json(std::string_view token) {
  const size_t start = std::min({token.find("eyJ"), token.find("ewo"), token.find("ew0"), token.find("eyA"), token.find("eyI")});
  if (start == token.npos) return false;
  std::string_view body = token.substr(start);
  body = body.substr(0, body.find_first_of("_."));  // Sentry and Mapbox go on after the JSON
  const auto text = DecodeHead(body);
  return text && LooksLikeJsonObject(*text);
}

bool HasHeader(std::string_view part, std::string_view claim) {
  const auto header = Base64Decode(part);
  return header && LooksLikeJsonObject(*header) && header->find(claim) != header->npos;
}

// RFC 7515 and 7519: header, payload, signature. The payload of a JWT is a JSON object.
bool IsJwt(std::string_view token) {
  const size_t first = token.find('.');
  const size_t second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos || second + 1 == token.size()) return false;
  if (!HasHeader(token.substr(0, first), "\"alg\"") || !Base64Decode(token.substr(second + 1))) return false;
  const auto payload = Base64Decode(token.substr(first + 1, second - first - 1));
  return payload && LooksLikeJsonObject(*payload);
}

// RFC 7516: five parts, and the header names the content encryption.
bool IsJwe(std::string_view token) {
  return std::count(token.begin(), token.end(), '.') == 4 && HasHeader(token.substr(0, token.find('.')), "\"enc\"");
}

// Amazon Bedrock, long-term: ABSK, then base64 of `USER-at-ACCOUNT:SECRET`.
bool IsBedrockLong(std::string_view token) {
  const auto text = DecodeHead(token.substr(token.starts_with("ABSK") ? 4 : 0));
  const size_t at = text ? text->find("-at-") : std::string::npos;
  return at != std::string::npos && text->size() > at + 17 && (*text)[at + 16] == ':' &&
         IsDigits(std::string_view(*text).substr(at + 4, 12));
}

// Amazon Bedrock, short-term: base64 of a presigned URL without its scheme.
bool IsBedrockShort(std::string_view token) {
  constexpr std::string_view kPrefix = "bedrock-api-key-";
  const auto text = DecodeHead(token.substr(token.starts_with(kPrefix) ? kPrefix.size() : 0));
  return text && text->starts_with("bedrock.amazonaws.com/?Action=CallWithBearerToken");
}

// The heads seen in session tokens of STS: a few binary bytes, then `er/aws`, `aws` or `origin_ec`.
bool IsAwsSessionToken(std::string_view token) {
  const auto bytes = DecodeHead(token);
  if (!bytes || bytes->size() < 100) return false;
  const std::string_view head = std::string_view(*bytes).substr(0, 14);
  return head.find("er/aws") != head.npos || head.find("aws") != head.npos || head.find("origin_ec") != head.npos;
}

// A version 2 macaroon (libmacaroons, format2.txt) whose location is the index: version, field 1, length, text.
bool IsPypiMacaroon(std::string_view token) {
  const auto bytes = DecodeHead(token.substr(token.starts_with("pypi-") ? 5 : 0));
  if (!bytes || bytes->size() < 60) return false;
  return bytes->starts_with(std::string("\x02\x01\x08") + "pypi.org") ||
         bytes->starts_with(std::string("\x02\x01\x0d") + "test.pypi.org");
}

// Discord: the first part is the base64 of the bot's id, a snowflake of 17 to 20 digits.
bool IsDiscordToken(std::string_view token) {
  const auto id = Base64Decode(token.substr(0, token.find('.')));
  return id && id->size() >= 17 && id->size() <= 20 && IsDigits(*id);
}

// RFC 7617: `user:password`. Registries leave the user empty at times; a password of one or two characters is a sample.
bool IsBasicAuth(std::string_view token) {
  const auto text = Base64Decode(token);
  const size_t colon = text ? text->find(':') : std::string::npos;
  return colon != std::string::npos && text->size() >= colon + 4 && IsPrintable(*text);
}

// RFC 9562: a version of 1 to 8 and the variant of the RFC; not one that repeats a few characters.
bool IsUuid(std::string_view token) {
  if (token.size() != 36) return false;
  std::string distinct;
  for (size_t i = 0; i < token.size(); ++i) {
    const char c = token[i];
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? c != '-' : !IsHex(c)) return false;
    if (!is_dash && distinct.find(c) == distinct.npos) distinct += c;
  }
  return token[14] >= '1' && token[14] <= '8' && std::string_view("89abAB").find(token[19]) != std::string_view::npos &&
         distinct.size() >= 6;
}

// Jira and Bitbucket Data Center: base64 of a decimal id, a colon and 20 random bytes.
bool IsAtlassianDataCenter(std::string_view token) {
  const auto bytes = DecodeHead(token.substr(token.starts_with("BBDC-") ? 5 : 0));
  const size_t colon = bytes ? bytes->find(':') : std::string::npos;
  return colon != std::string::npos && colon >= 4 && IsDigits(std::string_view(*bytes).substr(0, colon)) &&
         bytes->size() >= colon + 20;
}

// JFrog reference tokens: base64 of `reftkn:01:EXPIRY:RANDOM`.
bool IsJfrogReference(std::string_view token) {
  const auto text = DecodeHead(token);
  return text && text->starts_with("reftkn:") && text->size() > 21 && (*text)[9] == ':' &&
         IsDigits(std::string_view(*text).substr(10, 10));
}

// Elasticsearch API keys: base64 of `ID:KEY`, 20 and 22 characters of base64url.
bool IsElasticApiKey(std::string_view token) {
  const auto text = Base64Decode(token);
  return text && text->size() == 43 && (*text)[20] == ':' && Base64Decode(text->substr(0, 20)) && Base64Decode(text->substr(21));
}

// NVIDIA NGC: base64 of 26 characters, a colon and a UUID.
bool IsNvidiaNgc(std::string_view token) {
  const auto text = Base64Decode(token);
  return text && text->size() == 63 && (*text)[26] == ':' && IsUuid(std::string_view(*text).substr(27));
}

// itsdangerous (timed.py): PAYLOAD.TIME.SIGNATURE, the time in big-endian seconds since 1970, since 2011 in versions before 1.1.
bool IsItsdangerous(std::string_view token) {
  const size_t last = token.rfind('.');
  const size_t middle = last == token.npos || last == 0 ? token.npos : token.rfind('.', last - 1);
  const auto time = middle == token.npos ? std::nullopt : Base64Decode(token.substr(middle + 1, last - middle - 1));
  if (!time || time->size() != 4) return false;
  const uint64_t seconds = BigEndian(*time, 0, 4);
  constexpr uint64_t kYear_s = 365 * 24 * 3600, kYear2100_s = 4102444800;
  return seconds >= kYear_s && seconds < kYear2100_s;
}

constexpr Validator kValidators[] = {
    {"jwt", IsJwt, nullptr},
    {"jwe", IsJwe, nullptr},
    {"base64", IsBase64, nullptr},
    {"base64-32", IsBase64Of<32>, nullptr},
    {"base64-64", IsBase64Of<64>, nullptr},
    {"base64-json", IsBase64Json, nullptr},
    {"aws-bedrock-long", IsBedrockLong, nullptr},
    {"aws-bedrock-short", IsBedrockShort, nullptr},
    {"aws-session-token", IsAwsSessionToken, nullptr},
    {"pypi-macaroon", IsPypiMacaroon, nullptr},
    {"discord-token", IsDiscordToken, nullptr},
    {"docker-auth", IsBasicAuth, nullptr},
    {"basic-auth", IsBasicAuth, nullptr},
    {"uuid", IsUuid, nullptr},
    {"atlassian-dc", IsAtlassianDataCenter, nullptr},
    {"jfrog-reference", IsJfrogReference, nullptr},
    {"elastic-api-key", IsElasticApiKey, nullptr},
    {"nvidia-ngc", IsNvidiaNgc, nullptr},
    {"itsdangerous", IsItsdangerous, nullptr},
};

}  // namespace

std::span<const Validator> StructureValidators() { return kValidators; }

}  // namespace sluice
