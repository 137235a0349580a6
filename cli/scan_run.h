// RunScan(): what every command that scans does between its flags and its exit code: settings, rules, reports, the scan itself,
// and what could not be read said on standard error.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "cli/exit_code.h"
#include "cli/scan_flags.h"
#include "cli/target.h"
#include "config/config.h"
#include "scanner/sink.h"

namespace sluice {

int64_t NowSeconds();  // since 1970, by the system's clock

// --config, or .sluice.yaml where the target keeps one; the defaults when there is neither.
Result<Config> FindConfig(const ScanFlags& flags, const Target& target);

// `more_sinks` are read beside the reports that `flags.formats` asks for; without either, text goes to standard output.
Result<ExitCode> RunScan(const ScanFlags& flags, const Target& target, const std::vector<FindingSink*>& more_sinks = {});

}  // namespace sluice
