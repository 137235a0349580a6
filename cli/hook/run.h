// `sluice hook run NAME`: what an installed hook calls. Scans what git is about to take and decides.
//
// Fails closed: whatever is found, not scanned or not understood blocks, unless SLUICE_BYPASS gives a reason, which is recorded, or
// .sluice.yaml says `hook: {on_incomplete: allow}` and nothing was found.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace sluice {

struct HookCall {
  std::string name;
  std::vector<std::string> arguments;  // as git gave them
  std::string timeout;                 // empty: $SLUICE_HOOK_TIMEOUT, else 30 s on a server and none before a push
};

// Prints why it blocks on standard error. Anything but kExitClean blocks.
ExitCode RunHook(const HookCall& call);

}  // namespace sluice
