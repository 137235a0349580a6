// Baseline: the secrets somebody has looked at and accepted, by fingerprint (scanner/judge/fingerprint.h: of what a secret is, not
// of where it stands). Plain data and pure functions: no disk, no clock. Holds no secret, no person and no time but expiry dates.
//
//   {
//   "0a1b…": {"rule": "github-pat-classic", "path": "conf/prod.env", "reason": "revoked on 2026-01-02", "expires": "2026-12-31"},
//   "77ff…": {"rule": "generic-password", "path": "test/db.yaml", "reason": "a fixture", "verdict": "false-positive"},
//   "schema": 1
//   }
//
// One entry a line, sorted, each line complete with its comma (the schema sorts last): two branches that add entries merge in git,
// and with `merge=union` in .gitattributes they do even where their lines touch. `reason` is required; `rule` and `path` are for
// people.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sluice {

inline constexpr char kBaselineFile[] = ".sluice-baseline.json";  // at a repository's root

enum class Review : uint8_t { kNone, kAccepted, kFalsePositive };
std::string_view ReviewName(Review review);  // "accepted", "false-positive"; empty for kNone

struct BaselineEntry {
  std::string rule, path;  // a rule's id and one place where the secret stood; either may be empty
  std::string reason;      // not empty
  std::string expires;     // "2026-12-31": accepted until the end of that day, UTC; empty: for ever
  Review verdict = Review::kNone;
  friend bool operator==(const BaselineEntry&, const BaselineEntry&) = default;
};

struct Baseline {
  std::map<std::string, BaselineEntry> entries;  // by fingerprint, 40 lower-case hex digits
};

// Strict: unknown keys, a missing reason or a malformed date are Code::kConfig, "file:line:column: what is wrong". Untrusted input:
// at most 16 MiB. Of a fingerprint that stands twice, as after a merge, the later line counts. Empty text is an empty baseline.
Result<Baseline> ParseBaseline(std::string_view json, const std::string& file);

// Valid JSON in the form above. ParseBaseline gives back what went in, but for bytes of a path that are no UTF-8.
std::string SerialiseBaseline(const Baseline& baseline);

Status CheckFingerprintForm(std::string_view fingerprint);  // kUsage unless it is 40 lower-case hex digits

bool IsExpired(const BaselineEntry& entry, int64_t now_s);

// An expiry date as people give it: "2026-12-31", or "90d" and "2w" from now on. kUsage for anything else and for the past.
Result<std::string> ParseExpiry(std::string_view text, int64_t now_s);

// A secret that a scan found, as a baseline knows it.
struct KnownSecret {
  std::string fingerprint, rule, path;
};

struct BaselineChange {
  std::vector<std::string> added, dropped;  // fingerprints, sorted
};

// Adds what was found and is new, with `fresh` as reason and expiry; fills in rule and path where an entry lacks them; drops
// `stale`.
BaselineChange UpdateBaseline(const std::vector<KnownSecret>& found, const std::vector<std::string>& stale,
                              const BaselineEntry& fresh, Baseline* baseline);

}  // namespace sluice
