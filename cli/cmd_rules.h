// `sluice rules list|show|check|explain`.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace sluice {

// Adds the command; sets `*chosen` to what runs it when it was chosen.
void AddRulesCommand(CLI::App* app, std::function<int()>* chosen);

}  // namespace sluice
