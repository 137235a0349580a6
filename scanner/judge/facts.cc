#include "scanner/judge/facts.h"

#include <algorithm>
#include <array>

#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr size_t kMaxInputBytes = 64 * 1024;

// Where what a reader reads may stand besides the match: beside it, and there the end too (kEndBeside), or in the URL that holds
// it.
enum class Reach : uint8_t { kNowhere, kNeighbours, kEndBeside, kQuery };

struct NamedReader {
  std::string_view name;
  FactsReader read;
  Reach reach = Reach::kNowhere;
};

constexpr std::array kReaders = {
    NamedReader{"algolia-secured", ReadAlgoliaSecured},
    NamedReader{"aws-account-id", ReadAwsAccountId},
    NamedReader{"aws-bedrock-long", ReadAwsBedrockLong},
    NamedReader{"aws-bedrock-short", ReadAwsBedrockShort},
    NamedReader{"aws-ecr", ReadAwsEcr, Reach::kNeighbours},
    NamedReader{"aws-eks", ReadAwsEks},
    NamedReader{"aws-presigned-v2", ReadAwsPresignedV2, Reach::kQuery},
    NamedReader{"aws-presigned-v4", ReadAwsPresignedV4, Reach::kQuery},
    NamedReader{"aws-rds", ReadAwsRds},
    NamedReader{"aws-secret", ReadAwsSecret, Reach::kEndBeside},
    NamedReader{"aws-sts", ReadAwsSts, Reach::kEndBeside},
    NamedReader{"azure-sas", ReadAzureSas, Reach::kQuery},
    NamedReader{"azure-sql", ReadConnectionString, Reach::kNeighbours},
    NamedReader{"azure-storage-account", ReadAzureStorageAccount, Reach::kNeighbours},
    NamedReader{"cask", ReadCask},
    NamedReader{"client-key", ReadClientKey, Reach::kEndBeside},
    NamedReader{"cloudfront-cookie", ReadCloudfrontCookie, Reach::kEndBeside},
    NamedReader{"cloudfront-expires", ReadCloudfront, Reach::kQuery},
    NamedReader{"cloudflare-tunnel", ReadCloudflareTunnel},
    NamedReader{"connection-string", ReadConnectionString, Reach::kNeighbours},
    NamedReader{"cookie", ReadCookie, Reach::kEndBeside},
    NamedReader{"discord-token", ReadDiscordToken},
    NamedReader{"discord-webhook", ReadDiscordWebhook},
    NamedReader{"docker-auth", ReadDockerAuth},
    NamedReader{"first-part", ReadFirstPart},
    NamedReader{"flyio", ReadFlyio},
    NamedReader{"gcp-signed-url", ReadGcpSignedUrl, Reach::kQuery},
    NamedReader{"github-app", ReadGithubApp},
    NamedReader{"gitlab-routable", ReadGitlabRoutable},
    NamedReader{"google-service-account", ReadGoogleServiceAccount, Reach::kNeighbours},
    NamedReader{"grafana-cloud", ReadGrafanaCloud},
    NamedReader{"itsdangerous", ReadItsdangerous},
    NamedReader{"jfrog-reference", ReadJfrogReference},
    NamedReader{"json-expiry", ReadJsonExpiry, Reach::kEndBeside},
    NamedReader{"jwt", ReadJwt},
    NamedReader{"jwt-exp", ReadJwt},
    NamedReader{"key-pair", ReadKeyPair, Reach::kNeighbours},
    NamedReader{"key-store", ReadKeyStore},
    NamedReader{"macaroon", ReadMacaroon},
    NamedReader{"mapbox", ReadMapbox},
    NamedReader{"nuget-key", ReadNugetKey},
    NamedReader{"onepassword", ReadOnepassword},
    NamedReader{"otpauth", ReadOtpauth},
    NamedReader{"paseto", ReadPaseto},
    NamedReader{"private-key", ReadPrivateKey},
    NamedReader{"pypi", ReadPypi},
    NamedReader{"saml", ReadSaml, Reach::kNeighbours},
    NamedReader{"sentry-org", ReadSentryOrg},
    NamedReader{"stripe-mode", ReadStripeMode},
    NamedReader{"token-parts", ReadTokenParts},
    NamedReader{"url-expires", ReadUrlExpires, Reach::kQuery},
    NamedReader{"url-userinfo", ReadUrlUserinfo},
    NamedReader{"x509", ReadX509, Reach::kEndBeside},
};

