// AWS: the account inside a key id, and the credentials that carry their own expiry. Formats: IAM User Guide "Unique identifiers",
// Signature Version 4 query parameters, EKS and ECR authentication, Bedrock API keys.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/time.h"
#include "scanner/judge/facts_json.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr int64_t kHour_s = 3600;
constexpr int64_t kLongestSession_s = 36 * kHour_s;  // GetSessionToken and GetFederationToken; AssumeRole is 12 h
constexpr size_t kKeyIdBytes = 20;

// Keys first, then what only names something (IAM User Guide, "Unique identifiers").
constexpr std::array<std::string_view, 12> kPrefixes = {"AKIA", "ASIA", "ABIA", "ACCA", "AIDA", "AROA",
                                                        "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA"};

// Accounts that exist to issue canary tokens: canarytokens.org first, then services that look like it. Public and ageing; using a
// key of one alerts whoever planted it. Last brought up to date in November 2026.
constexpr std::array<std::string_view, 26> kCanaryAccounts = {
    "052310077262", "171436882533", "534261010715", "595918472158", "717712589309", "819147034852", "992382622183",
    "730335385048", "266735846894", "893192397702", "044858866125", "251535659677", "344043088457", "351906852752",
    "390477818340", "426127672474", "427150556519", "439872796651", "445142720921", "465867158099", "637958123769",
    "693412236332", "732624840810", "735421457923", "959235150393", "982842642351"};

int Base32Value(char c) {
  if (IsUpper(c)) return c - 'A';
  return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

bool IsUpperAlnum(char c) { return IsUpper(c) || IsDigit(c); }

// The first unique id in `text`, empty when there is none.
std::string_view FindKeyId(std::string_view text) {
  for (size_t at = text.find('A'); at != std::string_view::npos; at = text.find('A', at + 1)) {
    const std::string_view id = text.substr(at, kKeyIdBytes);
    if (id.size() < kKeyIdBytes) break;
    const std::string_view prefix = id.substr(0, 4);
    const bool is_known = std::find(kPrefixes.begin(), kPrefixes.end(), prefix) != kPrefixes.end();
    if (is_known && std::all_of(id.begin(), id.end(), IsUpperAlnum)) return id;
  }
  return {};
}

void AddAccount(std::string_view key_id, Facts* facts) {
  const auto account = AwsAccountId(key_id);
  if (!account) return;
  AddDetail(facts, "account_id", *account);
  if (std::find(kCanaryAccounts.begin(), kCanaryAccounts.end(), *account) == kCanaryAccounts.end()) return;
  AddDetail(facts, "kind", "canary");
  facts->severity = Severity::kInfo;
  facts->why = "a canary token: it opens nothing, and using it alerts whoever planted it";
}

std::string_view KeyIdOf(std::string_view secret, std::string_view match) {
  const std::string_view id = FindKeyId(secret);
  return id.empty() ? FindKeyId(match) : id;
}

// AKIA.../20260102/eu-west-1/s3/aws4_request
void AddScope(std::string_view text, Facts* facts) {
  std::string scope = QueryParameter(text, "X-Amz-Credential").value_or("");
  const std::string key_id(scope.substr(0, scope.find('/')));
  AddAccount(key_id, facts);
  const size_t region = scope.find('/', key_id.size() + 1);
  if (region == std::string::npos) return;
  scope.erase(0, region + 1);
  const size_t service = scope.find('/');
  AddDetail(facts, "region", scope.substr(0, service));
  if (service != std::string::npos)
    AddDetail(facts, "service", scope.substr(service + 1, scope.find('/', service + 1) - service - 1));
}

// `fixed_life_s` overrides X-Amz-Expires where the server enforces another limit; 0 asks for the parameter. A session's key dies
// with the session, whatever the URL promises.
Facts ReadSignedQuery(std::string_view text, int64_t fixed_life_s, const std::string& why) {
  Facts facts;
  AddScope(text, &facts);
  const auto date_s = ParseUtc(QueryParameter(text, "X-Amz-Date").value_or(""));
  const auto asked_s = ParseDigits(QueryParameter(text, "X-Amz-Expires").value_or(""));
  if (!date_s || (!asked_s && fixed_life_s == 0)) return facts;
  AddDetail(&facts, "issued_at", FormatUtc(*date_s));
  int64_t life_s = fixed_life_s != 0 ? fixed_life_s : std::min<int64_t>(*asked_s, 7 * 24 * kHour_s);
  if (QueryParameter(text, "X-Amz-Credential").value_or("").starts_with("ASIA")) life_s = std::min(life_s, kLongestSession_s);
  const std::string canary_why = facts.why;
  SetExpiry(&facts, *date_s + life_s, canary_why.empty() ? why : canary_why);
  return facts;
}

// <12 digits>.dkr.ecr.<region>.amazonaws.com
void AddRegistry(std::string_view match, Facts* facts) {
  constexpr std::string_view kMark = ".dkr.ecr.";
  const size_t at = match.find(kMark);
  if (at == std::string_view::npos || at < 12) return;
  const std::string_view account = match.substr(at - 12, 12);
  if (!std::all_of(account.begin(), account.end(), IsDigit)) return;
  const std::string_view host = WordPrefix(match.substr(at - 12), ".-");
  AddDetail(facts, "account_id", account);
  AddDetail(facts, "registry", host);
}

}  // namespace

