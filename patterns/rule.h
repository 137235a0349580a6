// Rule: what one kind of credential looks like, how long it lives and what to do about it. Plain data, read from patterns/*.yaml by
// patterns/load.h and immutable afterwards. patterns/README.md documents every key for the people who write rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// In ascending order of danger. kInfo never makes a scan fail: identifiers, expired tokens, canaries.
enum class Severity : uint8_t { kInfo, kLow, kMedium, kHigh, kCritical };
std::string_view SeverityName(Severity severity);  // "info", "low", ...
std::optional<Severity> ParseSeverity(std::string_view name);

enum class LifetimeClass : uint8_t {
  kLongLived,   // works until someone revokes it
  kExpiring,    // dies by itself: later than now, or at a moment that cannot be read offline
  kExpired,     // died before now, by its own words
  kIdentifier,  // names something; no secret by itself
  kUnknown,
};
std::string_view LifetimeClassName(LifetimeClass lifetime);  // "long-lived", ...
std::optional<LifetimeClass> ParseLifetimeClass(std::string_view name);

// How the rule recognises its credential, which decides what else must hold before a match is believed.
enum class Kind : uint8_t {
  kStructured,  // the format itself: prefix, length, checksum. Only masks and documented placeholders are refused
  kToken,       // the name beside it: the value must be random for its alphabet and length
  kPassword,    // the name beside it, and people choose it: no randomness asked, but no reference, template or plain word
};
std::string_view KindName(Kind kind);
std::optional<Kind> ParseKind(std::string_view name);

// Where a match can leave the pipeline; an example that must be rejected names the stage that must do it.
enum class Stage : uint8_t {
  kCandidate,    // Hyperscan saw nothing
  kConfirm,      // RE2 found no match in the windows
  kChecksum,     // the named validator refused it
  kPlaceholder,  // an `ignore` expression, a mask, a template, a documentation sample
  kEntropy,      // not random enough
  kNear,         // the context the rule asks for is absent
  kContext,      // the line says it is no secret: a reference, a digest, code, an identifier
  kShadowed,     // a more specific rule took the same bytes
  kReported,
};
std::string_view StageName(Stage stage);  // "candidate", ...
std::optional<Stage> ParseStage(std::string_view name);

struct LifetimeRule {
  LifetimeClass lifetime = LifetimeClass::kUnknown;  // what holds when `reader` is empty or cannot read an expiry
  std::string why;                                   // one sentence for the user
  std::string reader;                                // named offline reader (scanner/judge/facts.h), or empty
};

struct EntropyGate {
  std::string alphabet;          // name in patterns/alphabet.h
  double min_bits_per_char = 0;  // Shannon, over the secret's own characters
};

struct Near {
  std::vector<std::string> words;  // lower case; compared without case
  uint32_t within_bytes = 0;       // on either side of the secret
};

// The other half of a credential. Its absence never hides this half.
struct Pair {
  std::string rule;           // id of the rule whose findings are the other half
  std::string regex;          // optional: how the other half looks when it stands alone near this one; first group is the secret
  uint32_t within_lines = 0;  // on either side
  Severity raises_to = Severity::kCritical;
};

// `text` is a template for patterns/forge.h, so that no complete secret stands in the repository.
struct Example {
  std::string text;
  std::string path;             // file name the text pretends to come from; may be empty
  Stage at = Stage::kReported;  // kReported for accepts
  std::string because;          // rejects only
};

struct Rule {
  std::string id, name, provider;
  Severity severity = Severity::kMedium;
  Kind kind = Kind::kStructured;
  std::string regex;      // macros expanded; bounded; the first group, or the whole match, is the secret
  std::string prefilter;  // what Hyperscan looks for; equal to `regex` unless the rule says otherwise
  std::string extend;     // named way in which the secret goes on past `regex` (scanner/detect/extend.h), or empty
  std::string checksum;   // named validator (patterns/checksum.h), or empty
  std::optional<EntropyGate> entropy;
  std::optional<Near> near;
  std::optional<Pair> pair;
  LifetimeRule lifetime;
  std::vector<std::string> ignore;  // whole secrets that are documented placeholders
  std::string remedy, docs;
  std::vector<Example> accept, reject;
  std::string file;         // where it was read, for messages
  int line = 0;             // 1-based
  bool is_builtin = false;  // was checked when the program was built: RuleSet::Make compiles its expressions no second time
};

}  // namespace sluice
