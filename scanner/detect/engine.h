// Database::Engine: what the stages of this folder share. Hyperscan and RE2 are named only here and in the .cc files beside it.
#pragma once

#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/detect/compiled_rules.h"
#include "scanner/detect/database.h"

namespace re2 {
class RE2;
}

namespace sluice {

// An expression that RE2 compiles when it is first asked for: that takes up to two milliseconds, and most are never needed. Thread-safe.
class LazyExpression {
 public:
  explicit LazyExpression(std::string_view text);  // borrowed
  ~LazyExpression();
  LazyExpression(const LazyExpression&) = delete;
  LazyExpression& operator=(const LazyExpression&) = delete;

  const re2::RE2& get() const;

 private:
  const std::string_view text_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> compiled_;
};

using SharedExpressions = std::unordered_map<std::string_view, std::shared_ptr<const LazyExpression>>;

// Of one rule, which outlives them.
struct RuleExpressions {
  // Those to ignore are taken from `*shared`, or added there: rules of a kind have the same.
  explicit RuleExpressions(const Rule& rule, SharedExpressions* shared = nullptr);

  std::unique_ptr<const LazyExpression> regex;
  std::unique_ptr<const LazyExpression> pair;  // null when the rule has none
  std::vector<std::shared_ptr<const LazyExpression>> ignore;
};

struct Database::Engine {
  CompiledRules compiled;
  std::vector<RuleExpressions> expressions;  // by rule
};

}  // namespace sluice
