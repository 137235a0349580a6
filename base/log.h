// Log: messages for the person who runs Sluice, on standard error. The only place that names spdlog. Thread-safe.
// Control characters are escaped; callers never pass bytes of a secret.
#pragma once

#include <string_view>

namespace sluice {

// "debug", "info", "warning" (default), "error", "off"; false for anything else.
bool SetLogLevel(std::string_view name);

void LogDebug(std::string_view message);
void LogInfo(std::string_view message);
void LogWarning(std::string_view message);
void LogError(std::string_view message);

}  // namespace sluice
