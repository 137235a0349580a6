#include "cli/cmd_completion.h"

#include <unistd.h>

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "base/log.h"
#include "cli/command_tree.h"
#include "cli/completion.h"
#include "cli/exit_code.h"
#include "cli/manual.h"
#include "report/output.h"

namespace sluice {
namespace {

int Print(const std::string& text) {
  const std::unique_ptr<Output> out = Output::ForDescriptor(STDOUT_FILENO, "standard output");
  Status status = out->Write(text);
  if (status) status = out->Finish();
  if (status) return kExitClean;
  LogError(status.error().message);
  return ExitCodeOf(status.error().code);
}

std::string CompletionFor(const std::string& shell, const CommandInfo& program) {
  if (shell == "bash") return BashCompletion(program);
  return shell == "zsh" ? ZshCompletion(program) : FishCompletion(program);
}

}  // namespace

void AddCompletionCommand(CLI::App* app, std::function<int()>* chosen) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* completion = app->add_subcommand("completion", "Print what makes a shell complete sluice's command line");
  completion->add_option("shell", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->callback([=] { *chosen = [=] { return Print(CompletionFor(*shell, DescribeCommands(*app))); }; });
  CLI::App* manual = app->add_subcommand("manual", "Print the manual page's list of commands, in roff");
  manual->group("");  // for the build
  manual->callback([=] { *chosen = [=] { return Print(ManualCommands(DescribeCommands(*app))); }; });
}

}  // namespace sluice
