// Lint: what a rule must keep beyond what RuleSet::Make asks: a literal, examples that prove it, no twin, and a place among the
// other rules where its secrets are still its own. Behind `sluice rules check` and tests/rules. Pure.
//
// Complaints read "file:line: rule `id`: what is wrong and what to do". They show examples expanded: those are forged, not found.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "patterns/rule.h"
#include "scanner/detect/database.h"

namespace sluice {

// "file:line: rule `id`: what", the form of every complaint.
std::string Complaint(const Rule& rule, std::string_view what);

// Whether every match holds three characters in a row that are always the same (and Hyperscan can look for). An expression without
// is tried at every byte, which makes the whole scan two to sixteen times slower.
bool HasLiteral(const Rule& rule);

// The seed that expands an example: `index` in `accept`, or in `reject`.
uint64_t ExampleSeed(const Rule& rule, bool is_accept, size_t index);

// What became of an example.
struct Proof {
  bool holds = false;
  std::string text;                   // the example, expanded
  std::string trace;                  // where each rule let go of it, a line each
  std::vector<std::string> reported;  // ids
};
// `database` holds the rule and whatever it must live beside. An example that the forge refuses is an error.
Result<Proof> ProveExample(const std::shared_ptr<const Database>& database, const Rule& rule, const Example& example,
                           uint64_t seed);

// Of each rule: no literal, no example to accept, examples that do not hold or are taken by another rule.
std::vector<std::string> LintRule(const std::shared_ptr<const Database>& database, const Rule& rule);

// Rules of `checked` with the expression or an accepted example of another rule of `all`, which holds `checked` too. One complaint
// a pair, at the rule of `checked`.
std::vector<std::string> LintTwins(std::span<const Rule> checked, const RuleSet& all);

}  // namespace sluice
