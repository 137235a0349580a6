// The part of the manual page that lists commands and options, in roff (man(7)). packaging/man/sluice.1.in is the rest. Pure.
#pragma once

#include <string>

#include "cli/command_tree.h"

namespace sluice {

std::string ManualCommands(const CommandInfo& program);

}  // namespace sluice
