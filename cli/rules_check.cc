#include "cli/rules_check.h"

#include <cstdio>
#include <set>

#include "cli/rule_choice.h"
#include "cli/rules_cost.h"
#include "patterns/load.h"
#include "report/terminal.h"
#include "scanner/detect/lint.h"

namespace sluice {
namespace {

constexpr double kMostCost = 0.03;

std::string Percent(double share) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f %%", share * 100);
  return buffer;
}

Result<std::vector<Rule>> LoadAll(const std::vector<std::string>& files) {
  std::vector<Rule> rules;
  for (const std::string& file : files) {
    SLUICE_ASSIGN(std::vector<Rule> more, LoadRules(file));
    rules.insert(rules.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return rules;
}

Error Refusal(const std::vector<std::string>& complaints) {
  std::string message;
  for (const std::string& complaint : complaints) {
    if (!message.empty() && message.back() != '\n') message += '\n';
    message += complaint;
  }
  if (message.back() == '\n') message.pop_back();
  return {Code::kConfig, message};
}

// The share by which a scan gets slower with `rules` than without them. One at a time only when all of them together cost too much:
// each measurement compiles the whole set.
Result<double> CostOf(const RuleSet& all, const std::vector<Rule>& rules, std::vector<std::string>* complaints) {
  std::set<std::string> ids;
  for (const Rule& rule : rules) ids.insert(rule.id);
  SLUICE_ASSIGN(const double together, CostOfRules(all, ids));
  if (together <= kMostCost) return together;
  for (const Rule& rule : rules) {
    SLUICE_ASSIGN(const double cost, rules.size() == 1 ? together : CostOfRules(all, {rule.id}));
    if (cost > kMostCost)
      complaints->push_back(Complaint(rule, "makes a scan " + Percent(cost) + " slower; more than " + Percent(kMostCost) +
                                                " is refused: begin the expression with a longer or rarer literal"));
  }
  return together;
}

}  // namespace

Result<std::string> CheckRules(const CheckRequest& request) {
  SLUICE_ASSIGN(const std::vector<Rule> rules, LoadAll(request.files));
  SLUICE_ASSIGN(const std::shared_ptr<const RuleSet> all,
                ChooseRules({.builtin = !request.is_alone, .files = request.files, .files_replace = true}));
  SLUICE_ASSIGN(const std::shared_ptr<const Database> database, Database::Open(all, CacheFolder(), kSystemCacheFolder));
  std::vector<std::string> complaints;
  for (const Rule& rule : rules) {
    for (std::string& complaint : LintRule(database, rule)) complaints.push_back(std::move(complaint));
  }
  for (std::string& complaint : LintTwins(rules, *all)) complaints.push_back(std::move(complaint));
  std::string text = FormatCount(rules.size(), "rule") + " checked: no fault in form, expression or examples";
  if (request.measures_cost) {
    SLUICE_ASSIGN(const double cost, CostOf(*all, rules, &complaints));
    text += "; a scan gets " + Percent(cost) + " slower";
  }
  if (!complaints.empty()) return Refusal(complaints);
  return text + "\n";
}

}  // namespace sluice
