// Ids that stand in clear inside tokens: whose token it is and when it was made, without asking anyone. Never the last part, which
// is the secret.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/time.h"
#include "scanner/judge/facts_json.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

enum class PartKind : uint8_t { kId, kObjectId, kUlid };  // the last two begin with the time they were made

struct TokenPart {
  std::string_view prefix;  // where the token begins inside the secret
  char separator;
  size_t index;
  const char* detail;
  PartKind kind = PartKind::kId;
};

constexpr std::array kParts = {
    TokenPart{"xoxb-", '-', 1, "workspace_id"},
    TokenPart{"xoxb-", '-', 2, "bot_id"},
    TokenPart{"xoxp-", '-', 1, "workspace_id"},
    TokenPart{"xoxp-", '-', 2, "user_id"},
    TokenPart{"xoxc-", '-', 1, "workspace_id"},
    TokenPart{"xapp-", '-', 2, "app_id"},
    TokenPart{"hooks.slack.com/services/", '/', 2, "workspace_id"},
    TokenPart{"hooks.slack.com/services/", '/', 3, "webhook_id"},
    TokenPart{"hooks.zapier.com/hooks/catch/", '/', 3, "account_id"},
    TokenPart{"SG.", '.', 1, "key_id"},
    TokenPart{"dt0", '.', 1, "key_id"},
    TokenPart{"PMAK-", '-', 1, "key_id", PartKind::kObjectId},
    TokenPart{"PMAT-", '-', 1, "key_id", PartKind::kUlid},
    TokenPart{"st.", '.', 1, "key_id", PartKind::kObjectId},
    TokenPart{"pat.", '.', 1, "account_id"},
    TokenPart{"pat.", '.', 2, "key_id", PartKind::kObjectId},
    TokenPart{"sat.", '.', 1, "account_id"},
    TokenPart{"sat.", '.', 2, "key_id", PartKind::kObjectId},
    TokenPart{"pdl_", '_', 3, "key_id", PartKind::kUlid},
    TokenPart{"access_token$", '$', 2, "merchant_id"},
    TokenPart{"tskey-", '-', 2, "key_id"},
    TokenPart{"0.", '.', 1, "key_id"},
    TokenPart{"AstraCS:", ':', 1, "client_id"},
    TokenPart{"CCIPAT_", '_', 1, "owner_id"},
    TokenPart{"CCIPRJ_", '_', 1, "project_id"},
    TokenPart{"sgp_", '_', 1, "instance_id"},
    TokenPart{"pk_", '_', 1, "user_id"},
    TokenPart{"APP_USR-", '-', 1, "app_id"},
    TokenPart{"TEST-", '-', 1, "app_id"},
    TokenPart{"pcsk_", '_', 1, "key_id"},
    TokenPart{"vercel_blob_rw_", '_', 3, "store_id"},
    TokenPart{"dp.st.", '.', 2, "config"},
};

// Part `index` of the text; nothing when it is the last one.
std::optional<std::string_view> PartOf(std::string_view text, char separator, size_t index) {
  for (; index > 0; --index) {
    const size_t at = text.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + 1);
  }
  const size_t end = text.find(separator);
  return end == std::string_view::npos ? std::nullopt : std::optional(text.substr(0, end));
}

std::optional<int64_t> ParseBase(std::string_view digits, int base) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

// An ObjectId begins with seconds in eight hex digits; a ULID with milliseconds in ten digits of Crockford's base 32.
std::optional<int64_t> TimeOf(std::string_view id, PartKind kind) {
  if (kind == PartKind::kObjectId) return id.size() == 24 ? ParseBase(id.substr(0, 8), 16) : std::nullopt;
  constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  if (kind != PartKind::kUlid || id.size() != 26) return std::nullopt;
  int64_t milliseconds = 0;
  for (const char c : id.substr(0, 10)) {
    const size_t digit = kCrockford.find(ToUpper(c));
    if (digit == std::string_view::npos) return std::nullopt;
    milliseconds = milliseconds << 5 | static_cast<int64_t>(digit);
  }
  return milliseconds / 1000;
}

void AddPart(std::string_view part, const TokenPart& form, Facts* facts) {
  constexpr size_t kShortestId = 5;
  constexpr int64_t kYear2009_s = 1230768000, kYear2100_s = 4102444800;
  if (part.size() < kShortestId) return;
  AddDetail(facts, form.detail, part);
  const auto made_s = TimeOf(part, form.kind);
  if (made_s && *made_s > kYear2009_s && *made_s < kYear2100_s) AddDetail(facts, "created_at", FormatUtc(*made_s));
}

// One letter of a routable token's payload, "u:1kx": ids in base 36 (GitLab, "Routable token").
void AddRoute(std::string_view line, Facts* facts) {
  struct Route {
    char letter;
    const char* detail;
  };
  constexpr Route kRoutes[] = {
      {'o', "organization_id"}, {'u', "user_id"}, {'p', "project_id"}, {'g', "group_id"}, {'c', "cell_id"}};
  if (line.size() < 3 || line[1] != ':') return;
  const auto id = ParseBase(line.substr(2), 36);
  for (const Route& route : kRoutes) {
    if (id && route.letter == line[0]) AddDetail(facts, route.detail, std::to_string(*id));
  }
}

}  // namespace

Facts ReadTokenParts(std::string_view secret, std::string_view) {
  Facts facts;
  for (const TokenPart& form : kParts) {
    const size_t at = secret.find(form.prefix);
    const bool is_url = form.separator == '/';
    if (at == std::string_view::npos || (at != 0 && !is_url)) continue;
    const auto part = PartOf(secret.substr(at), form.separator, form.index);
    if (part) AddPart(*part, form, &facts);
  }
  return facts;
}

// ID:SECRET, ID.SECRET, ID-SECRET
Facts ReadFirstPart(std::string_view secret, std::string_view) {
  Facts facts;
  const size_t end = secret.find_first_of(":.-");
  if (end != std::string_view::npos && end >= 5) AddDetail(&facts, "id", secret.substr(0, end));
  return facts;
}

// base64 of {"a": account, "t": tunnel, "s": secret}
Facts ReadCloudflareTunnel(std::string_view secret, std::string_view) {
  Facts facts;
  const auto document = JsonDocument::Parse(DecodeBase64Run(secret));
  if (!document) return facts;
  AddDetail(&facts, "account_id", document->String({"a"}).value_or(""));
  AddDetail(&facts, "tunnel_id", document->String({"t"}).value_or(""));
  return facts;
}

// PREFIX-PAYLOAD.01.LENGTH-AND-CRC: 16 random bytes, lines of routes, a byte that counts the random ones; older ones without the
// version begin with the lines.
Facts ReadGitlabRoutable(std::string_view secret, std::string_view) {
  Facts facts;
  constexpr size_t kRandomBytes = 16;
  const size_t start = secret.find('-'), dot = secret.find('.');
  if (start == std::string_view::npos || dot == std::string_view::npos || dot < start) return facts;
  const auto payload = Base64Decode(secret.substr(start + 1, dot - start - 1));
  if (!payload || payload->size() < kRandomBytes + 2) return facts;
  const bool has_version = secret.find('.', dot + 1) != std::string_view::npos;
  std::string_view lines = std::string_view(*payload).substr(has_version ? kRandomBytes : 0, payload->size() - kRandomBytes - 1);
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    AddRoute(lines.substr(0, end), &facts);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return facts;
}

}  // namespace sluice