// The id's 16 characters are base32; the top bit of the first 6 bytes says that an account follows, then come its 40 bits and 7
// others (awsteele.com "AWS Access Key ID formats" 2020; Tal Be'ery 2023). Older ids (AKIAI, AKIAJ) have the bit clear.
std::optional<std::string> AwsAccountId(std::string_view key_id) {
  if (key_id.size() < kKeyIdBytes) return std::nullopt;
  uint64_t bits = 0;
  for (size_t i = 4; i < kKeyIdBytes; ++i) {
    const int value = Base32Value(key_id[i]);
    if (value < 0) return std::nullopt;
    if (i < 14) bits = bits << 5 | static_cast<uint64_t>(value);
  }
  bits >>= 2;  // ten characters are 50 bits, six bytes are 48
  if ((bits >> 47 & 1) == 0) return std::nullopt;
  const std::string digits = std::to_string((bits & 0x7FFFFFFFFF80) >> 7);
  if (digits.size() > 12) return std::nullopt;
  return std::string(12 - digits.size(), '0') + digits;
}

Facts ReadAwsAccountId(std::string_view secret, std::string_view match) {
  Facts facts;
  AddAccount(KeyIdOf(secret, match), &facts);
  return facts;
}

// The date of the URL whose X-Amz-Security-Token this is. Of the key id in it nothing is said: keys may stand beside URLs of
// others.
std::optional<int64_t> DateOfUrlWithToken(std::string_view token, std::string_view text) {
  const std::string_view url = QueryAround(text, token);
  const bool is_its_token = QueryParameter(url, "X-Amz-Security-Token").value_or("").starts_with(token);
  return is_its_token && !token.empty() ? ParseUtc(QueryParameter(url, "X-Amz-Date").value_or("")) : std::nullopt;
}

// When a session ends, as far as is told. The token in a URL stands without its secret key: it opens what the URL opens.
void ReadSessionEnd(std::string_view secret, std::string_view match, Facts* facts) {
  if (const auto signed_s = DateOfUrlWithToken(secret, match)) {
    SetExpiry(facts, *signed_s + kLongestSession_s, "it signed a URL, and a session of AWS STS lasts 36 hours at most");
    facts->severity = Severity::kLow;
  } else if (const auto end_s = SessionEndBeside(secret, match)) {
    SetExpiry(facts, *end_s, "the expiration beside it says when the session ends");
  } else {
    facts->why = "a session of AWS STS lasts 36 hours at most";
  }
}

Facts ReadAwsSts(std::string_view secret, std::string_view match) {
  Facts facts = ReadAwsAccountId(secret, match);
  const std::string canary_why = facts.why;
  const std::optional<Severity> canary_severity = facts.severity;
  ReadSessionEnd(secret, match, &facts);
  facts.remedy =
      "Revoke the role's active sessions in IAM if it can still live; let the SDK assume the role itself and keep sessions out of "
      "files";
  if (!canary_why.empty()) facts.why = canary_why;
  if (canary_severity) facts.severity = canary_severity;
  facts.lifetime = LifetimeClass::kExpiring;
  facts.max_age_s = kLongestSession_s;
  return facts;
}

// A session's secret key looks like any other, and its id need not stand beside it. One of a user's keys that does may be its own.
Facts ReadAwsSecret(std::string_view secret, std::string_view match) {
  constexpr std::array<std::string_view, 6> kTokenHeads = {"IQoJb3JpZ2luX2Vj", "FwoGZXIvYXdz", "FQoGZXIvYXdz",
                                                           "FQoDYXdz",         "AQoDYXdz",     "AgoJb3JpZ2luX2Vj"};
  const auto is_in_match = [&](std::string_view head) { return match.find(head) != std::string_view::npos; };
  const bool is_of_a_session = std::ranges::any_of(kTokenHeads, is_in_match) && match.find("AKIA") == std::string_view::npos;
  return is_of_a_session ? ReadAwsSts(secret, match) : Facts();
}

// ABSK and base64 of "<user>-at-<account>:<secret>"
Facts ReadAwsBedrockLong(std::string_view secret, std::string_view) {
  Facts facts;
  if (!secret.starts_with("ABSK")) return facts;
  const std::string decoded = DecodeBase64Run(secret.substr(4));
  const size_t colon = decoded.find(':');
  const size_t at = decoded.substr(0, colon).rfind("-at-");
  if (colon == std::string::npos || at == std::string::npos) return facts;
  const std::string_view account = std::string_view(decoded).substr(at + 4, colon - at - 4);
  if (account.size() < 12 || !std::all_of(account.begin(), account.begin() + 12, IsDigit)) return facts;
  AddDetail(&facts, "account_id", account.substr(0, 12));
  AddDetail(&facts, "user", decoded.substr(0, at));
  return facts;
}

