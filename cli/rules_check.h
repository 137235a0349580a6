// `sluice rules check FILE...`: whatever would refuse the files when they are used (form, names, bounds, both engines), and what
// makes a rule useless or a burden: examples that do not hold, a twin, another rule that takes its secrets, the time it costs.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace sluice {

struct CheckRequest {
  std::vector<std::string> files;
  bool is_alone = false;       // not beside the built-in rules
  bool measures_cost = false;  // how much slower a scan gets: takes seconds
};

// One line for people, or Code::kConfig with every complaint, each beginning "file:line: ".
Result<std::string> CheckRules(const CheckRequest& request);

}  // namespace sluice
