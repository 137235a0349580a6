// `sluice ci`: scans the change under review, its range found from the CI system's own variables.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace sluice {

// Adds the command and its flags; sets `*chosen` to what runs it when it was chosen.
void AddCiCommand(CLI::App* app, std::function<int()>* chosen);

}  // namespace sluice
