#include "patterns/yaml_reader.h"

#include <algorithm>

#include "base/edit_distance.h"

namespace sluice {
namespace {

constexpr size_t kShownBytes = 60;  // of a name in a message

}  // namespace

std::optional<std::string_view> NearestName(std::string_view name, std::span<const std::string_view> known) {
  name = name.substr(0, kShownBytes);
  std::optional<std::string_view> nearest;
  size_t best = 0;
  for (const std::string_view candidate : known) {
    const size_t distance = EditDistance(name, candidate);
    if (distance > 1 + candidate.size() / 3 || (nearest && distance >= best)) continue;
    nearest = candidate;
    best = distance;
  }
  return nearest;
}

std::string YamlReader::Place(const YamlNode& node) const {
  return file_ + ":" + std::to_string(node.line) + ":" + std::to_string(node.column);
}

Error YamlReader::At(const YamlNode& node, const std::string& what) const { return {Code::kConfig, Place(node) + ": " + what}; }

Error YamlReader::UnknownKey(const YamlNode& key, std::span<const YamlKey> keys) const {
  std::vector<std::string_view> names;
  for (const YamlKey& known : keys) names.push_back(known.name);
  std::string what = "unknown key `" + key.scalar.substr(0, kShownBytes) + "`";
  if (const auto nearest = NearestName(key.scalar, names)) return At(key, what + "; did you mean `" + std::string(*nearest) + "`?");
  what += "; there are";
  for (const std::string_view name : names) what += (name == names.front() ? " " : ", ") + std::string(name);
  return At(key, what);
}

Status YamlReader::Map(const YamlNode& node, std::string_view what, std::span<const YamlKey> keys) const {
  if (node.type != YamlNode::Type::kMap) return At(node, std::string(what) + " must be a map of keys and values");
  std::vector<bool> seen(keys.size());
  for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
    const YamlNode& key = node.children[i];
    const auto known = std::ranges::find(keys, key.scalar, &YamlKey::name);
    if (known == keys.end()) return UnknownKey(key, keys);
    seen[static_cast<size_t>(known - keys.begin())] = true;
    SLUICE_TRY(known->read(node.children[i + 1]));
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].is_required && !seen[i]) return At(node, std::string(what) + " lacks the key `" + std::string(keys[i].name) + "`");
  }
  return {};
}

}  // namespace sluice
