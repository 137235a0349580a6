// JudgeLifetime: how long a credential lives, as the report says it. Pure: the clock is an argument.
//
// In order of trust: what the credential says itself (Facts), the provider's upper bound counted from the commit, the rule's class.
//   - An expiry before `now_s` is kExpired, whatever the rule says.
//   - A bound (Facts::max_age_s: 36 h for a session of AWS STS, ttl-12h, ...) gives expires_at = introduced + bound. That is the
//     latest moment it can still have worked, not the moment it ended, and `why` says so. Without a commit (standard input, a folder)
//     there is no expires_at and the class stays kExpiring.
#pragma once

#include <cstdint>
#include <optional>

#include "patterns/rule.h"
#include "scanner/finding.h"
#include "scanner/judge/facts.h"

namespace sluice {

// `introduced_s`: when the secret entered history. Pass the committer's time, not the author's: an amended commit keeps its author
// time, and a secret added by the amendment is younger than that.
Lifetime JudgeLifetime(const Rule& rule, const Facts& facts, std::optional<int64_t> introduced_s, int64_t now_s);

}  // namespace sluice