const NamedReader* FindReader(std::string_view name) {
  for (const NamedReader& reader : kReaders) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

// Seconds of "12h" or "90d": one to four digits and a unit.
std::optional<int64_t> ParseBound(std::string_view text) {
  if (text.size() < 2 || text.size() > 5) return std::nullopt;
  const auto count = ParseDigits(text.substr(0, text.size() - 1));
  if (!count || *count == 0) return std::nullopt;
  if (text.back() == 'h') return *count * 3600;
  return text.back() == 'd' ? std::optional<int64_t>(*count * 24 * 3600) : std::nullopt;
}

// "ttl-12h" is a bound alone, "jwt-8h" a reader and a bound for what it cannot read.
struct ReaderName {
  explicit ReaderName(std::string_view name) : reader(FindReader(name)) {
    const size_t dash = name.rfind('-');
    if (reader != nullptr || dash == std::string_view::npos) return;
    bound_s = ParseBound(name.substr(dash + 1));
    reader = FindReader(name.substr(0, dash));
    is_known = bound_s && (reader != nullptr || name.substr(0, dash) == "ttl");
  }

  const NamedReader* reader;
  std::optional<int64_t> bound_s;
  bool is_known = reader != nullptr;
};

// A detail must not repeat the secret: user "root" with the password "root" would give it away.
void DropSecretDetails(std::string_view secret, Facts* facts) {
  if (secret.empty()) return;
  std::erase_if(facts->details, [&](const auto& detail) { return detail.second.find(secret) != std::string::npos; });
}

// The entries of an object from one end of `text` on, up to the brace that ends it, with that brace; without the objects among
// them: what those say, they say of something else. Nothing when no brace ends it. Braces in strings may misplace one: then the
// part is another object, or none.
template <class Iterator>
std::optional<std::string> Entries(Iterator begin, Iterator end, char opening, char closing) {
  std::string entries;
  int depth = 0;
  for (; begin != end; ++begin) {
    if (*begin == closing) --depth;
    if (depth <= 0) entries += *begin;
    if (depth < 0) return entries;
    if (*begin == opening) ++depth;
  }
  return std::nullopt;
}

// Between blank lines, and of a file in sections between their heads.
std::string_view BeforeInParagraph(std::string_view text) {
  for (const std::string_view mark : {"\n\n", "\n["}) {
    const size_t at = text.rfind(mark);
    if (at != std::string_view::npos) text.remove_prefix(at + 1);
  }
  return text;
}

std::string_view BehindInParagraph(std::string_view text) { return text.substr(0, std::min(text.find("\n\n"), text.find("\n["))); }

// What belongs to the secret: its JSON object, of which the text may hold one end only, or else its paragraph. Empty when the
// secret is not there.
std::string Neighbourhood(std::string_view around, std::string_view secret) {
  const size_t at = secret.empty() ? std::string_view::npos : around.find(secret);
  if (at == std::string_view::npos) return {};
  const std::string_view before = around.substr(0, at), behind = around.substr(at + secret.size());
  std::optional<std::string> left = Entries(before.rbegin(), before.rend(), '}', '{');
  std::optional<std::string> right = Entries(behind.begin(), behind.end(), '{', '}');
  if (left) std::ranges::reverse(*left);
  if (!left) left = BeforeInParagraph(before);
  if (!right) right = BehindInParagraph(behind);
  return *left + std::string(secret) + *right;
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

bool IsReaderName(std::string_view name) { return ReaderName(name).is_known; }

Facts ReadFacts(std::string_view name, std::string_view secret, std::string_view match, std::string_view around) {
  Facts facts;
  const ReaderName chosen(name);
  if (const NamedReader* reader = chosen.reader) {
    const std::string_view bounded = secret.substr(0, kMaxInputBytes);
    match = match.substr(0, kMaxInputBytes);
    around = around.substr(0, kMaxInputBytes);
    if (reader->reach == Reach::kQuery) match = Longer(QueryAround(around, bounded), match);
    facts = reader->read(bounded, match);
    const bool looks_around = reader->reach == Reach::kNeighbours || reader->reach == Reach::kEndBeside;
    const std::string near = looks_around ? Neighbourhood(around, bounded) : "";
    if (!near.empty()) AddMissing(reader->read(bounded, near), &facts);
    DropSecretDetails(secret, &facts);
  }
  if (chosen.bound_s && !facts.expires_at_s) {
    facts.lifetime = LifetimeClass::kExpiring;
    facts.max_age_s = chosen.bound_s;
  }
  return facts;
}

bool EndMayStandBeside(std::string_view name) {
  const ReaderName chosen(name);
  return chosen.reader != nullptr && chosen.reader->reach == Reach::kEndBeside;
}

// That the other half is harmless as it stands says nothing of this one, unless both are a canary's.
void AddFactsOfOtherHalf(const Facts& other_half, Facts* facts) {
  Facts more = other_half;
  if (more.severity != Severity::kInfo) more.severity.reset();
  AddMissing(std::move(more), facts);
}

}  // namespace sluice