Facts ReadAwsBedrockShort(std::string_view secret, std::string_view) {
  constexpr std::string_view kPrefix = "bedrock-api-key-";
  if (secret.starts_with(kPrefix)) secret.remove_prefix(kPrefix.size());
  return ReadSignedQuery(DecodeBase64Run(secret), 0, "it is a signed request that names its own end, 12 hours at most");
}

Facts ReadAwsEcr(std::string_view secret, std::string_view match) {
  Facts facts;
  AddRegistry(match, &facts);
  std::string token = DecodeBase64Run(secret);
  if (token.starts_with("AWS:")) token = DecodeBase64Run(std::string_view(token).substr(4));
  const auto document = JsonDocument::Parse(token);
  const auto expiry_s = document ? document->Integer({"expiration"}) : ParseDigits(JsonField(token, "expiration").value_or(""));
  if (expiry_s) {
    SetExpiry(&facts, *expiry_s, "the token names its own end, 12 hours after it was issued");
  } else {
    facts.lifetime = LifetimeClass::kExpiring;
    facts.max_age_s = 12 * kHour_s;
    facts.why = "a registry token lasts 12 hours";
  }
  return facts;
}

// "k8s-aws-v1." and a presigned GetCallerIdentity URL; EKS accepts it for 15 minutes whatever the URL says.
Facts ReadAwsEks(std::string_view secret, std::string_view) {
  constexpr std::string_view kPrefix = "k8s-aws-v1.";
  if (secret.starts_with(kPrefix)) secret.remove_prefix(kPrefix.size());
  return ReadSignedQuery(DecodeBase64Run(secret), 15 * 60, "EKS accepts it for 15 minutes");
}

Facts ReadAwsRds(std::string_view secret, std::string_view match) {
  const std::string_view text = Longer(secret, match);
  Facts facts = ReadSignedQuery(text, 0, "it is a signed request that names its own end, 15 minutes after it was made");
  AddDetail(&facts, "user", QueryParameter(text, "DBUser").value_or(""));
  return facts;
}

Facts ReadAwsPresignedV4(std::string_view secret, std::string_view match) {
  return ReadSignedQuery(Longer(secret, match), 0, "it is a signed request that names its own end, 7 days at most");
}

Facts ReadAwsPresignedV2(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = Longer(secret, match);
  AddAccount(QueryParameter(text, "AWSAccessKeyId").value_or(""), &facts);
  const std::string canary_why = facts.why;
  const Facts end = ReadUrlExpires(secret, match);
  if (end.expires_at_s) SetExpiry(&facts, *end.expires_at_s, canary_why.empty() ? end.why : canary_why);
  return facts;
}

// Base64 with - _ ~ for + = / of Statement[0].Condition.DateLessThan["AWS:EpochTime"].
std::optional<int64_t> ReadPolicy(std::string policy, Facts* facts) {
  std::replace(policy.begin(), policy.end(), '-', '+');
  std::replace(policy.begin(), policy.end(), '_', '=');
  std::replace(policy.begin(), policy.end(), '~', '/');
  const auto document = JsonDocument::Parse(DecodeBase64Run(policy));
  const auto statement = document ? document->Element({"Statement"}, 0) : std::nullopt;
  if (!statement) return std::nullopt;
  AddDetail(facts, "resource", statement->String({"Resource"}).value_or(""));
  return statement->Integer({"Condition", "DateLessThan", "AWS:EpochTime"});
}

Facts ReadCloudfront(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = Longer(secret, match);
  const auto policy_s = ReadPolicy(QueryParameter(text, "Policy").value_or(""), &facts);
  const auto expiry_s = ParseDigits(QueryParameter(text, "Expires").value_or(""));
  if (expiry_s || policy_s) SetExpiry(&facts, expiry_s ? *expiry_s : *policy_s, "the signed policy says when it ends");
  return facts;
}

// CloudFront-Policy or CloudFront-Expires stand in cookies of their own.
Facts ReadCloudfrontCookie(std::string_view, std::string_view match) {
  Facts facts;
  const auto policy_s = ReadPolicy(JsonField(match, "CloudFront-Policy").value_or(""), &facts);
  const std::string expires = JsonField(match, "CloudFront-Expires").value_or("");
  const auto expiry_s = ParseDigits(WordPrefix(expires, ""));
  if (expiry_s || policy_s) SetExpiry(&facts, expiry_s ? *expiry_s : *policy_s, "the signed policy says when it ends");
  return facts;
}

}  // namespace sluice
