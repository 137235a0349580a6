// Database::Engine: what the stages of this folder share. Hyperscan and RE2 are named only here and in the .cc files beside it.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "scanner/detect/compiled_rules.h"
#include "scanner/detect/database.h"

namespace re2 {
class RE2;
}

namespace sluice {

// The expressions of one rule, compiled when a candidate first needs them: most rules never do in most runs.
// Thread-safe.
class RuleExpressions {
 public:
  explicit RuleExpressions(const Rule& rule);
  ~RuleExpressions();
  RuleExpressions(const RuleExpressions&) = delete;
  RuleExpressions& operator=(const RuleExpressions&) = delete;

  const re2::RE2& regex() const;
  const re2::RE2* pair() const;  // null when the rule has none
  const std::vector<std::unique_ptr<re2::RE2>>& ignore() const;

 private:
  void Compile() const;

  const Rule& rule_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> regex_, pair_;
  mutable std::vector<std::unique_ptr<re2::RE2>> ignore_;
};

struct Database::Engine {
  CompiledRules compiled;
  std::vector<std::unique_ptr<RuleExpressions>> expressions;  // by rule
};

}  // namespace sluice
