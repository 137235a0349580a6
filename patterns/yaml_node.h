// YamlNode: a YAML document as plain data, so that yaml-cpp stays inside yaml_node.cc. Read by YamlReader (yaml_reader.h).
// Thread-safe: no state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sluice {

struct YamlNode {
  enum class Type : uint8_t { kScalar, kNull, kSequence, kMap };
  Type type = Type::kNull;
  int line = 0, column = 0;  // 1-based
  std::string scalar;
  // Elements of a sequence; key, value, key, value, ... of a map. Invariant: the keys of a map are scalars, each of them once.
  std::vector<YamlNode> children;
};

// A whole file; an empty one is kNull. Untrusted input: nesting and the number of values are bounded; aliases and anchors (they can
// expand without bound), a key that stands twice and a second document are refused. Errors are Code::kConfig and name `file`, the
// line and the column. Requires: the caller bounds yaml.size().
Result<YamlNode> ParseYaml(std::string_view yaml, const std::string& file);

}  // namespace sluice
