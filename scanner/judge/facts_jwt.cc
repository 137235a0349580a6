// JSON Web Tokens (RFC 7519), JWE headers (RFC 7516), and tokens built like them.
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/time.h"
#include "scanner/judge/facts_json.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr int64_t kYear10000_s = 253402300800;

struct ClaimDetail {
  const char* claim;
  const char* detail;
};

// What tells a reader whose token it is and what it opens. Claims that name a person (sub, email, upn, oid, name) stay out.
constexpr std::array<ClaimDetail, 10> kClaims = {{{"iss", "issuer"},
                                                  {"aud", "audience"},
                                                  {"ref", "project"},
                                                  {"role", "role"},
                                                  {"tid", "tenant"},
                                                  {"appid", "client_id"},
                                                  {"azp", "client_id"},
                                                  {"client_id", "client_id"},
                                                  {"repository", "repository"},
                                                  {"scope", "scope"}}};

bool HasDetail(const Facts& facts, std::string_view key) {
  for (const auto& [name, value] : facts.details) {
    if (name == key) return true;
  }
  return false;
}

void AddTime(const JsonDocument& claims, std::string_view claim, const char* detail, Facts* facts) {
  const auto time_s = claims.Integer({claim});
  if (time_s && *time_s > 0 && *time_s < kYear10000_s) AddDetail(facts, detail, FormatUtc(*time_s));
}

// Legacy tokens carry flat names, bound ones (Kubernetes 1.21 and later) an object; both name namespace and account.
void ReadKubernetes(const JsonDocument& claims, Facts* facts) {
  auto space = claims.String({"kubernetes.io", "namespace"});
  auto account = claims.String({"kubernetes.io", "serviceaccount", "name"});
  if (!space) space = claims.String({"kubernetes.io/serviceaccount/namespace"});
  if (!account) account = claims.String({"kubernetes.io/serviceaccount/service-account.name"});
  AddDetail(facts, "namespace", space.value_or(""));
  AddDetail(facts, "service_account", account.value_or(""));
  // The token of a service account without an end (its secret's, before 1.24) is what cluster-admin is often given to.
  if (claims.String({"iss"}) != "kubernetes/serviceaccount" || claims.Has({"exp"})) return;
  facts->severity = Severity::kHigh;
  const std::string secret = claims.String({"kubernetes.io/serviceaccount/secret.name"}).value_or("");
  AddDetail(facts, "secret_name", secret);
  facts->remedy = "Delete the Secret that holds it, which ends it at once, and let pods and tools ask for bound tokens that expire";
}

// Supabase signs two tokens a project: anon is made for browsers, service_role bypasses row level security.
void ReadSupabase(const JsonDocument& claims, Facts* facts) {
  const std::string issuer = claims.String({"iss"}).value_or("");
  const std::string role = claims.String({"role"}).value_or("");
  if (issuer != "supabase" && issuer != "supabase-demo") return;
  if (role == "anon" || issuer == "supabase-demo") {
    facts->severity = Severity::kInfo;
    facts->why = role == "anon" ? "Supabase's anon key is made to be public" : "the demo key every local Supabase has";
  } else if (role == "service_role") {
    facts->severity = Severity::kCritical;
    facts->remedy =
        "Rotate the project's JWT secret, which ends its anon key too, or move to secret API keys, and read the audit log";
  }
}

void ReadExpiry(const JsonDocument& claims, Facts* facts) {
  const auto expiry_s = claims.Integer({"exp"});
  if (expiry_s && *expiry_s >= 0 && *expiry_s < kYear10000_s) return SetExpiry(facts, *expiry_s, "its exp claim says when it ends");
  if (claims.Has({"exp"})) return SetLongLived(facts, "its exp claim names no moment before the year 10000");
  SetLongLived(facts, "it has no exp claim: it works until its signing key is replaced or the issuer revokes it");
}

void ReadClaims(const JsonDocument& claims, Facts* facts) {
  ReadExpiry(claims, facts);
  for (const ClaimDetail& entry : kClaims) {
    if (!HasDetail(*facts, entry.detail)) AddDetail(facts, entry.detail, claims.Strings({entry.claim}).value_or(""));
  }
  AddTime(claims, "iat", "issued_at", facts);
  AddTime(claims, "nbf", "not_before", facts);
  ReadKubernetes(claims, facts);
  ReadSupabase(claims, facts);
}

std::optional<JsonDocument> DecodePart(std::string_view part) {
  const auto bytes = Base64Decode(part);
  return bytes ? JsonDocument::Parse(*bytes) : std::nullopt;
}

