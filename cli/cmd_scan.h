// `sluice scan`.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace sluice {

// Adds the command and its flags; sets `*chosen` to what runs it when it was chosen.
void AddScanCommand(CLI::App* app, std::function<int()>* chosen);

}  // namespace sluice
