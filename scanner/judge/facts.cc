#include "scanner/judge/facts.h"

#include <algorithm>
#include <array>

#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr size_t kMaxInputBytes = 64 * 1024;

struct NamedReader {
  std::string_view name;
  FactsReader read;
  bool looks_around = false;  // what it reads may stand outside the match
};

constexpr std::array kReaders = {
    NamedReader{"algolia-secured", ReadAlgoliaSecured},
    NamedReader{"aws-account-id", ReadAwsAccountId},
    NamedReader{"aws-bedrock-long", ReadAwsBedrockLong},
    NamedReader{"aws-bedrock-short", ReadAwsBedrockShort},
    NamedReader{"aws-ecr", ReadAwsEcr, true},
    NamedReader{"aws-eks", ReadAwsEks},
    NamedReader{"aws-presigned-v2", ReadAwsPresignedV2},
    NamedReader{"aws-presigned-v4", ReadAwsPresignedV4},
    NamedReader{"aws-rds", ReadAwsRds},
    NamedReader{"aws-secret", ReadAwsSecret, true},
    NamedReader{"aws-sts", ReadAwsSts, true},
    NamedReader{"azure-sas", ReadAzureSas},
    NamedReader{"azure-sql", ReadConnectionString, true},
    NamedReader{"azure-storage-account", ReadAzureStorageAccount, true},
    NamedReader{"cask", ReadCask},
    NamedReader{"client-key", ReadClientKey, true},
    NamedReader{"cloudfront-expires", ReadCloudfront},
    NamedReader{"cloudflare-tunnel", ReadCloudflareTunnel},
    NamedReader{"connection-string", ReadConnectionString, true},
    NamedReader{"cookie", ReadCookie, true},
    NamedReader{"discord-token", ReadDiscordToken},
    NamedReader{"discord-webhook", ReadDiscordWebhook},
    NamedReader{"docker-auth", ReadDockerAuth},
    NamedReader{"first-part", ReadFirstPart},
    NamedReader{"flyio", ReadFlyio},
    NamedReader{"gcp-signed-url", ReadGcpSignedUrl},
    NamedReader{"github-app", ReadGithubApp},
    NamedReader{"gitlab-routable", ReadGitlabRoutable},
    NamedReader{"google-service-account", ReadGoogleServiceAccount, true},
    NamedReader{"grafana-cloud", ReadGrafanaCloud},
    NamedReader{"itsdangerous", ReadItsdangerous},
    NamedReader{"jfrog-reference", ReadJfrogReference},
    NamedReader{"json-expiry", ReadJsonExpiry, true},
    NamedReader{"jwt", ReadJwt},
    NamedReader{"jwt-exp", ReadJwt},
    NamedReader{"key-pair", ReadKeyPair, true},
    NamedReader{"key-store", ReadKeyStore},
    NamedReader{"macaroon", ReadMacaroon},
    NamedReader{"mapbox", ReadMapbox},
    NamedReader{"nuget-key", ReadNugetKey},
    NamedReader{"onepassword", ReadOnepassword},
    NamedReader{"otpauth", ReadOtpauth},
    NamedReader{"paseto", ReadPaseto},
    NamedReader{"private-key", ReadPrivateKey},
    NamedReader{"pypi", ReadPypi},
    NamedReader{"saml", ReadSaml},
    NamedReader{"sentry-org", ReadSentryOrg},
    NamedReader{"stripe-mode", ReadStripeMode},
    NamedReader{"token-parts", ReadTokenParts},
    NamedReader{"url-userinfo", ReadUrlUserinfo},
    NamedReader{"x509", ReadX509, true},
};

