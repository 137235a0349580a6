// Tokens of services that describe themselves: macaroons, base64 JSON, snowflakes, test and live modes.
#include <array>

#include "base/base64.h"
#include "base/number.h"
#include "base/time.h"
#include "scanner/judge/facts_json.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

// Cursor over a libmacaroons v2 packet: fields are type, length (varint), bytes; type 0 ends a section.
class MacaroonReader {
 public:
  explicit MacaroonReader(std::string_view bytes) : rest_(bytes) {}

  bool AtEnd() const { return rest_.empty(); }

  // Type 0 comes with no value. Nothing when truncated.
  std::optional<uint8_t> NextField(std::string_view* value) {
    if (rest_.empty()) return std::nullopt;
    const auto type = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    *value = {};
    if (type == 0) return type;
    const auto size = TakeVarint();
    if (!size || *size > rest_.size()) return std::nullopt;
    *value = rest_.substr(0, *size);
    rest_.remove_prefix(*size);
    return type;
  }

 private:
  std::optional<size_t> TakeVarint() {
    size_t value = 0;
    for (unsigned shift = 0; shift < 28 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<size_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    return std::nullopt;
  }

  std::string_view rest_;
};

// Every caveat must hold, so the earliest end counts. [0, not_after, not_before], [1, [project names]], [2, [project ids]], [3,
// user id], [4, publisher id]; before 2022 {"version": 1, "permissions": "user" | {"projects": [...]}} (warehouse,
// macaroons/caveats).
void ReadPypiCaveat(std::string_view caveat, Facts* facts) {
  if (caveat.starts_with('{')) {
    const auto document = JsonDocument::Parse(caveat);
    if (!document) return;
    if (document->String({"permissions"}) == "user") AddDetail(facts, "scope", "user");
    AddDetail(facts, "projects", document->Strings({"permissions", "projects"}).value_or(""));
    return;
  }
  // JsonDocument takes objects only, which also puts the array under its bounds.
  const auto document = JsonDocument::Parse("{\"c\":" + std::string(caveat) + "}");
  if (!document) return;
  const auto tag = document->Integer({"c"}, 0);
  const auto value = document->Integer({"c"}, 1);
  const bool is_earlier = value && *value >= 0 && (!facts->expires_at_s || *value < *facts->expires_at_s);
  if (tag == 0 && is_earlier) SetExpiry(facts, *value, "a caveat of the token says when it ends");
  if (tag == 1) AddDetail(facts, "projects", document->Strings({"c"}, 1).value_or(""));
  if (tag == 3) AddDetail(facts, "scope", "user");
  if (tag == 4) AddDetail(facts, "scope", "trusted publisher");
}

// Milliseconds since 2015 in the upper 42 bits (Discord, "Snowflakes").
int64_t SnowflakeTime(int64_t id) { return ((id >> 22) + 1420070400000) / 1000; }

std::optional<int64_t> ParseSnowflake(std::string_view digits) {
  if (digits.size() < 17 || digits.size() > 19) return std::nullopt;
  const auto high = ParseDigits(digits.substr(0, 15));
  const auto low = ParseDigits(digits.substr(15));
  if (!high || !low) return std::nullopt;
  int64_t value = *high;
  for (size_t i = 15; i < digits.size(); ++i) {
    if (value > (INT64_MAX - 9) / 10) return std::nullopt;
    value = value * 10 + (digits[i] - '0');
  }
  return value;
}

void AddSnowflake(const char* name, std::string_view digits, Facts* facts) {
  const auto id = ParseSnowflake(digits);
  if (!id) return;
  AddDetail(facts, name, digits);
  AddDetail(facts, "created_at", FormatUtc(SnowflakeTime(*id)));
}

}  // namespace

Facts ReadPypi(std::string_view secret, std::string_view) {
  constexpr std::string_view kPrefix = "pypi-";
  Facts facts;
  SetLongLived(&facts, "an upload token of PyPI works until it is deleted");
  if (!secret.starts_with(kPrefix)) return facts;
  const std::string bytes = DecodeBase64Run(secret.substr(kPrefix.size()));
  if (!bytes.starts_with('\x02')) return facts;
  MacaroonReader reader(std::string_view(bytes).substr(1));
  constexpr uint8_t kLocation = 1, kIdentifier = 2, kSignature = 6;
  bool in_caveats = false;
  std::string_view value;
  for (auto type = reader.NextField(&value); type && *type != kSignature; type = reader.NextField(&value)) {
    if (*type == kLocation && !in_caveats) AddDetail(&facts, "registry", value);
    if (*type == kIdentifier && in_caveats) ReadPypiCaveat(value, &facts);
    if (*type == 0) in_caveats = true;
  }
  return facts;
}

// base64 of "reftkn:01:<expiry, 0 = never>:<random>"
Facts ReadJfrogReference(std::string_view secret, std::string_view) {
  Facts facts;
  const std::string decoded = DecodeBase64Run(secret);
  if (!decoded.starts_with("reftkn:")) return facts;
  const size_t version_end = decoded.find(':', 7);
  if (version_end == std::string::npos) return facts;
  const size_t expiry_end = decoded.find(':', version_end + 1);
  if (expiry_end == std::string::npos) return facts;
  const auto expiry_s = ParseDigits(decoded.substr(version_end + 1, expiry_end - version_end - 1));
  if (!expiry_s) return facts;
  if (*expiry_s == 0) {
    SetLongLived(&facts, "it says that it never expires");
  } else {
    SetExpiry(&facts, *expiry_s, "the token names its own end");
  }
  return facts;
}

