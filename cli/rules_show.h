// `sluice rules list` and `sluice rules show`: rules as text for people.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "patterns/rule_set.h"

namespace sluice {

struct ListRequest {
  std::string provider, kind;  // empty: any
};
// One line a rule. A kind or provider that no rule has is Code::kUsage.
Result<std::string> ListRules(const RuleSet& rules, const ListRequest& request);

// Every key of the rule that says something. `expands`: with its examples as the forge makes them (built-in rules carry none).
std::string ShowRule(const Rule& rule, bool expands);

}  // namespace sluice
