#include "scanner/detect/secret_name.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "scanner/detect/features.h"

namespace sluice {
namespace {

// `clientSecret_key-2` -> client, secret, key, 2; `DB_PASSWORD` -> db, password; `u0026pageToken` -> u0026, page, token.
std::vector<std::string> NameParts(std::string_view name) {
  std::vector<std::string> parts;
  std::string part;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool starts_word = i > 0 && ((IsUpper(c) && IsLower(name[i - 1])) || (IsAlpha(c) && IsDigit(name[i - 1])));
    if ((starts_word || !IsAlnum(c)) && !part.empty()) parts.push_back(std::exchange(part, {}));
    if (IsAlnum(c)) part += ToLower(c);
  }
  if (!part.empty()) parts.push_back(part);
  return parts;
}

template <class Words>
bool Holds(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// The last part of a name that speaks about a secret rather than holding one.
constexpr auto kAboutASecret = std::to_array<std::string_view>(
    {"id",         "ids",      "name",     "names",     "length",     "len",     "size",       "type",        "types",
     "file",       "filename", "path",     "dir",       "url",        "uri",     "urls",       "endpoint",    "host",
     "alias",      "alg",      "algo",     "algorithm", "version",    "expire",  "expiry",     "expires",     "expiration",
     "ttl",        "count",    "policy",   "field",     "fields",     "label",   "format",     "csrf",        "regex",
     "pattern",    "prefix",   "suffix",   "header",    "headers",    "param",   "params",     "placeholder", "hint",
     "help",       "error",    "errors",   "message",   "msg",        "title",   "text",       "desc",        "description",
     "class",      "button",   "input",    "form",      "page",       "link",    "timeout",    "interval",    "index",
     "limit",      "min",      "max",      "manager",   "provider",   "store",   "generator",  "encoder",     "callback",
     "handler",    "fn",       "func",     "ref",       "reference",  "arn",     "column",     "table",       "status",
     "state",      "enabled",  "required", "mode",      "env",        "var",     "variable",   "selector",    "element",
     "rotation",   "created",  "updated",  "date",      "time",       "at",      "by",         "user",        "username",
     "email",      "scope",    "scopes",   "claim",     "claims",     "issuer",  "audience",   "bucket",      "region",
     "group",      "role",     "kind",     "schema",    "config",     "options", "settings",   "usage",       "comment",
     "prompt",     "strength", "reset",    "sender",    "complexity", "unlock",  "identifier", "icontains",   "contains",
     "startswith", "question", "used",     "lastused",  "last",       "changed", "hashers",    "hasher",      "encoders",
     "validators"});
// The last part of a name that measures one, or says why.
constexpr auto kMeasures = std::to_array<std::string_view>(
    {"cost", "days", "iteration", "iterations", "primitive", "reason", "reasons", "rounds", "score"});
// Names whose random value opens nothing.
constexpr auto kOpensNothing = std::to_array<std::string_view>(
    {"public", "pub",       "csrf",        "xsrf",   "fingerprint", "thumbprint", "checksum",  "digest",  "hash",     "hashed",
     "sha",    "sha1",      "sha256",      "sha512", "md5",         "etag",       "integrity", "commit",  "revision", "encrypted",
     "sha2",   "sha3",      "nonce",       "iv",     "uuid",        "guid",       "recaptcha", "sitekey", "hcaptcha", "turnstile",
     "dedup",  "csrftoken", "publishable", "mock",   "fake",        "dummy",      "example"});
// What makes a token or key a place in a list, or the number of a call: `nextPageToken`, but `NEXT_AUTH_SECRET`.
constexpr auto kPlaces =
    std::to_array<std::string_view>({"cancellation", "continuation", "continue", "cursor", "idempotency", "lock", "next", "page",
                                     "pagination", "request", "resume", "start", "sync"});

// Names of switches: `NO_ETC_PASSWD=YesPlease`.
constexpr auto kAsksYesOrNo = std::to_array<std::string_view>(
    {"allow", "disable", "enable", "has", "have", "is", "need", "needs", "no", "require", "requires", "without"});

// What follows a word for a password in the name of a class, an event, a page, a flag.
constexpr auto kThings = std::to_array<std::string_view>(
    {"aware",    "component", "controller", "dialog",   "error",   "event",     "expired", "field",    "form",
     "health",   "history",   "less",       "manager",  "output",  "outputs",   "page",    "param",    "parameter",
     "policies", "policy",    "prelogin",   "reason",   "reasons", "recovery",  "report",  "required", "reset",
     "rule",     "rules",     "screen",     "strength", "took",    "validator", "view"});
// The same of what is called: `new PasswordPolicyAwareSource("ldap://…")`, but `fillPasswordField("…")`.
constexpr auto kCalledThings = std::to_array<std::string_view>(
    {"aware", "controller", "health", "manager", "policies", "policy", "report", "rule", "rules", "strength", "validator"});
// A run over something, one of several: `FirstPass`.
constexpr auto kOrdinals = std::to_array<std::string_view>({"all", "any", "band", "first", "high", "last", "low", "multi", "next",
                                                            "one", "render", "second", "shader", "single", "third", "two"});

// `forgotPwd: "emailResetLink"`: what is done about a password, and the name of how.
constexpr auto kActions = std::to_array<std::string_view>({"forgot", "forgotten", "hide", "lost", "recover", "show", "toggle"});

// `pm-23801-prefetch-prelogin`: words and numbers joined.
bool IsJoined(std::string_view value) {
  size_t words = 0;
  while (!value.empty()) {
    const std::string_view part = value.substr(0, value.find_first_of("-_."));
    const bool is_number = std::ranges::all_of(part, IsDigit);
    if (!is_number && !std::ranges::all_of(part, IsLower)) return false;
    words += is_number ? 0 : 1;
    value.remove_prefix(std::min(value.size(), part.size() + 1));
  }
  return words >= 3;
}

// `redis-auth-2`, `wildcard-tls-2024`: two words and more, and a number behind them.
bool IsNumberedName(std::string_view value) {
  constexpr size_t kMostDigits = 4;
  const size_t number = value.find_last_not_of("0123456789") + 1;
  if (number < 2 || number == value.size() || value.size() - number > kMostDigits || value[number - 1] != '-') return false;
  const std::string_view words = value.substr(0, number - 1);
  const auto is_of_name = [](char c) { return IsLower(c) || c == '-'; };
  return IsLower(words.front()) && words.find('-') != words.npos && std::ranges::all_of(words, is_of_name);
}

bool IsHumped(std::string_view value) {
  const auto is_hump = [](char a, char b) { return IsLower(a) && IsUpper(b); };
  return IsLower(value.front()) && std::ranges::all_of(value, IsAlpha) && std::ranges::adjacent_find(value, is_hump) != value.end();
}

bool IsWordForAPassword(std::string_view part) {
  return part.find("password") != part.npos || part == "pass" || part == "passwd" || part == "passphrase" || part == "pwd";
}

template <class Things>
bool IsNameOf(const Things& things, const std::vector<std::string>& parts) {
  const auto word = std::ranges::find_if(parts, IsWordForAPassword);
  return word != parts.end() && std::any_of(word + 1, parts.end(), [&](const std::string& part) { return Holds(things, part); });
}

// `isEnhanced`, `HasLocalImage`: a short word for a password in another language, of the end of one part and the beginning of the
// next.
bool HoldsAForeignWordByChance(std::string_view key, const std::vector<std::string>& parts) {
  static constexpr auto kShort = std::to_array<std::string_view>({"haslo", "senha"});
  const auto is_by_chance = [&](std::string_view word) {
    return ContainsIgnoringCase(key, word) &&
           std::ranges::none_of(parts, [&](const std::string& part) { return part.find(word) != part.npos; });
  };
  return std::ranges::any_of(kShort, is_by_chance);
}

// `AUTOFILL_PASSWORDS_TOOK_NO_ACTION("m_autofill_import_no-action")`
bool IsMemberOfAnEnumeration(std::string_view key, std::string_view value) {
  const auto is_joint = [](char c) { return c == '_' || c == '-' || c == '.'; };
  return std::ranges::none_of(key, IsLower) && std::ranges::count(key, '_') >= 2 && std::ranges::count_if(value, is_joint) >= 2 &&
         std::ranges::all_of(value, [&](char c) { return IsLower(c) || is_joint(c); });
}

// `password.py: someone`
bool IsNameOfAFile(std::string_view key) {
  static constexpr auto kExtensions =
      std::to_array<std::string_view>({".c",  ".cc",  ".cpp", ".css", ".go", ".h",  ".hpp", ".html", ".java", ".js", ".json",
                                       ".md", ".php", ".py",  ".rb",  ".rs", ".sh", ".ts",  ".txt",  ".yaml", ".yml"});
  return std::ranges::any_of(kExtensions, [&](std::string_view extension) { return key.ends_with(extension); });
}

}  // namespace

const char* NameSaysNoSecret(std::string_view key, bool is_called) {
  const std::vector<std::string> parts = NameParts(key);
  if (parts.empty()) return nullptr;
  const bool is_path = key.find('.') != key.npos;  // `no.acme.db.password` begins with a country
  if (parts.size() > 1 && !is_path && Holds(kAsksYesOrNo, parts.front())) return "the name of a switch";
  const auto is_date = [](const std::string& part) {
    return part == "expiry" || part == "expires" || part == "expiration" || part == "ttl";
  };
  if (Holds(kAboutASecret, parts.back()) || Holds(kMeasures, parts.back()) || std::ranges::any_of(parts, is_date))
    return "a name about a secret, not of one";
  static constexpr auto kLongerWords = std::to_array<std::string_view>(
      {"keyboard", "keynote", "keypad", "keystroke", "keyword", "secretar", "passwordstore", "secretion", "tokenis", "tokeniz"});
  const auto holds = [&](std::string_view word) { return ContainsIgnoringCase(key, word); };
  if (std::ranges::any_of(kLongerWords, holds) && !NamesASecret(key)) return "a longer word than one for a secret";
  // An idempotency token in the interfaces of AWS, what says there that a key may be used, and the number of a batch.
  const auto is_first = [&](std::string_view word) { return parts.front() == word; };
  if (parts.size() == 2 && parts.back() == "token" && (is_first("client") || is_first("grant") || is_first("batch")))
    return "a name of something that opens nothing";
  if (parts.size() > 2 && parts.back() == "key" && parts[parts.size() - 2] == "cache")
    return "a name of something that opens nothing";
  if (IsNameOfAFile(key)) return "the name of a file";
  // One salt for all stands beside the code; that of one password, beside its hash.
  const auto is_of_one = [](const std::string& part) { return part == "password" || part == "secret" || part == "token"; };
  if (parts.back() == "salt") return std::ranges::any_of(parts, is_of_one) ? "the salt of a hash" : nullptr;
  // What a CSRF token is signed with, unlike the token.
  const bool signs = parts.back() == "secret" && (Holds(parts, "csrf") || Holds(parts, "xsrf"));
  // What a hash is made of, unlike the hash: `password_hash("…")`, but `setPasswordHash("…")`.
  const bool hashes = is_called && parts.front() != "set" && (parts.front() == "hash" || parts.back() == "hash");
  const bool opens_nothing =
      !signs && !hashes && std::ranges::any_of(parts, [](const std::string& part) { return Holds(kOpensNothing, part); });
  // What a browser is given of a broker's keys: `PUSHER_APP_KEY`.
  if (parts.back() == "key" && Holds(parts, "pusher")) return "a name of something that opens nothing";
  const bool is_place =
      (parts.back() == "token" || parts.back() == "tokens" || parts.back() == "key" || Holds(kPlaces, parts.back())) &&
      std::ranges::any_of(parts, [](const std::string& part) { return Holds(kPlaces, part); });
  return opens_nothing || is_place ? "a name of something that opens nothing" : nullptr;
}

bool NamesATest(std::string_view key) {
  const std::vector<std::string> parts = NameParts(key);
  return std::ranges::any_of(parts, [](const std::string& part) { return part == "test" || part == "tests" || part == "testing"; });
}

const char* NameOfASecretElsewhere(std::string_view key, std::string_view value) {
  static constexpr auto kKept = std::to_array<std::string_view>({"credential", "credentials", "secret"});
  // Who has one of those gives it, and seldom says where it is.
  static constexpr auto kOwners =
      std::to_array<std::string_view>({"app", "client", "consumer", "cookie", "jwt", "session", "shared", "signing", "webhook"});
  const std::vector<std::string> parts = NameParts(key);
  if (parts.empty() || std::ranges::none_of(key, IsLower)) return nullptr;
  const bool is_key = parts.size() > 1 && parts.back() == "key" && IsWordForAPassword(parts[parts.size() - 2]);
  const bool is_kept =
      Holds(kKept, parts.back()) && std::ranges::none_of(parts, [](const std::string& part) { return Holds(kOwners, part); });
  return (is_key || is_kept) && IsNumberedName(value) ? "the name of a secret" : nullptr;
}

const char* NameOfNoPassword(std::string_view key, std::string_view value, bool is_called) {
  const std::vector<std::string> parts = NameParts(key);
  const bool is_longer = std::ranges::any_of(parts, [](const std::string& part) { return part == "passwordless"; });
  if ((is_longer || HoldsAForeignWordByChance(key, parts)) && !NamesASecret(key)) return "a longer word than one for a password";
  const bool has_digit = std::ranges::any_of(value, IsDigit);
  const bool is_method = is_called && key.find('.') != key.npos;
  if (!is_method &&
      (((!has_digit || IsJoined(value)) && IsNameOf(kThings, parts)) || (is_called && IsNameOf(kCalledThings, parts))))
    return "a name about a password, not of one";
  if (is_called && IsMemberOfAnEnumeration(key, value)) return "the name of a member of an enumeration";
  if (parts.size() == 2 && Holds(kActions, parts.front()) && IsHumped(value)) return "the name of an action";
  const bool is_run = parts.size() > 1 && parts.back() == "pass" && Holds(kOrdinals, parts[parts.size() - 2]);
  if (is_run && (!has_digit || value.find_first_of("=:{") != value.npos)) return "one of several runs";
  return nullptr;
}

}  // namespace sluice
