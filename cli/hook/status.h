// `sluice hook status`: what git will really run, and what stands in the way.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "git/repo.h"

namespace sluice {

struct HookStatus {
  bool runs_sluice = false;
  std::vector<std::string> lines;     // what runs, in order
  std::vector<std::string> warnings;  // what is installed and does not run, and why
};

Result<HookStatus> FindHookStatus(const git::Repo& repo, const std::string& hook);

// "pre-push: runs sluice\n  …"
std::string RenderHookStatus(const std::string& hook, const HookStatus& status);

}  // namespace sluice
