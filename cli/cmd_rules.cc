#include "cli/cmd_rules.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/outcome.h"
#include "cli/rule_choice.h"
#include "cli/rules_check.h"
#include "cli/rules_explain.h"
#include "cli/rules_show.h"

namespace sluice {
namespace {

constexpr size_t kMaxExplainedBytes = 64 << 20;

struct RulesFlags {
  std::vector<std::string> rules;  // files of the user's own
  ListRequest list;
  std::string id;
  bool expands = false;
  CheckRequest check;
  std::string file, path;
  bool lists_unconfirmed = false;
};

Result<std::string> List(const RulesFlags& flags) {
  SLUICE_ASSIGN(const std::shared_ptr<const RuleSet> rules, ChooseRules({.files = flags.rules}));
  return ListRules(*rules, flags.list);
}

Result<std::string> Show(const RulesFlags& flags) {
  // Asks for the one rule first, so that the message for a wrong id names the nearest.
  SLUICE_TRY(ChooseRules({.files = flags.rules, .only = {flags.id}}));
  SLUICE_ASSIGN(const std::shared_ptr<const RuleSet> rules, ChooseRules({.files = flags.rules}));
  return ShowRule(*rules->Find(flags.id), flags.expands);
}

Result<std::string> ReadAll(const std::string& file) {
  std::ifstream opened;
  if (file != "-") opened.open(file, std::ios::binary);
  if (file != "-" && !opened) return Error{Code::kUsage, file + ": cannot be opened: " + std::strerror(errno)};
  std::istream& in = file == "-" ? std::cin : opened;
  std::string bytes;
  char buffer[1 << 16];
  while (bytes.size() <= kMaxExplainedBytes && (in.read(buffer, sizeof buffer) || in.gcount() > 0))
    bytes.append(buffer, static_cast<size_t>(in.gcount()));
  if (bytes.size() > kMaxExplainedBytes) return Error{Code::kUsage, file + ": larger than 64 MiB"};
  if (in.bad() || !in.eof()) return Error{Code::kIo, file + ": cannot be read"};
  return bytes;
}

Result<std::string> Explain(const RulesFlags& flags) {
  SLUICE_ASSIGN(const std::shared_ptr<const RuleSet> rules, ChooseRules({.files = flags.rules}));
  SLUICE_ASSIGN(const std::string bytes, ReadAll(flags.file));
  const std::string& path = !flags.path.empty() || flags.file == "-" ? flags.path : flags.file;
  return ExplainMatches(rules, {bytes, path, flags.lists_unconfirmed});
}

}  // namespace

void AddRulesCommand(CLI::App* app, std::function<int()>* chosen) {
  auto flags = std::make_shared<RulesFlags>();
  CLI::App* command = app->add_subcommand("rules", "List, show, explain and check rules");
  command->require_subcommand(1);
  command->fallthrough();
  command->add_option("--rules", flags->rules, "Rules of your own beside the built-in ones")
      ->type_name("PATH")
      ->allow_extra_args(false);
  CLI::App* list = command->add_subcommand("list", "Every rule in use, a line each");
  list->add_option("--provider", flags->list.provider, "Only of this provider");
  list->add_option("--kind", flags->list.kind, "Only structured, token or password");
  list->callback([=] { *chosen = [flags] { return PrintAndFinish(List(*flags)); }; });
  CLI::App* show = command->add_subcommand("show", "Everything one rule says");
  show->add_option("id", flags->id, "The rule's id")->required();
  show->add_flag("--examples", flags->expands, "With its examples, made by the forge");
  show->callback([=] { *chosen = [flags] { return PrintAndFinish(Show(*flags)); }; });
  CLI::App* explain = command->add_subcommand("explain", "What became of every candidate in a file, and why");
  explain->add_option("file", flags->file, "The file, or - for standard input")->required();
  explain->add_option("--path", flags->path, "What the file is called, where that matters");
  explain->add_flag("--all", flags->lists_unconfirmed, "Also rules that saw a word of theirs and no match");
  explain->callback([=] { *chosen = [flags] { return PrintAndFinish(Explain(*flags)); }; });
  CLI::App* check = command->add_subcommand("check", "Check rule files");
  check->add_option("files", flags->check.files, "Rule files or folders")->required();
  check->add_flag("--alone", flags->check.is_alone, "Only beside each other, not beside the built-in rules");
  check->add_flag("--throughput", flags->check.measures_cost, "Also measure how much slower a scan gets (takes seconds)");
  check->callback([=] { *chosen = [flags] { return PrintAndFinish(CheckRules(flags->check)); }; });
}

}  // namespace sluice
