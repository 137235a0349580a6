#include "cli/cmd_completion.h"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/command_tree.h"
#include "cli/completion.h"
#include "cli/manual.h"
#include "cli/outcome.h"

namespace sluice {
namespace {

std::string CompletionFor(const std::string& shell, const CommandInfo& program) {
  if (shell == "bash") return BashCompletion(program);
  return shell == "zsh" ? ZshCompletion(program) : FishCompletion(program);
}

}  // namespace

void AddCompletionCommand(CLI::App* app, std::function<int()>* chosen) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* completion = app->add_subcommand("completion", "Print what makes a shell complete sluice's command line");
  completion->add_option("shell", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->callback([=] { *chosen = [=] { return PrintAndFinish(CompletionFor(*shell, DescribeCommands(*app))); }; });
  CLI::App* manual = app->add_subcommand("manual", "Print the manual page's list of commands, in roff");
  manual->group("");  // for the build
  manual->callback([=] { *chosen = [=] { return PrintAndFinish(ManualCommands(DescribeCommands(*app))); }; });
}

}  // namespace sluice
