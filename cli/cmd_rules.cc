#include "cli/cmd_rules.h"

#include <unistd.h>

#include <algorithm>
#include <string>

#include <CLI/CLI.hpp>

#include "base/log.h"
#include "cli/exit_code.h"
#include "cli/rule_choice.h"
#include "patterns/load.h"
#include "report/output.h"
#include "scanner/detect/database.h"

namespace sluice {
namespace {

struct RulesFlags {
  std::vector<std::string> rules;  // files of the user's own
  std::string id;
  std::vector<std::string> files;
};

int Fail(const Error& error) {
  LogError(error.message);
  return ExitCodeOf(error.code);
}

int Print(std::string_view text) {
  const std::unique_ptr<Output> out = Output::ForDescriptor(STDOUT_FILENO, "standard output");
  Status status = out->Write(text);
  if (status) status = out->Finish();
  return status ? static_cast<int>(kExitClean) : Fail(status.error());
}

std::string Padded(std::string_view text, size_t width) {
  std::string padded(text);
  padded.resize(std::max(width, text.size() + 1), ' ');
  return padded;
}

int List(const RulesFlags& flags) {
  const Result<std::shared_ptr<const RuleSet>> rules = ChooseRules({.files = flags.rules});
  if (!rules) return Fail(rules.error());
  std::string text;
  for (const Rule& rule : (*rules)->rules()) {
    text += Padded(rule.id, 44) + Padded(SeverityName(rule.severity), 10) + Padded(LifetimeClassName(rule.lifetime.lifetime), 12) +
            rule.name + "\n";
  }
  text += std::to_string((*rules)->size()) + " rules\n";
  return Print(text);
}

int Show(const RulesFlags& flags) {
  const Result<std::shared_ptr<const RuleSet>> rules = ChooseRules({.files = flags.rules});
  if (!rules) return Fail(rules.error());
  const Rule* rule = (*rules)->Find(flags.id);
  if (rule == nullptr) {
    // Asks for the one rule, so that the message names the nearest id.
    const auto missing = ChooseRules({.files = flags.rules, .only = {flags.id}});
    return Fail(missing ? Error{Code::kConfig, "there is no rule " + flags.id} : missing.error());
  }
  std::string text = rule->id + ": " + rule->name + "\n";
  const auto row = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text += "  " + Padded(name, 12) + std::string(value) + "\n";
  };
  row("provider", rule->provider);
  row("severity", SeverityName(rule->severity));
  row("kind", KindName(rule->kind));
  row("lifetime",
      std::string(LifetimeClassName(rule->lifetime.lifetime)) + (rule->lifetime.why.empty() ? "" : ": " + rule->lifetime.why));
  row("reader", rule->lifetime.reader);
  row("regex", rule->regex);
  row("extend", rule->extend);
  row("checksum", rule->checksum);
  if (rule->pair) row("pair", rule->pair->rule + " within " + std::to_string(rule->pair->within_lines) + " lines");
  row("remedy", rule->remedy);
  row("docs", rule->docs);
  return Print(text);
}

// Everything that would refuse the files when they are used: form, names, bounds, both engines.
int Check(const RulesFlags& flags) {
  const Result<std::shared_ptr<const RuleSet>> rules = ChooseRules({.builtin = false, .files = flags.files});
  if (!rules) return Fail(rules.error());
  const auto database = Database::Open(*rules, "");
  if (!database) return Fail(database.error());
  return Print(std::to_string((*rules)->size()) + " rules are well-formed and compile\n");
}

}  // namespace

void AddRulesCommand(CLI::App* app, std::function<int()>* chosen) {
  auto flags = std::make_shared<RulesFlags>();
  CLI::App* command = app->add_subcommand("rules", "List, show and check rules");
  command->require_subcommand(1);
  command->add_option("--rules", flags->rules, "Rules of your own beside the built-in ones")
      ->type_name("PATH")
      ->allow_extra_args(false);
  command->add_subcommand("list", "Every rule in use, a line each")->callback([=] { *chosen = [flags] { return List(*flags); }; });
  CLI::App* show = command->add_subcommand("show", "Everything one rule says");
  show->add_option("id", flags->id, "The rule's id")->required();
  show->callback([=] { *chosen = [flags] { return Show(*flags); }; });
  CLI::App* check = command->add_subcommand("check", "Check rule files");
  check->add_option("files", flags->files, "Rule files or folders")->required();
  check->callback([=] { *chosen = [flags] { return Check(*flags); }; });
}

}  // namespace sluice