// sntrys_<base64 JSON>_<random>
Facts ReadSentryOrg(std::string_view secret, std::string_view) {
  Facts facts;
  if (!secret.starts_with("sntrys_")) return facts;
  const std::string_view body =
      secret.substr(7, secret.find('_', 7) == std::string_view::npos ? std::string_view::npos : secret.find('_', 7) - 7);
  const auto document = JsonDocument::Parse(DecodeBase64Run(body));
  if (!document) return facts;
  AddDetail(&facts, "organization", document->String({"org"}).value_or(""));
  AddDetail(&facts, "region_url", document->String({"region_url"}).value_or(""));
  const auto issued_s = document->Integer({"iat"});
  if (issued_s && *issued_s > 0) AddDetail(&facts, "issued_at", FormatUtc(*issued_s));
  SetLongLived(&facts, "an organization token of Sentry works until it is revoked");
  return facts;
}

// glc_<base64 JSON>: o organization, n policy and token name, m.r region. The older eyJrIjoi... keys hold n and id.
Facts ReadGrafanaCloud(std::string_view secret, std::string_view) {
  Facts facts;
  if (secret.starts_with("glc_")) secret.remove_prefix(4);
  const auto document = JsonDocument::Parse(DecodeBase64Run(secret));
  if (!document) return facts;
  const auto organization = document->Has({"o"}) ? document->Integer({"o"}) : document->Integer({"id"});
  if (organization) AddDetail(&facts, "organization", std::to_string(*organization));
  AddDetail(&facts, "token_name", document->String({"n"}).value_or(""));
  AddDetail(&facts, "region", document->String({"m", "r"}).value_or(""));
  return facts;
}

// ops_<base64url JSON>: the address is kept, the account's e-mail and keys are not.
Facts ReadOnepassword(std::string_view secret, std::string_view) {
  Facts facts;
  if (secret.starts_with("ops_")) secret.remove_prefix(4);
  const auto document = JsonDocument::Parse(DecodeBase64Run(secret));
  if (document) AddDetail(&facts, "sign_in_address", document->String({"signInAddress"}).value_or(""));
  return facts;
}

// <base64 application id>.<base64 issue time>.<signature>; the time counts from 1970, or from 2011 in older tokens. It is left out
// when it lies before the application or beyond any plausible year: the layout is observed, not documented.
Facts ReadDiscordToken(std::string_view secret, std::string_view) {
  Facts facts;
  const size_t first = secret.find('.');
  if (first == std::string_view::npos) return facts;
  const std::string id = DecodeBase64Run(secret.substr(0, first));
  AddSnowflake("application_id", id, &facts);
  const std::string_view middle = secret.substr(first + 1);
  const std::string issued = DecodeBase64Run(middle.substr(0, middle.find('.')));
  const auto snowflake = ParseSnowflake(id);
  if (issued.size() != 4 || !snowflake) return facts;
  constexpr int64_t kEpoch2011_s = 1293840000, kYear2040_s = 2208988800;
  auto issued_s = static_cast<int64_t>(BigEndian(issued, 0, 4));
  if (issued_s < kEpoch2011_s) issued_s += kEpoch2011_s;
  if (issued_s >= SnowflakeTime(*snowflake) && issued_s < kYear2040_s) AddDetail(&facts, "issued_at", FormatUtc(issued_s));
  return facts;
}

Facts ReadDiscordWebhook(std::string_view secret, std::string_view match) {
  Facts facts;
  constexpr std::string_view kPath = "webhooks/";
  const std::string_view text = match.find(kPath) == std::string_view::npos ? secret : match;
  const size_t at = text.find(kPath);
  if (at == std::string_view::npos) return facts;
  const std::string_view id = WordPrefix(text.substr(at + kPath.size()), "");
  AddSnowflake("webhook_id", id, &facts);
  return facts;
}

Facts ReadStripeMode(std::string_view secret, std::string_view) {
  Facts facts;
  const std::string_view head = secret.substr(0, 24);
  if (head.find("_test_") != std::string_view::npos) {
    AddDetail(&facts, "mode", "test");
    facts.severity = Severity::kLow;
  } else if (head.find("_live_") != std::string_view::npos) {
    AddDetail(&facts, "mode", "live");
  }
  return facts;
}

// base64 of "<64 hex digits><query>", the query with validUntil=<seconds> (Algolia, "Secured API keys").
Facts ReadAlgoliaSecured(std::string_view secret, std::string_view) {
  Facts facts;
  const std::string decoded = DecodeBase64Run(secret);
  if (decoded.size() < 64) return facts;
  const std::string query = "?" + decoded.substr(64);
  const auto until_s = ParseDigits(QueryParameter(query, "validUntil").value_or(""));
  if (until_s) SetExpiry(&facts, *until_s, "its validUntil restriction says when it ends");
  if (!until_s) SetLongLived(&facts, "it has no validUntil restriction: it works as long as the key it was made from");
  AddDetail(&facts, "indices", QueryParameter(query, "restrictIndices").value_or(""));
  return facts;
}

}  // namespace sluice
