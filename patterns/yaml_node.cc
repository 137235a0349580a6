#include "patterns/yaml_node.h"

#include <sstream>
#include <tuple>
#include <unordered_set>
#include <utility>

#include <yaml-cpp/yaml.h>

// yaml-cpp's event interface is not in its umbrella header.
#include <yaml-cpp/eventhandler.h>

namespace sluice {
namespace {

constexpr size_t kMaxDepth = 16;  // the formats need 5
constexpr size_t kMaxNodes = 2'000'000;

// What TreeBuilder throws inside yaml-cpp's parser, which has no other way to be stopped.
struct Refused {
  int line, column;
  std::string what;
};

Refused Refuse(const YAML::Mark& mark, std::string what) { return {mark.line + 1, mark.column + 1, std::move(what)}; }

// Builds a YamlNode from yaml-cpp's events. Events, because the library's own tree forgets anchors and lets a key stand twice.
class TreeBuilder : public YAML::EventHandler {
 public:
  YamlNode TakeRoot() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { Add(mark, anchor, YamlNode::Type::kNull, {}); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { throw Refuse(mark, "an alias (`*name`); write the value out"); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& value) override {
    Add(mark, anchor, YamlNode::Type::kScalar, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    Open(mark, anchor, YamlNode::Type::kSequence);
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    Open(mark, anchor, YamlNode::Type::kMap);
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  // A sequence or map whose end has not come yet. The pointer stays valid: a node gets no siblings while it is open.
  struct OpenNode {
    YamlNode* node;
    std::unordered_set<std::string> keys;  // of a map
  };

  YamlNode* Add(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Type type, const std::string& scalar) {
    if (anchor != 0) throw Refuse(mark, "an anchor (`&name`); write the value out where it is needed");
    if (++nodes_ > kMaxNodes) throw Refuse(mark, "too many values in one file");
    if (open_.empty()) {
      root_ = {type, mark.line + 1, mark.column + 1, scalar, {}};
      return &root_;
    }
    const bool is_in_map = open_.back().node->type == YamlNode::Type::kMap;
    std::vector<YamlNode>& siblings = open_.back().node->children;
    if (is_in_map && siblings.size() % 2 == 0) AddKey(mark, type, scalar);
    YamlNode node{type, mark.line + 1, mark.column + 1, scalar, {}};
    // The parser learns that a value is missing when it meets what comes next: its key is the better place.
    if (type == YamlNode::Type::kNull && is_in_map)
      std::tie(node.line, node.column) = std::tie(siblings.back().line, siblings.back().column);
    siblings.push_back(std::move(node));
    return &siblings.back();
  }

  void AddKey(const YAML::Mark& mark, YamlNode::Type type, const std::string& key) {
    if (type != YamlNode::Type::kScalar) throw Refuse(mark, "a key that is no text");
    if (!open_.back().keys.insert(key).second) throw Refuse(mark, "the key `" + key.substr(0, 60) + "` stands twice");
  }

  void Open(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Type type) {
    if (open_.size() >= kMaxDepth) throw Refuse(mark, "values nested too deeply");
    open_.push_back({Add(mark, anchor, type, {}), {}});
  }

  YamlNode root_;
  std::vector<OpenNode> open_;
  size_t nodes_ = 0;
};

Error At(const std::string& file, int line, int column, const std::string& what) {
  return {Code::kConfig, file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + what};
}

// The two messages of the parser that mislead whoever writes a file by hand.
std::string Reworded(const std::string& message) {
  if (message == YAML::ErrorMsg::DOC_IN_SCALAR) return "a quote that is never closed";
  if (message == YAML::ErrorMsg::END_OF_MAP) return "text after a value; begin a new line, or write {key: value, key: value}";
  return message;
}

}  // namespace

Result<YamlNode> ParseYaml(std::string_view yaml, const std::string& file) {
  try {
    // With an end written out, yaml-cpp refuses a quote that is never closed; at the end of the file it would take all the rest.
    std::istringstream in{std::string(yaml) + (yaml.ends_with('\n') ? "...\n" : "\n...\n")};
    YAML::Parser parser(in);
    TreeBuilder builder;
    if (!parser.HandleNextDocument(builder)) return YamlNode{};
    TreeBuilder second;
    if (parser.HandleNextDocument(second)) {
      const YamlNode other = second.TakeRoot();
      return At(file, other.line, other.column, "a second YAML document (`---`), or text after the end of the first");
    }
    return builder.TakeRoot();
  } catch (const Refused& refused) {
    return At(file, refused.line, refused.column, refused.what);
  } catch (const YAML::Exception& e) {
    return At(file, e.mark.line + 1, e.mark.column + 1, "not YAML: " + Reworded(e.msg));
  } catch (const std::exception&) {
    return Error{Code::kConfig, file + ": cannot be read as YAML"};
  }
}

}  // namespace sluice
