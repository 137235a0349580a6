// YamlReader: fields out of a YamlNode, strictly: an unknown key or a wrong type is an error that names the place and the nearest
// right key. Shared by the files people write: rules (patterns/rule_reader.cc) and .sluice.yaml (config/load.cc).
// Const and thread-safe; borrows `file`, which must outlive it and what its members return.
//
//   const YamlReader reader("team.yaml");
//   SLUICE_TRY(reader.Map(node, "a pair", {{"rule", true, reader.Text(&pair.rule)}, {"lines", false, reader.Count(&pair.lines)}}));
#pragma once

#include <charconv>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "patterns/yaml_node.h"

namespace sluice {

// A key of one map of the format, with what reads its value.
struct YamlKey {
  std::string_view name;
  bool is_required;
  std::function<Status(const YamlNode&)> read;
};

// The element of `known` that `name` is most likely a misspelling of; nothing when none is close.
std::optional<std::string_view> NearestName(std::string_view name, std::span<const std::string_view> known);

class YamlReader {
 public:
  explicit YamlReader(const std::string& file) : file_(file) {}

  std::string Place(const YamlNode& node) const;  // "file:line:column"
  // Code::kConfig, "file:line:column: what".
  Error At(const YamlNode& node, const std::string& what) const;

  // `what` names the map in messages: "a rule".
  Status Map(const YamlNode& node, std::string_view what, std::span<const YamlKey> keys) const;
  Status Map(const YamlNode& node, std::string_view what, std::initializer_list<YamlKey> keys) const {
    return Map(node, what, std::span(keys.begin(), keys.size()));
  }

  // Each of these makes a reader of one value, for YamlKey::read.
  auto Text(std::string* out) const {
    return [this, out](const YamlNode& node) -> Status {
      if (node.type != YamlNode::Type::kScalar) return At(node, "expected text");
      *out = node.scalar;
      return {};
    };
  }

  template <class Element>
  auto List(std::vector<Element>* out, std::function<Status(const YamlNode&, Element*)> read) const {
    return [this, out, read = std::move(read)](const YamlNode& node) -> Status {
      if (node.type != YamlNode::Type::kSequence) return At(node, "expected a list");
      out->clear();
      for (const YamlNode& child : node.children) SLUICE_TRY(read(child, &out->emplace_back()));
      return {};
    };
  }

  // A name that `parse` knows; `choices` lists them in the message.
  template <class Enum, class Out>
  auto Name(Out* out, std::optional<Enum> (*parse)(std::string_view), std::string_view choices) const {
    return [this, out, parse, choices](const YamlNode& node) -> Status {
      const std::optional<Enum> value = node.type == YamlNode::Type::kScalar ? parse(node.scalar) : std::nullopt;
      if (!value) return At(node, "expected one of " + std::string(choices));
      *out = *value;
      return {};
    };
  }

  template <class Number>
  auto Count(Number* out) const {
    return [this, out](const YamlNode& node) -> Status {
      const char* const end = node.scalar.data() + node.scalar.size();
      const auto [after, error] = std::from_chars(node.scalar.data(), end, *out);
      if (node.type != YamlNode::Type::kScalar || error != std::errc() || after != end) return At(node, "expected a number");
      return {};
    };
  }

 private:
  Error UnknownKey(const YamlNode& key, std::span<const YamlKey> keys) const;

  const std::string& file_;
};

}  // namespace sluice
