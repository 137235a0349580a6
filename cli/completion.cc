#include "cli/completion.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/shell_quote.h"

namespace sluice {
namespace {

std::string Joined(const std::vector<std::string>& words, std::string_view between = " ") {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

std::vector<std::string> CommandNames(const CommandInfo& command) {
  std::vector<std::string> names;
  for (const CommandInfo& child : command.commands) names.push_back(child.name);
  return names;
}

std::vector<std::string> OptionNames(const CommandInfo& command) {
  std::vector<std::string> names;
  for (const OptionInfo& option : command.options) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

// --- bash

std::string BashWords(const CommandInfo& command) {
  return "    " + ShellQuoted(command.path) + ")\n      commands=" + ShellQuoted(Joined(CommandNames(command))) +
         "\n      options=" + ShellQuoted(Joined(OptionNames(command))) + "\n      ;;\n";
}

// After an option with a value: its choices, or else files.
std::string BashValues(const CommandInfo& command) {
  std::string text, plain;
  for (const OptionInfo& option : command.options) {
    if (option.value.empty()) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) patterns.push_back(ShellQuoted(command.path + " " + name));
    if (option.choices.empty()) {
      plain += (plain.empty() ? "" : " | ") + Joined(patterns, " | ");
    } else {
      text += "    " + Joined(patterns, " | ") + ")\n      COMPREPLY=($(compgen -W " + ShellQuoted(Joined(option.choices)) +
              " -- \"$current\"))\n      return\n      ;;\n";
    }
  }
  return text + (plain.empty() ? "" : "    " + plain + ")\n      return\n      ;;\n");
}

// --- zsh

// Inside [...] of a specification for _arguments.
std::string ZshText(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string ZshFunction(const CommandInfo& command) {
  std::string name = "_" + command.path;
  std::ranges::replace(name, ' ', '_');
  std::ranges::replace(name, '-', '_');
  return name;
}

std::string ZshOption(const OptionInfo& option) {
  const std::string action = option.choices.empty() ? "_files" : "(" + Joined(option.choices) + ")";
  const std::string value = option.value.empty() ? "" : ":" + ZshText(option.value) + ":" + action;
  std::string specs;
  for (const std::string& name : option.names) {
    std::string spec = option.is_repeatable ? "*" : "";
    spec += name;
    if (!value.empty() && name.size() != 2) spec += '=';
    spec += "[" + ZshText(option.description) + "]";
    spec += value;
    specs += " \\\n    ";
    specs += ShellQuoted(spec);
  }
  return specs;
}

std::string ZshCommand(const CommandInfo& command) {
  std::string text = ZshFunction(command) + "() {\n";
  if (!command.commands.empty()) text += "  local curcontext=$curcontext state line\n  typeset -A opt_args\n";
  text += command.commands.empty() ? "  _arguments" : "  _arguments -C";
  for (const OptionInfo& option : command.options) text += ZshOption(option);
  if (command.commands.empty()) return text + " \\\n    '*:file:_files'\n}\n\n";
  text += " \\\n    '1: :->command' \\\n    '*:: :->rest'\n  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandInfo& child : command.commands)
    text += "        " + ShellQuoted(child.name + ":" + ZshText(child.description)) + "\n";
  text += "      )\n      _describe command commands\n      ;;\n    rest)\n      case $words[1] in\n";
  for (const CommandInfo& child : command.commands) text += "        " + child.name + ") " + ZshFunction(child) + " ;;\n";
  return text + "      esac\n      ;;\n  esac\n}\n\n";
}

// --- fish

// Where a command's own options and subcommands are offered: after its words, before one of its subcommands.
std::string FishCondition(const CommandInfo& command) {
  std::string condition;
  for (size_t begin = command.path.find(' '); begin != std::string::npos;) {
    const size_t end = command.path.find(' ', begin + 1);
    condition += (condition.empty() ? "" : "; and ") + std::string("__fish_seen_subcommand_from ") +
                 command.path.substr(begin + 1, end == std::string::npos ? end : end - begin - 1);
    begin = end;
  }
  if (command.commands.empty()) return condition;
  return (condition.empty() ? "" : condition + "; and ") + "not __fish_seen_subcommand_from " + Joined(CommandNames(command));
}

std::string FishOption(const OptionInfo& option) {
  std::string text;
  for (const std::string& name : option.names) text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.choices.empty()) {
    text += " -x -a " + ShellQuoted(Joined(option.choices));
  } else if (!option.value.empty()) {
    text += " -r -F";
  }
  return text + " -d " + ShellQuoted(option.description);
}

}  // namespace

std::string BashCompletion(const CommandInfo& program) {
  std::string paths, words, values;
  ForEachCommand(program, [&](const CommandInfo& command) {
    if (&command != &program) paths += (paths.empty() ? "" : " | ") + ShellQuoted(command.path);
    words += BashWords(command);
    values += BashValues(command);
  });
  return "# bash completion for sluice, written by `sluice completion bash`.\n_sluice() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=sluice commands options i\n"
         "  COMPREPLY=()\n"
         "  for ((i = 1; i < COMP_CWORD; ++i)); do\n    case \"$command ${COMP_WORDS[i]}\" in\n      " +
         paths + ") command+=\" ${COMP_WORDS[i]}\" ;;\n    esac\n  done\n  case $command in\n" + words +
         "  esac\n  case \"$command $before\" in\n" + values +
         "  esac\n  if [[ $current == -* ]]; then\n    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
         "  elif [[ -n $commands ]]; then\n    COMPREPLY=($(compgen -W \"$commands\" -- \"$current\"))\n  fi\n}\n"
         "complete -o bashdefault -o default -F _sluice sluice\n";
}

std::string ZshCompletion(const CommandInfo& program) {
  std::string text = "#compdef sluice\n# zsh completion for sluice, written by `sluice completion zsh`.\n\n";
  ForEachCommand(program, [&](const CommandInfo& command) { text += ZshCommand(command); });
  return text + "_sluice \"$@\"\n";
}

std::string FishCompletion(const CommandInfo& program) {
  std::string text = "# fish completion for sluice, written by `sluice completion fish`.\n";
  ForEachCommand(program, [&](const CommandInfo& command) {
    const std::string begin = "complete -c sluice -n " + ShellQuoted(FishCondition(command));
    for (const CommandInfo& child : command.commands)
      text += begin + " -f -a " + child.name + " -d " + ShellQuoted(child.description) + "\n";
    for (const OptionInfo& option : command.options) text += begin + FishOption(option) + "\n";
  });
  return text;
}

}  // namespace sluice
