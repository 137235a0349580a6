#include "scanner/detect/neighbours.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr int kReachLines = 6;

std::string_view LastLines(std::string_view text) {
  size_t begin = text.size();
  for (int lines = 0; begin > 0; --begin) {
    if (text[begin - 1] == '\n' && ++lines > kReachLines) break;
  }
  return text.substr(begin);
}

std::string_view FirstLines(std::string_view text) {
  size_t end = 0;
  for (int lines = 0; end < text.size(); ++end) {
    if (text[end] == '\n' && ++lines > kReachLines) break;
  }
  return text.substr(0, end);
}

bool IsBase64(char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '-' || c == '_' || c == '='; }

// Behind the end of a name: `joint` (what stands between our own name and its value, without blanks), then the value.
std::optional<std::string_view> ValueBehind(std::string_view text, std::string_view joint) {
  for (size_t at = 0, given = 0; at < text.size(); ++at) {
    if (given == joint.size() && !IsSpace(text[at])) {
      const std::string_view value = text.substr(at);
      return value.substr(0, static_cast<size_t>(std::ranges::find_if_not(value, IsBase64) - value.begin()));
    }
    if (IsSpace(text[at])) continue;
    if (text[at] != joint[given]) break;
    ++given;
  }
  return std::nullopt;
}

// Whether a field of that name, written like our own, holds what `is_alike` says.
template <class IsAlike>
bool HasField(std::string_view text, std::string_view lower_name, std::string_view joint, IsAlike is_alike) {
  for (size_t at = 0;;) {
    const size_t found = FindIgnoringCase(text.substr(at), lower_name);
    if (found == std::string_view::npos) return false;
    const size_t begin = at + found, end = begin + lower_name.size();
    const bool starts = begin == 0 || (!IsAlnum(text[begin - 1]) && text[begin - 1] != '_' && text[begin - 1] != '-');
    const auto value = starts ? ValueBehind(text.substr(end), joint) : std::nullopt;
    if (value && is_alike(*value)) return true;
    at = begin + 1;
  }
}

// `{ key: "757f…", iv: "057f…", pt: "be4e…", ct: "6e80…" }`: what goes in and what comes out is known, so the key hides nothing.
// The other field is written like the key: the tag of an image or the digest of a file beside a key is no such thing.
bool IsTestVector(std::string_view value, const ValueContext& context) {
  constexpr size_t kFewestDigits = 8, kFewestCharacters = 16, kCommit = 40;
  std::string joint;
  std::ranges::copy_if(context.between, std::back_inserter(joint), [](char c) { return !IsSpace(c); });
  if (joint.find_first_of(":=") == joint.npos || std::string_view("\"'`").find(joint.back()) == std::string_view::npos)
    return false;
  const bool is_hex = std::ranges::all_of(value, IsHex);
  const auto is_alike = [&](std::string_view other) {
    if (is_hex) return other.size() >= kFewestDigits && other.size() != kCommit && std::ranges::all_of(other, IsHex);
    const auto has = [&](auto predicate) { return std::ranges::any_of(other, predicate); };
    return other.size() >= kFewestCharacters && has(IsDigit) && has(IsUpper) && has(IsLower);
  };
  static constexpr auto kFields =
      std::to_array<std::string_view>({"aad", "adata", "cipher_text", "ciphertext", "ct", "digest", "expected", "ikm", "msg", "okm",
                                       "plain_text", "plaintext", "prk", "pt", "tag"});
  const std::string_view before = LastLines(context.preceding), after = FirstLines(context.following);
  const auto has_field = [&](std::string_view field, auto accept) {
    return HasField(after, field, joint, accept) || HasField(before, field, joint, accept);
  };
  const auto is_short_hex = [](std::string_view other) { return std::ranges::all_of(other, IsHex); };
  if (is_hex && has_field("pt", is_short_hex) && has_field("ct", is_short_hex)) return true;
  return std::ranges::any_of(kFields, [&](std::string_view field) { return has_field(field, is_alike); });
}

// `"verify_keys": { "ed25519:auto": { "key": "…" } }`, `"sender_key": "…"` beside a ciphertext: 32 bytes that are shown to
// everyone.
bool IsPublicKeyOfAPeer(std::string_view value, const ValueContext& context) {
  constexpr size_t kEncodedBytes = 43;  // and `=`
  if (value.substr(0, value.find('=')).size() != kEncodedBytes) return false;
  const std::string_view before = LastLines(context.preceding), after = FirstLines(context.following);
  const auto holds = [](std::string_view text, std::string_view word) { return ContainsIgnoringCase(text, word); };
  const auto holds_beside = [&](std::string_view word) { return holds(before, word) || holds(after, word); };
  if (holds(context.key, "sender") && (holds_beside("ciphertext") || holds_beside("megolm"))) return true;
  return holds(before, "verify_key") || holds(before, "\"ed25519:");
}

// `key: "507f1f77…"`: twelve bytes whose first four are the time when the object was made, between 2011 and 2029.
bool IsObjectId(std::string_view value, const ValueContext& context) {
  constexpr size_t kDigits = 24;
  constexpr std::string_view kFirst = "4d", kLast = "6f";
  const auto is_lower_hex = [](char c) { return IsHex(c) && !IsUpper(c); };
  return value.size() == kDigits && context.key == "key" && std::ranges::all_of(value, is_lower_hex) &&
         value.substr(0, 2) >= kFirst && value.substr(0, 2) <= kLast;
}

// `Trying agent key b'3f7c…'`: nothing gives the fingerprint to the name. `deviceToken: '1143…'`: where Apple delivers messages.
bool IsIdentifierInHex(std::string_view value, const ValueContext& context) {
  if (!std::ranges::all_of(value, IsHex)) return false;
  constexpr size_t kFingerprint = 32, kDevice = 64;
  const std::string key = Lower(context.key);
  if (value.size() == kDevice && (key.ends_with("devicetoken") || key.ends_with("device_token"))) return true;
  return value.size() == kFingerprint && key == "key" && context.before.ends_with("agent ") &&
         context.between.find_first_of("=:") == std::string_view::npos;
}

}  // namespace

const char* NeighboursSayNoSecret(std::string_view value, const ValueContext& context) {
  if (IsIdentifierInHex(value, context)) return "the number of something, in hex";
  if (!ContainsIgnoringCase(context.key, "key")) return nullptr;
  if (IsTestVector(value, context)) return "a test vector";
  if (IsPublicKeyOfAPeer(value, context)) return "a public key";
  return IsObjectId(value, context) ? "the number of an object" : nullptr;
}

}  // namespace sluice
