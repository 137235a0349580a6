// RuleSet: all rules of a run, validated, in the order of their ids, with a digest that keys the compiled database.
// Const after Make() and shared by every thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "patterns/rule.h"

namespace sluice {

class RuleSet {
 public:
  // Refuses duplicate ids, a pair that names no rule, unknown names of validators and alphabets, expressions RE2 cannot compile,
  // and expressions without a bound (`*`, `+`, `{n,}`). Each error says file:line and what was expected.
  // `digest`: that of these rules, where it is known: hashing them is a quarter of what a hook does before it reads anything.
  static Result<RuleSet> Make(std::vector<Rule> rules, std::string digest = {});

  const std::vector<Rule>& rules() const { return rules_; }
  const Rule& operator[](uint32_t index) const { return rules_[index]; }
  size_t size() const { return rules_.size(); }
  const Rule* Find(std::string_view id) const;  // null when there is none

  // Hex; equal for equal expressions in equal order, so that a compiled database can be found again. Examples and prose do not
  // count.
  const std::string& digest() const { return digest_; }

 private:
  std::vector<Rule> rules_;
  std::string digest_;
};

}  // namespace sluice
