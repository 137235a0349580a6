#include "cli/commands.h"

#include <exception>
#include <functional>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "base/log.h"
#include "cli/cmd_baseline.h"
#include "cli/cmd_ci.h"
#include "cli/cmd_completion.h"
#include "cli/cmd_hook.h"
#include "cli/cmd_import.h"
#include "cli/cmd_rules.h"
#include "cli/cmd_scan.h"
#include "cli/outcome.h"
#include "cli/version.h"

namespace sluice {
namespace {

constexpr char kFooter[] =
    "Exit codes: 0 nothing found and everything read; 1 findings; 2 wrong usage, configuration or rules;\n"
    "3 incomplete: something could not be read and nothing was found.";

// CLI11 reports by exceptions; they end here.
int Parse(CLI::App* app, int argc, char** argv, const std::function<int()>& run) {
  try {
    app->parse(argc, argv);
  } catch (const CLI::Success& help) {
    const int exit_code = app->exit(help);
    return std::cout.flush() ? exit_code : kExitIncomplete;
  } catch (const CLI::ParseError& error) {
    app->exit(error);
    return kExitUsage;
  }
  return run();
}

// The standard library throws when memory is short; a message and an exit code beat an abort.
int Guarded(const std::function<int()>& run) {
  try {
    return run();
  } catch (const std::exception& error) {
    LogError(std::string("gave up: ") + error.what());
    return kExitIncomplete;
  }
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  CLI::App app("Sluice finds leaked credentials in git history and says how long each one lives.", "sluice");
  app.set_version_flag("--version", kVersionLine);
  app.require_subcommand(1);
  app.footer(kFooter);
  std::function<int()> chosen;
  AddScanCommand(&app, &chosen);
  AddHookCommand(&app, &chosen);
  AddCiCommand(&app, &chosen);
  AddRulesCommand(&app, &chosen);
  AddBaselineCommand(&app, &chosen);
  AddImportCommand(&app, &chosen);
  AddCompletionCommand(&app, &chosen);
  app.add_subcommand("version", "Print the version")->callback([&chosen] {
    chosen = [] { return PrintAndFinish(std::string(kVersionLine) + "\n"); };
  });
  return Parse(&app, argc, argv, [&chosen] { return Guarded(chosen); });
}

}  // namespace sluice
