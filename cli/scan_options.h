// The options that every command which scans has in common: rules, reports, limits. Each function adds some of them to a command;
// what the user gives goes into `*flags`, which must outlive the parse.
#pragma once

#include "cli/scan_flags.h"

namespace CLI {
class App;
}

namespace sluice {

void AddRuleOptions(CLI::App* command, ScanFlags* flags);    // --rules, --only, --skip, --config, --baseline
void AddOutputOptions(CLI::App* command, ScanFlags* flags);  // --format, --fail-on, --show-secrets, --color, --stats …
void AddLimitOptions(CLI::App* command, ScanFlags* flags);   // --jobs, --max-blob-size, --archive-depth, --timeout …

}  // namespace sluice
