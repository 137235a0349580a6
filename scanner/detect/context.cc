#include "scanner/detect/context.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/line.h"
#include "scanner/detect/placeholder.h"

namespace sluice {
namespace {

constexpr uint64_t kLineReachBytes = 1000;

bool IsNameCharacter(char c) { return IsAlnum(c) || c == '_' || c == '-' || c == '.'; }

std::string_view KeyAround(std::string_view bytes, ByteRange whole, ByteRange secret) {
  uint64_t begin = whole.begin;
  while (begin < secret.begin && !IsAlnum(bytes[begin])) ++begin;
  uint64_t end = begin;
  while (end < secret.begin && IsNameCharacter(bytes[end])) ++end;
  const uint64_t first = begin - std::min<uint64_t>(begin, 80);
  while (begin > first && IsNameCharacter(bytes[begin - 1])) --begin;
  return bytes.substr(begin, end - begin);
}

// `clientSecret_key-2` -> client, secret, key, 2; `DB_PASSWORD` -> db, password.
std::vector<std::string> NameParts(std::string_view name) {
  std::vector<std::string> parts;
  std::string part;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool starts_word = IsUpper(c) && i > 0 && IsLower(name[i - 1]);
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
    {"id",       "ids",       "name",        "names",    "length",   "len",        "size",     "type",     "types",     "file",
     "filename", "path",      "dir",         "url",      "uri",      "urls",       "endpoint", "host",     "alias",     "alg",
     "algo",     "algorithm", "version",     "expiry",   "expires",  "expiration", "ttl",      "count",    "policy",    "field",
     "fields",   "label",     "format",      "csrf",     "regex",    "pattern",    "prefix",   "suffix",   "header",    "headers",
     "param",    "params",    "placeholder", "hint",     "help",     "error",      "errors",   "message",  "msg",       "title",
     "text",     "desc",      "description", "class",    "button",   "input",      "form",     "page",     "link",      "timeout",
     "interval", "index",     "limit",       "min",      "max",      "manager",    "provider", "store",    "generator", "encoder",
     "callback", "handler",   "fn",          "func",     "ref",      "reference",  "arn",      "column",   "table",     "status",
     "state",    "enabled",   "required",    "mode",     "env",      "var",        "variable", "selector", "element",   "rotation",
     "created",  "updated",   "date",        "time",     "at",       "by",         "user",     "username", "email",     "scope",
     "scopes",   "claim",     "claims",      "issuer",   "audience", "bucket",     "region",   "group",    "role",      "kind",
     "schema",   "config",    "options",     "settings", "usage",    "comment",    "prompt",   "strength", "reset",     "sender",
     "question", "used",      "lastused",    "last",     "changed"});
// Names whose random value opens nothing.
constexpr auto kOpensNothing = std::to_array<std::string_view>(
    {"public",     "pub",          "csrf",        "xsrf",    "next",   "page",   "continuation", "continue",   "idempotency",
     "pagination", "cancellation", "lock",        "request", "sync",   "cursor", "fingerprint",  "thumbprint", "checksum",
     "digest",     "hash",         "sha",         "sha1",    "sha256", "sha512", "md5",          "etag",       "integrity",
     "commit",     "revision",     "nonce",       "salt",    "iv",     "uuid",   "guid",         "recaptcha",  "sitekey",
     "hcaptcha",   "turnstile",    "publishable", "test",    "mock",   "fake",   "dummy",        "example"});

const char* NameSaysNoSecret(std::string_view key) {
  const std::vector<std::string> parts = NameParts(key);
  if (parts.empty()) return nullptr;
  const auto is_date = [](const std::string& part) {
    return part == "expiry" || part == "expires" || part == "expiration" || part == "ttl";
  };
  if (Holds(kAboutASecret, parts.back()) || std::ranges::any_of(parts, is_date)) return "a name about a secret, not of one";
  const bool opens_nothing = std::ranges::any_of(parts, [](const std::string& part) { return Holds(kOpensNothing, part); });
  return opens_nothing ? "a name of something that opens nothing" : nullptr;
}

bool IsUuid(std::string_view value) {
  if (value.size() != 36) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? value[i] != '-' : !IsHex(value[i])) return false;
  }
  return true;
}

