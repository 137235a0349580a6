// Database::Engine: what the stages of this folder share. Hyperscan is named only here and in the .cc files beside it.
#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/detect/compiled_rules.h"
#include "scanner/detect/database.h"
#include "scanner/detect/regex.h"

namespace sluice {

using SharedExpressions = std::unordered_map<std::string_view, std::shared_ptr<const Regex>>;

// Of one rule, which outlives them.
struct RuleExpressions {
  // Those to ignore are taken from `*shared`, or added there: rules of a kind have the same.
  explicit RuleExpressions(const Rule& rule, SharedExpressions* shared = nullptr);

  std::unique_ptr<const Regex> regex;
  std::unique_ptr<const Regex> pair;  // null when the rule has none
  std::vector<std::shared_ptr<const Regex>> ignore;
};

struct Database::Engine {
  CompiledRules compiled;
  std::vector<RuleExpressions> expressions;  // by rule
};

}  // namespace sluice
