// One `.sluice.yaml`, as YAML, to what it says by itself. The form is documented in load.h. Thread-safe: no state.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "patterns/yaml_node.h"

namespace sluice {

struct ConfigFile {
  Config config;                  // `extends` as written
  std::vector<YamlNode> extends;  // the same texts with their places; empty when the file does not say
};

Result<ConfigFile> ReadConfig(const YamlNode& root, const std::string& file);

}  // namespace sluice
