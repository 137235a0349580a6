// The end that stands beside a credential, as files and environments of many tools write it. Nothing is worse than to call a living
// secret dead, so a date counts only where it is the credential's own: beside it, not of another entry, and of several the latest.
#include <algorithm>
#include <array>
#include <span>

#include "base/ascii.h"
#include "base/time.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"Expiration",      "expiration", "expiresAt", "expires_at",
                                                    "expiration_time", "expires",    "expiry"};

// Of AWS sessions: answers of STS and of metadata services, botocore and aws-vault, saml2aws, aws-mfa.
constexpr std::array<std::string_view, 5> kSessionNames = {"Expiration", "expiration", "AWS_CREDENTIAL_EXPIRATION",
                                                           "AWS_SESSION_EXPIRATION", "x_security_token_expires"};

// How far the line of `at` is indented. The dash of a YAML list and the sign of a diff count as blanks.
size_t Indentation(std::string_view text, size_t at) {
  const size_t line_break = text.substr(0, at).rfind('\n');
  const size_t begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  return std::min(text.find_first_not_of(" \t+-", begin), text.size()) - begin;
}

// Entries of one JSON object are siblings however they are laid out; elsewhere lines of one indentation are.
bool IsSibling(std::string_view text, size_t field_at, size_t secret_at) {
  return text.starts_with('{') || Indentation(text, field_at) == Indentation(text, secret_at);
}

// A date, seconds or milliseconds since 1970. A small number is how long something lives, not when it ends.
std::optional<int64_t> ParseEnd(std::string_view value) {
  constexpr int64_t kFirstMilliseconds = 100000000000;  // as seconds this is the year 5138
  constexpr int64_t kYear2001_s = 978307200;
  value = value.substr(0, value.find_last_not_of(' ') + 1);
  auto end_s = ParseDigits(value);
  if (!end_s || value.size() == 8) end_s = ParseUtc(value);
  if (end_s && *end_s >= kFirstMilliseconds) *end_s /= 1000;
  return end_s && *end_s < kYear2001_s ? std::nullopt : end_s;
}

struct End {
  int64_t time_s;
  std::string_view name;
};

std::optional<End> LatestBeside(std::string_view secret, std::string_view text, std::span<const std::string_view> names) {
  const size_t secret_at = text.find(secret);
  std::optional<End> latest;
  if (secret_at == std::string_view::npos) return latest;
  for (const std::string_view name : names) {
    for (const Field& field : FieldsNamed(text, name)) {
      const auto end_s = ParseEnd(field.value);
      if (!end_s || !IsSibling(text, field.at, secret_at)) continue;
      if (!latest || *end_s > latest->time_s) latest = End{*end_s, name};
    }
  }
  return latest;
}

// What stands beside a refresh token is the end of the access token, which it outlives by weeks.
bool IsRefreshToken(std::string_view secret, std::string_view text) {
  constexpr size_t kNameBytes = 24;
  if (secret.starts_with("sk-ant-ort") || secret.starts_with("aorAAAAA")) return true;
  const size_t at = text.find(secret);
  if (at == std::string_view::npos) return false;
  const std::string_view before = text.substr(at - std::min(at, kNameBytes), std::min(at, kNameBytes));
  return FindIgnoringCase(before, "refresh") != std::string_view::npos;
}

}  // namespace

Facts ReadJsonExpiry(std::string_view secret, std::string_view match) {
  Facts facts;
  if (IsRefreshToken(secret, match)) return facts;
  const auto end = LatestBeside(secret, match, kNames);
  if (end) SetExpiry(&facts, end->time_s, "the " + std::string(end->name) + " beside it says when it ends");
  return facts;
}

std::optional<int64_t> SessionEndBeside(std::string_view secret, std::string_view text) {
  const auto end = LatestBeside(secret, text, kSessionNames);
  return end ? std::optional(end->time_s) : std::nullopt;
}

}  // namespace sluice
