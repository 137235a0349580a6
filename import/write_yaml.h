// Rules and settings as YAML, in the forms that patterns/load.h and config/load.h read. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "patterns/rule.h"

namespace sluice {

// ParseRules gives back the keys an imported rule has: id, name, provider, severity, regex, entropy, near, lifetime, remedy.
std::string WriteRules(const std::vector<Rule>& rules, const std::string& comment);

// `extends` may be empty.
std::string WriteSettings(const std::vector<std::string>& extends, const std::vector<AllowEntry>& allow,
                          const std::string& comment);

}  // namespace sluice
