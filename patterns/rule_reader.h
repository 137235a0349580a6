// One entry of a rule file, as YAML, to a Rule. Strict: an unknown key or a wrong type is an error that names the line and the
// nearest right key. Thread-safe: no state.
#pragma once

#include <string>

#include "base/result.h"
#include "patterns/rule.h"
#include "patterns/yaml_node.h"

namespace sluice {

// Macros are expanded. `file` goes into the rule and into messages, which read "file:line:column: what is wrong".
Result<Rule> ReadRule(const YamlNode& node, const std::string& file);

}  // namespace sluice
