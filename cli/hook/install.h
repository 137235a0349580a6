// `sluice hook install|uninstall|status`.
#pragma once

#include <string>

#include "base/result.h"

namespace sluice {

// Each returns what to print. Installing twice changes nothing; an error leaves everything as it was.
Result<std::string> InstallHook(const std::string& hook);
Result<std::string> UninstallHook(const std::string& hook);
Result<std::string> InstallUserHook(const std::string& hook);
Result<std::string> UninstallUserHook(const std::string& hook);

}  // namespace sluice