bool IsDigestLength(size_t length) {
  return length == 32 || length == 40 || length == 56 || length == 64 || length == 96 || length == 128;
}

// A digest, an object name or an integrity line: hex of a hash's length beside a word for one.
bool IsDigest(std::string_view value, std::string_view line) {
  if (!std::ranges::all_of(value, IsHex) || !IsDigestLength(value.size())) return false;
  static constexpr auto kWords = std::to_array<std::string_view>({"sha", "md5", "digest", "checksum", "hash", "etag", "fingerprint",
                                                                  "commit", "revision", "uses:", "integrity", "blob", "tree "});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return ContainsIgnoringCase(line, word); });
}

// Images, fonts, archives, certificates and public keys in base64 begin like this.
bool IsEncodedFile(std::string_view value) {
  static constexpr auto kHeads = std::to_array<std::string_view>({"iVBORw0KGgo",
                                                                  "/9j/",
                                                                  "R0lGOD",
                                                                  "UklGR",
                                                                  "PHN2Zy",
                                                                  "d09GM",
                                                                  "JVBERi0",
                                                                  "UEsDB",
                                                                  "H4sI",
                                                                  "AGFzbQ",
                                                                  "data:",
                                                                  "MIIC",
                                                                  "MIID",
                                                                  "MIIE",
                                                                  "MIIF",
                                                                  "MIIB",
                                                                  "ssh-rsa",
                                                                  "ssh-ed25519",
                                                                  "LS0tLS1CRUdJTiBDRVJU",
                                                                  "LS0tLS1CRUdJTiBQVUJM",
                                                                  "sha1-",
                                                                  "sha256-",
                                                                  "sha384-",
                                                                  "sha512-",
                                                                  "sha256:",
                                                                  "h1:"});
  return std::ranges::any_of(kHeads, [&](std::string_view head) { return value.starts_with(head); });
}

// What both kinds refuse.
Opinion RefuseCommon(const Rule& rule, std::string_view value, const ValueContext& context) {
  const auto refuse = [](Stage at, const char* because) { return Opinion{at, because, 0}; };
  if (const char* mask = MaskOrSample(value, 0)) return refuse(Stage::kPlaceholder, mask);
  if (const char* reference = TemplateOrReference(value)) return refuse(Stage::kPlaceholder, reference);
  if (const char* type = TypeOrSchemaWord(value)) return refuse(Stage::kPlaceholder, type);
  if (const char* about = NameSaysNoSecret(context.key)) return refuse(Stage::kContext, about);
  if (rule.provider != "generic") return {};
  if (context.file == FileKind::kLocale) return refuse(Stage::kContext, "a label in a translation");
  if (context.file == FileKind::kBundle || context.is_on_long_line) return refuse(Stage::kContext, "minified or generated text");
  if (context.file == FileKind::kLock) return refuse(Stage::kContext, "a digest in a lock file");
  if (const char* same = SameAsKey(value, context.key)) return refuse(Stage::kPlaceholder, same);
  if (const char* sentence = Sentence(value)) return refuse(Stage::kContext, sentence);
  if (context.is_quoted) return {};
  if (context.file == FileKind::kCode) return refuse(Stage::kContext, "a bare value in a language that quotes literals");
  if (const char* code = CodeExpression(value)) return refuse(Stage::kContext, code);
  return {};
}

