#include "cli/rule_choice.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/edit_distance.h"
#include "patterns/load.h"
#include "scanner/judge/facts.h"

namespace sluice {
namespace {

Error UnknownRule(const std::string& id, const std::vector<Rule>& rules) {
  std::string nearest;
  size_t distance = 4;  // further away is no hint
  for (const Rule& rule : rules) {
    const size_t candidate = EditDistance(id, rule.id);
    if (candidate < distance) {
      distance = candidate;
      nearest = rule.id;
    }
  }
  return {Code::kConfig,
          "there is no rule " + id + (nearest.empty() ? "; sluice rules list shows them" : "; did you mean " + nearest + "?")};
}

bool HasId(const std::vector<Rule>& rules, const std::string& id) { return std::ranges::find(rules, id, &Rule::id) != rules.end(); }

Status CheckNames(const std::vector<std::string>& ids, const std::vector<Rule>& rules) {
  for (const std::string& id : ids) {
    if (!HasId(rules, id)) return UnknownRule(id, rules);
  }
  return {};
}

// Readers live in scanner/judge, which patterns does not know.
Status CheckReaders(const std::vector<Rule>& rules) {
  for (const Rule& rule : rules) {
    if (rule.lifetime.reader.empty() || IsReaderName(rule.lifetime.reader)) continue;
    return Error{Code::kConfig, rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id + ": no reader is called " +
                                    rule.lifetime.reader};
  }
  return {};
}

// A pair whose other half was switched off is no pair.
void DropBrokenPairs(std::vector<Rule>* rules) {
  std::set<std::string> ids;
  for (const Rule& rule : *rules) ids.insert(rule.id);
  for (Rule& rule : *rules) {
    if (rule.pair && !ids.contains(rule.pair->rule)) rule.pair.reset();
  }
}

}  // namespace

Result<std::shared_ptr<const RuleSet>> ChooseRules(const RuleChoice& choice) {
  std::vector<Rule> rules;
  if (choice.builtin) {
    SLUICE_ASSIGN(rules, BuiltinRules());
  }
  for (const std::string& file : choice.files) {
    SLUICE_ASSIGN(std::vector<Rule> more, LoadRules(file));
    if (choice.files_replace) {
      std::erase_if(rules, [&](const Rule& rule) { return rule.is_builtin && HasId(more, rule.id); });
    }
    rules.insert(rules.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  for (const RuleMention& mention : choice.mentioned) {
    if (const Status status = CheckNames({mention.id}, rules); !status) return Context(status.error(), mention.place);
  }
  SLUICE_TRY(CheckNames(choice.only, rules));
  SLUICE_TRY(CheckNames(choice.skip, rules));
  SLUICE_TRY(CheckReaders(rules));
  for (const auto& [id, severity] : choice.severity) {
    SLUICE_TRY(CheckNames({id}, rules));
    std::ranges::find(rules, id, &Rule::id)->severity = severity;
  }
  const auto holds = [](const std::vector<std::string>& ids, const Rule& rule) {
    return std::ranges::find(ids, rule.id) != ids.end();
  };
  const bool has_choice = !choice.only.empty() || !choice.skip.empty();
  std::erase_if(rules,
                [&](const Rule& rule) { return (!choice.only.empty() && !holds(choice.only, rule)) || holds(choice.skip, rule); });
  if (has_choice) DropBrokenPairs(&rules);
  const bool is_as_built = choice.builtin && choice.files.empty() && !has_choice;
  SLUICE_ASSIGN(RuleSet set, RuleSet::Make(std::move(rules), is_as_built ? BuiltinRulesDigest() : ""));
  return std::shared_ptr<const RuleSet>(std::make_shared<RuleSet>(std::move(set)));
}

std::string CacheFolder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  if (std::string folder = variable("SLUICE_CACHE_DIR"); !folder.empty()) return folder;
  if (const std::string folder = variable("XDG_CACHE_HOME"); folder.starts_with('/')) return folder + "/sluice";
  if (const std::string folder = variable("HOME"); folder.starts_with('/')) return folder + "/.cache/sluice";
  return {};
}

}  // namespace sluice