const NamedReader* FindReader(std::string_view name) {
  for (const NamedReader& reader : kReaders) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

// Seconds of "ttl-12h" or "ttl-90d": one to four digits and a unit.
std::optional<int64_t> ParseTtl(std::string_view name) {
  if (!name.starts_with("ttl-") || name.size() < 6 || name.size() > 9) return std::nullopt;
  const auto count = ParseDigits(name.substr(4, name.size() - 5));
  if (!count || *count == 0) return std::nullopt;
  if (name.back() == 'h') return *count * 3600;
  return name.back() == 'd' ? std::optional<int64_t>(*count * 24 * 3600) : std::nullopt;
}

// A detail must not repeat the secret: user "root" with the password "root" would give it away.
void DropSecretDetails(std::string_view secret, Facts* facts) {
  if (secret.empty()) return;
  std::erase_if(facts->details, [&](const auto& detail) { return detail.second.find(secret) != std::string::npos; });
}

// The braces around `at`, both of them; empty when they are not there. Braces in strings may misplace one: then the part is another
// object that holds the secret, or none.
std::string_view EnclosingObject(std::string_view text, size_t at) {
  size_t begin = at, end = at;
  int depth = 0;
  while (begin > 0 && depth < 1) depth += text[--begin] == '{' ? 1 : text[begin] == '}' ? -1 : 0;
  if (depth < 1) return {};
  for (depth = 0; end < text.size() && depth < 1; ++end) depth += text[end] == '}' ? 1 : text[end] == '{' ? -1 : 0;
  return depth < 1 ? std::string_view() : text.substr(begin, end - begin);
}

// What belongs to the secret: its JSON object, or else the lines up to the next blank ones. Empty when the secret is not there.
std::string_view Neighbourhood(std::string_view around, std::string_view secret) {
  const size_t at = secret.empty() ? std::string_view::npos : around.find(secret);
  if (at == std::string_view::npos) return {};
  const std::string_view object = EnclosingObject(around, at);
  if (!object.empty()) return object;
  const size_t before = around.substr(0, at).rfind("\n\n"), after = around.find("\n\n", at);
  const size_t begin = before == std::string_view::npos ? 0 : before;
  return around.substr(begin, after == std::string_view::npos ? after : after - begin);
}

// What the neighbours add to what the match said itself.
void AddMissing(Facts more, Facts* facts) {
  for (auto& detail : more.details) {
    const auto is_same = [&](const auto& known) { return known.first == detail.first; };
    if (std::none_of(facts->details.begin(), facts->details.end(), is_same)) facts->details.push_back(std::move(detail));
  }
  if (!facts->severity) facts->severity = more.severity;
  const bool tells_end = !facts->expires_at_s && more.expires_at_s;
  const bool tells_age = !facts->expires_at_s && !facts->max_age_s && more.max_age_s;
  if (!tells_end && !tells_age) return;
  facts->expires_at_s = more.expires_at_s;
  facts->max_age_s = more.max_age_s ? more.max_age_s : facts->max_age_s;
  facts->lifetime = more.lifetime;
  facts->why = std::move(more.why);
  facts->remedy = std::move(more.remedy);
}

}  // namespace

bool IsReaderName(std::string_view name) { return FindReader(name) != nullptr || ParseTtl(name).has_value(); }

Facts ReadFacts(std::string_view name, std::string_view secret, std::string_view match, std::string_view around) {
  Facts facts;
  if (const NamedReader* reader = FindReader(name)) {
    const std::string_view bounded = secret.substr(0, kMaxInputBytes);
    facts = reader->read(bounded, match.substr(0, kMaxInputBytes));
    const std::string_view near = reader->looks_around ? Neighbourhood(around.substr(0, kMaxInputBytes), bounded) : "";
    if (!near.empty()) AddMissing(reader->read(bounded, near), &facts);
    DropSecretDetails(secret, &facts);
  } else if (const auto ttl_s = ParseTtl(name)) {
    facts.lifetime = LifetimeClass::kExpiring;
    facts.max_age_s = ttl_s;
  }
  return facts;
}

void AddFactsOfOtherHalf(const Facts& other_half, Facts* facts) { AddMissing(other_half, facts); }

}  // namespace sluice
