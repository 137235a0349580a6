// Exit codes of every command; promises to scripts (see README).
#pragma once

#include "base/result.h"

namespace sluice {

enum ExitCode : int {
  kExitClean = 0,       // nothing found, everything asked for was read
  kExitFindings = 1,    // findings at or above --fail-on; wins over kExitIncomplete
  kExitUsage = 2,       // wrong usage, configuration or rules
  kExitIncomplete = 3,  // something could not be read and nothing was found; or not written, whatever was found
};

constexpr ExitCode ExitCodeOf(Code code) { return code == Code::kUsage || code == Code::kConfig ? kExitUsage : kExitIncomplete; }

}  // namespace sluice
