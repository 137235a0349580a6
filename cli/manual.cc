#include "cli/manual.h"

#include <string_view>

namespace sluice {
namespace {

// Backslashes and dashes as they are typed; a line never begins with what roff takes for a request.
std::string Roff(std::string_view text) {
  std::string roff;
  for (const char c : text) {
    if (roff.empty() && (c == '.' || c == '\'')) roff += "\\&";
    roff += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string{c};
  }
  return roff;
}

std::string Bold(std::string_view text) { return "\\fB" + Roff(text) + "\\fR"; }
std::string Italic(std::string_view text) { return "\\fI" + Roff(text) + "\\fR"; }

std::string Option(const OptionInfo& option) {
  std::string head;
  for (const std::string& name : option.names) head += (head.empty() ? "" : ", ") + Bold(name);
  if (!option.value.empty()) head += " " + Italic(option.value);
  return ".TP\n" + head + "\n" + Roff(option.description) + "\n";
}

std::string Synopsis(const CommandInfo& command) {
  std::string line = Bold(command.path);
  if (!command.options.empty()) line += " [" + Italic("OPTIONS") + "]";
  for (const OptionInfo& positional : command.positionals)
    line += " [" + Italic(positional.names.front()) + "]" + (positional.is_repeatable ? " ..." : "");
  return line;
}

}  // namespace

std::string ManualCommands(const CommandInfo& program) {
  std::string text;
  ForEachCommand(program, [&](const CommandInfo& command) {
    if (!command.commands.empty()) return;
    text += ".SS " + Synopsis(command) + "\n" + Roff(command.description) + ".\n";
    for (const OptionInfo& positional : command.positionals)
      text += ".TP\n" + Italic(positional.names.front()) + "\n" + Roff(positional.description) + "\n";
    for (const OptionInfo& option : command.options) text += Option(option);
  });
  return text;
}

}  // namespace sluice
