// The commands and options of the program as plain data, read from the table that also parses them: completions and the manual are
// made from it, so none of them can say anything else than --help.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace sluice {

struct OptionInfo {
  std::vector<std::string> names;  // "-h", "--help"; of a positional its one name
  std::string value;               // what stands for its value: "FILE"; empty for a flag
  std::vector<std::string> choices;
  std::string description;
  bool is_repeatable = false;
};

struct CommandInfo {
  std::string path;  // "sluice baseline create"
  std::string name, description;
  std::vector<OptionInfo> options, positionals;
  std::vector<CommandInfo> commands;
};

// Without hidden commands and options.
CommandInfo DescribeCommands(const CLI::App& app);

// `visit(command)` for a command and all below it, parents first.
template <class Visit>
void ForEachCommand(const CommandInfo& command, const Visit& visit) {
  visit(command);
  for (const CommandInfo& child : command.commands) ForEachCommand(child, visit);
}

}  // namespace sluice
