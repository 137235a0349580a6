// What `sluice scan TARGET` points at.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "cli/scan_flags.h"
#include "scanner/source.h"

namespace sluice {

struct Target {
  std::string name;           // as the user knows it
  std::string mode;           // ScanInfo::mode
  std::string config_folder;  // where .sluice.yaml is looked for; empty when there is no such place
  // Called once the settings are known.
  std::function<std::unique_ptr<Source>(const ScanSettings&)> make_source;
};

// A repository's root is its history; a folder inside one is a folder, with a hint. kUsage when flags ask for a repository and
// there is none.
Result<Target> ChooseTarget(const ScanFlags& flags);

}  // namespace sluice