// Takes what stands before the next dot from the front of `token`.
std::string_view TakePart(std::string_view* token) {
  const size_t dot = token->find('.');
  const std::string_view part = token->substr(0, dot);
  *token = dot == std::string_view::npos ? std::string_view() : token->substr(dot + 1);
  return part;
}

// The payload is encrypted; some issuers (AWS CodeArtifact) repeat the expiry in the header.
void ReadEncrypted(const JsonDocument& header, Facts* facts) {
  const auto expiry_s = header.Integer({"exp"});
  if (expiry_s && *expiry_s >= 0 && *expiry_s < kYear10000_s) SetExpiry(facts, *expiry_s, "its header says when it ends");
  AddDetail(facts, "kind", "encrypted (JWE)");
}

}  // namespace

// A token may stand behind its issuer's prefix: hf_oauth_eyJ...
Facts ReadJwt(std::string_view secret, std::string_view) {
  Facts facts;
  const size_t prefix = secret.starts_with("ey") ? std::string_view::npos : secret.substr(0, 16).find("_ey");
  if (prefix != std::string_view::npos) secret.remove_prefix(prefix + 1);
  std::string_view token = secret.substr(0, WordPrefix(secret, "-_.=").size());
  const auto header = DecodePart(TakePart(&token));
  if (!header) return facts;
  const std::string algorithm = header->String({"alg"}).value_or("");
  AddDetail(&facts, "alg", algorithm);
  if (header->Has({"enc"})) {
    ReadEncrypted(*header, &facts);
    return facts;
  }
  const auto claims = DecodePart(TakePart(&token));
  if (!claims) return facts;
  ReadClaims(*claims, &facts);
  if (EqualsIgnoringCase(algorithm, "none")) {
    facts.severity = Severity::kLow;
    facts.why = "it is not signed (alg none): only a server that skips verification accepts it";
  }
  return facts;
}

// ghs_<app id>_<JWT> since 2026, ghs_ and 36 characters before: GitHub's "Authenticating as a GitHub App installation".
Facts ReadGithubApp(std::string_view secret, std::string_view match) {
  const size_t start = secret.find("_ey");
  Facts facts = start == std::string_view::npos ? Facts() : ReadJwt(secret.substr(start + 1), match);
  if (start != std::string_view::npos && start > 4) AddDetail(&facts, "app_id", WordPrefix(secret.substr(4, start - 4), ""));
  if (!facts.expires_at_s) {
    facts.lifetime = LifetimeClass::kExpiring;
    facts.max_age_s = 24 * 3600;
    facts.why = "an installation token lasts an hour, the token of an Actions job at most 24";
  }
  return facts;
}

// v<n>.public.<payload and signature>: the payload is JSON followed by 64 (v2, v4), 96 (v3) or 256 (v1) bytes of signature
// (PASETO specification, "Common implementation details"); local tokens are encrypted.
Facts ReadPaseto(std::string_view secret, std::string_view) {
  Facts facts;
  const std::string version(TakePart(&secret));
  if (TakePart(&secret) != "public") return facts;
  const size_t signature_bytes = version == "v1" ? 256 : version == "v3" ? 96 : 64;
  const std::string bytes = DecodeBase64Run(TakePart(&secret));
  if (bytes.size() <= signature_bytes) return facts;
  const auto claims = JsonDocument::Parse(std::string_view(bytes).substr(0, bytes.size() - signature_bytes));
  if (!claims) return facts;
  const auto expiry_s = ParseUtc(claims->String({"exp"}).value_or(""));
  if (expiry_s) SetExpiry(&facts, *expiry_s, "its exp claim says when it ends");
  if (!claims->Has({"exp"})) SetLongLived(&facts, "it has no exp claim");
  AddDetail(&facts, "issuer", claims->String({"iss"}).value_or(""));
  return facts;
}

// sk.<payload>.<signature>, tk. for temporary ones: no header part (Mapbox, "Access tokens").
Facts ReadMapbox(std::string_view secret, std::string_view) {
  Facts facts;
  TakePart(&secret);
  const auto claims = DecodePart(TakePart(&secret));
  if (!claims) return facts;
  const auto expiry_s = claims->Integer({"exp"});
  if (expiry_s && *expiry_s >= 0 && *expiry_s < kYear10000_s) SetExpiry(&facts, *expiry_s, "its payload says when it ends");
  AddDetail(&facts, "account", claims->String({"u"}).value_or(""));
  return facts;
}

}  // namespace sluice
