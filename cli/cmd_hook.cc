#include "cli/cmd_hook.h"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/hook/install.h"
#include "cli/hook/run.h"
#include "cli/hook/status.h"
#include "cli/outcome.h"

namespace sluice {
namespace {

struct HookFlags {
  std::string hook;
  bool is_global = false;
  HookCall call;
};

std::string Named(const HookFlags& flags) { return flags.hook.empty() ? "pre-push" : flags.hook; }

// Of one hook the exit code tells whether it runs Sluice; of all there is no such answer.
Result<ExitCode> ShowStatus(const HookFlags& flags) {
  SLUICE_ASSIGN(const git::Repo repo, git::Repo::Discover("."));
  std::string text;
  bool runs = true;
  for (const std::string hook : {"pre-push", "pre-commit", "pre-receive", "update"}) {
    if (!flags.hook.empty() && flags.hook != hook) continue;
    SLUICE_ASSIGN(const HookStatus status, FindHookStatus(repo, hook));
    text += RenderHookStatus(hook, status);
    runs &= status.runs_sluice || flags.hook.empty();
  }
  SLUICE_TRY(Print(text));
  return runs ? kExitClean : kExitFindings;
}

constexpr char kOneHook[] = "pre-push (default), pre-commit, pre-receive or update";

CLI::App* AddPart(CLI::App* command, const char* name, const char* about, const char* about_hook, HookFlags* flags) {
  CLI::App* part = command->add_subcommand(name, about);
  part->add_option("hook", flags->hook, about_hook)
      ->check(CLI::IsMember({"pre-push", "pre-commit", "pre-receive", "update"}))
      ->type_name("HOOK");
  return part;
}

}  // namespace

void AddHookCommand(CLI::App* app, std::function<int()>* chosen) {
  auto flags = std::make_shared<HookFlags>();
  CLI::App* command = app->add_subcommand("hook", "Stop a key before it is committed or pushed");
  command->require_subcommand(1);
  CLI::App* install =
      AddPart(command, "install", "Make git run Sluice; a hook that is there already goes on running", kOneHook, flags.get());
  install->add_flag("--global", flags->is_global, "For every repository of this user");
  install->callback([=] {
    *chosen = [flags] { return PrintAndFinish(flags->is_global ? InstallUserHook(Named(*flags)) : InstallHook(Named(*flags))); };
  });
  CLI::App* uninstall = AddPart(command, "uninstall", "Put back what was there before", kOneHook, flags.get());
  uninstall->add_flag("--global", flags->is_global, "The one for every repository of this user");
  uninstall->callback([=] {
    *chosen = [flags] {
      return PrintAndFinish(flags->is_global ? UninstallUserHook(Named(*flags)) : UninstallHook(Named(*flags)));
    };
  });
  CLI::App* status = AddPart(command, "status", "Show which hooks run Sluice; with HOOK, exit 1 if it does not",
                             "pre-push, pre-commit, pre-receive or update (default: all of them)", flags.get());
  status->callback([=] { *chosen = [flags] { return Finish(ShowStatus(*flags)); }; });
  CLI::App* run = command->add_subcommand("run", "What an installed hook calls, with the arguments that git gave it");
  run->add_option("--timeout", flags->call.timeout,
                  "Block when the scan takes longer (default: $SLUICE_HOOK_TIMEOUT; 30s on a server)")
      ->type_name("TIME");
  run->add_option("hook", flags->call.name, "pre-push, pre-commit, pre-receive or update")->required()->type_name("HOOK");
  run->add_option("arguments", flags->call.arguments, "As git gave them");
  run->positionals_at_end();
  run->callback([=] { *chosen = [flags] { return static_cast<int>(RunHook(flags->call)); }; });
}

}  // namespace sluice