Opinion JudgeToken(const Rule& rule, std::string_view value, const ValueContext& context) {
  const auto refuse = [](Stage at, const char* because) { return Opinion{at, because, 0}; };
  const bool is_generic = rule.provider == "generic";
  if (is_generic && IsUuid(value)) return refuse(Stage::kContext, "a UUID");
  if (IsDigest(value, is_generic ? context.line : context.key)) return refuse(Stage::kContext, "a digest");
  if (IsEncodedFile(value)) return refuse(Stage::kContext, "an encoded file, certificate or digest");
  // Waived when short: a random base62 value of 12 characters has no digit once in eight times.
  if (value.size() >= 14 && std::ranges::none_of(value, IsDigit))
    return refuse(Stage::kEntropy, "no digit in a long value: a name");
  if (ShannonBits(value) < RandomEntropyFloor(value.size(), AlphabetSize(value)))
    return refuse(Stage::kEntropy, "less random than a random value of its length");
  const double word_share = WordShare(value);
  if (word_share >= 0.4) return refuse(Stage::kEntropy, "made of words");
  if (is_generic && value.size() >= 16 && ClassTransitions(value) < 0.1)
    return refuse(Stage::kEntropy, "characters hardly change class: a name or number");
  double confidence = is_generic ? 0.55 : 0.75;
  if (is_generic && (context.is_quoted || context.file == FileKind::kConfig)) confidence += 0.1;
  if (is_generic && value.size() >= 24) confidence += 0.05;
  return {Stage::kReported, "", confidence - (word_share > 0.15 ? 0.15 : 0.0)};
}

int CharacterClasses(std::string_view value) {
  const auto any = [&](auto predicate) { return std::ranges::any_of(value, predicate) ? 1 : 0; };
  return any(IsLower) + any(IsUpper) + any(IsDigit) + any([](char c) { return !IsAlnum(c); });
}

// "--- PASS: TestAccount_basic (1.2s)"
bool IsTestVerdict(const ValueContext& context) {
  return context.key == "PASS" && context.line.find("PASS:") != std::string_view::npos;
}

Opinion JudgePassword(const Rule& rule, std::string_view value, const ValueContext& context) {
  const int classes = CharacterClasses(value);
  if (classes == 1 && WordShare(value) > 0.99) return {Stage::kPlaceholder, "a plain word", 0};
  if (rule.provider == "generic" && !context.is_quoted) {
    if (IsTestVerdict(context)) return {Stage::kContext, "the verdict of a test", 0};
    // In text a bare word after "password:" is rarely one; a mixture of characters may be.
    const bool is_mixed = classes >= 3 || (classes == 2 && value.size() >= 8 && std::ranges::any_of(value, IsDigit));
    if (context.file == FileKind::kProse && !is_mixed) return {Stage::kContext, "prose", 0};
  }
  double confidence = rule.provider == "generic" ? 0.4 : 0.6;
  confidence += 0.06 * (classes - 1);
  if (context.is_quoted || context.file == FileKind::kConfig) confidence += 0.08;
  if (value.size() >= 8) confidence += 0.04;
  if (value.size() < 6 || WordShare(value) > 0.7) confidence -= 0.12;
  return {Stage::kReported, "", confidence};
}

}  // namespace

ValueContext ReadContext(std::string_view bytes, ByteRange whole, ByteRange secret, FileKind file) {
  ValueContext context;
  context.file = file;
  context.key = KeyAround(bytes, whole, secret);
  const ByteRange line = LineAround(bytes, secret.begin, kLineReachBytes);
  context.line = bytes.substr(line.begin, line.size());
  context.is_on_long_line = secret.begin - line.begin >= kLineReachBytes || line.end - secret.begin >= kLineReachBytes;
  const char before = secret.begin > 0 ? bytes[secret.begin - 1] : '\0';
  const char after = secret.end < bytes.size() ? bytes[secret.end] : '\0';
  context.is_quoted = ((before == '"' || before == '\'' || before == '`') && before == after) || (before == '>' && after == '<');
  return context;
}

Opinion JudgeValue(const Rule& rule, std::string_view value, const ValueContext& context) {
  const Opinion refusal = RefuseCommon(rule, value, context);
  if (refusal.at != Stage::kReported) return refusal;
  return rule.kind == Kind::kPassword ? JudgePassword(rule, value, context) : JudgeToken(rule, value, context);
}

}  // namespace sluice
