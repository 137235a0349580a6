#include "cli/cmd_scan.h"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/outcome.h"
#include "cli/scan_options.h"
#include "cli/scan_run.h"
#include "cli/target.h"

namespace sluice {
namespace {

Result<ExitCode> RunScanCommand(const ScanFlags& flags) {
  SLUICE_ASSIGN(const Target target, ChooseTarget(flags));
  return RunScan(flags, target);
}

void AddWhatToScan(CLI::App* command, ScanFlags* flags) {
  command->add_option("target", flags->target,
                      "A repository, a folder, a file, or - for standard input (default: the repository here)");
  command->add_option("--range", flags->ranges, "Only what B has and A lacks; repeatable")
      ->type_name("A..B")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--branch", flags->branches, "Only what this ref reaches; repeatable")
      ->type_name("REF")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--since", flags->since, "Only commits since then: 2026-01-31, \"2 weeks ago\"")->type_name("DATE");
  command->add_flag("--staged", flags->staged, "What is staged, against HEAD");
  command->add_flag("--worktree", flags->worktree, "The files on disk, without those .gitignore names");
  command->add_flag("--no-ignore", flags->no_ignore, "With --worktree: ignored files too");
  command->add_flag("--all-objects", flags->all_objects, "Also what no ref reaches any more");
  command->add_flag_callback(
      "--no-delta", [flags] { flags->delta = false; },
      "Match every byte of every version, also those it shares with another; slower, finds the same");
}

}  // namespace

void AddScanCommand(CLI::App* app, std::function<int()>* chosen) {
  CLI::App* command = app->add_subcommand("scan", "Scan a repository's whole history, a folder, a file or standard input");
  auto flags = std::make_shared<ScanFlags>();
  AddWhatToScan(command, flags.get());
  AddRuleOptions(command, flags.get());
  AddOutputOptions(command, flags.get());
  AddLimitOptions(command, flags.get());
  command->callback([flags, chosen] { *chosen = [flags] { return Finish(RunScanCommand(*flags)); }; });
}

}  // namespace sluice
