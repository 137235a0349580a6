// Shadowing: when several rules took the same bytes, the most specific one speaks.
#pragma once

#include <vector>

#include "patterns/rule_set.h"
#include "scanner/detect/match.h"

namespace sluice {

// Sorts by (secret.begin, rule), drops what a more specific match overlaps, keeps paired_with right. Structured beats token beats
// password; then a pair, a passed checksum, the longer secret; of generic rules then words that must stand near and the longer
// match; last the rule's place. Matches of one rule never shadow each other unless they overlap. `rejections` may be null.
void DropShadowed(const RuleSet& rules, std::vector<Match>* matches, std::vector<Rejection>* rejections);

}  // namespace sluice
