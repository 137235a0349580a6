#include "cli/outcome.h"

#include <unistd.h>

#include <memory>

#include "base/log.h"
#include "base/printable.h"
#include "report/output.h"

namespace sluice {
namespace {

Result<ExitCode> Printed(const Result<std::string>& text) {
  if (!text) return text.error();
  SLUICE_TRY(Print(*text));
  return kExitClean;
}

}  // namespace

Status Print(std::string_view text) {
  const std::unique_ptr<Output> out = Output::ForDescriptor(STDOUT_FILENO, "standard output");
  SLUICE_TRY(out->Write(text));
  return out->Finish();
}

Status PrintLine(std::string_view line) { return Print(Printable(line) + "\n"); }

int Finish(const Result<ExitCode>& exit_code) {
  if (exit_code) return *exit_code;
  LogError(exit_code.error().message);
  return ExitCodeOf(exit_code.error().code);
}

int PrintAndFinish(const Result<std::string>& text) { return Finish(Printed(text)); }

}  // namespace sluice
