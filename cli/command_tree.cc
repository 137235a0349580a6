#include "cli/command_tree.h"

#include <CLI/CLI.hpp>

namespace sluice {
namespace {

// "WHEN:{auto,always,never}" and "N:INT in [1 - 256]": the name, then what checks the value.
void ReadType(const std::string& type, OptionInfo* info) {
  info->value = type.substr(0, type.find(':'));
  const size_t open = type.find('{'), close = type.rfind('}');
  if (open == std::string::npos || close == std::string::npos || close < open) return;
  for (size_t begin = open + 1; begin < close;) {
    const size_t end = std::min(type.find(',', begin), close);
    info->choices.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
}

OptionInfo DescribeOption(const CLI::Option& option) {
  OptionInfo info;
  for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
  if (info.names.empty()) info.names.push_back(option.get_single_name());
  info.description = option.get_description();
  info.is_repeatable = option.get_items_expected_max() > 1;
  if (option.get_items_expected_max() > 0) ReadType(option.get_type_name(), &info);
  return info;
}

CommandInfo Describe(const CLI::App& app, const std::string& parent) {
  CommandInfo info;
  info.name = app.get_name();
  info.path = parent.empty() ? info.name : parent + " " + info.name;
  info.description = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    (option->nonpositional() ? info.options : info.positionals).push_back(DescribeOption(*option));
  }
  const auto is_shown = [](const CLI::App* command) { return !command->get_group().empty(); };
  for (const CLI::App* command : app.get_subcommands(is_shown)) info.commands.push_back(Describe(*command, info.path));
  return info;
}

}  // namespace

CommandInfo DescribeCommands(const CLI::App& app) { return Describe(app, ""); }

}  // namespace sluice
