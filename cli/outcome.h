// How a command ends: what it says on standard output, and the exit code of what became of it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/exit_code.h"

namespace sluice {

// To standard output. kIo when it cannot be written (a full disk, a closed pipe).
Status Print(std::string_view text);
// One line, whatever stands in it: printable (base/printable.h).
Status PrintLine(std::string_view line);

// The exit code for the system; what failed is logged.
int Finish(const Result<ExitCode>& exit_code);
// The same of a command that only prints a text.
int PrintAndFinish(const Result<std::string>& text);

}  // namespace sluice
