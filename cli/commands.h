// The command line: parses, dispatches, and turns what happened into an exit code (exit_code.h).
#pragma once

namespace sluice {

// Never throws; prints errors to standard error.
int RunCommandLine(int argc, char** argv);

}  // namespace sluice
