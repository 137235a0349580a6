// `sluice completion bash|zsh|fish`, and the hidden `sluice manual`, from which the package's manual page is made.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace sluice {

// Adds the commands; sets `*chosen` to what runs them when one was chosen. Requires: `*app` lives until then.
void AddCompletionCommand(CLI::App* app, std::function<int()>* chosen);

}  // namespace sluice
