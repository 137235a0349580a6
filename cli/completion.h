// What makes a shell complete the command line. Pure.
#pragma once

#include <string>

#include "cli/command_tree.h"

namespace sluice {

std::string BashCompletion(const CommandInfo& program);
std::string ZshCompletion(const CommandInfo& program);
std::string FishCompletion(const CommandInfo& program);

}  // namespace sluice
