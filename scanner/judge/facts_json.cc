#include "scanner/judge/facts_json.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "scanner/judge/facts_text.h"

namespace sluice {

struct JsonDocument::Tree {
  nlohmann::json root;
};

namespace {

using Path = std::initializer_list<std::string_view>;

constexpr size_t kMaxBytes = 64 * 1024;
constexpr int kMaxDepth = 16;

// Counts brackets outside strings; enough to bound the library's work whether or not the text is valid.
bool IsShallow(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return false;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return true;
}

const nlohmann::json* Follow(const nlohmann::json& root, Path path) {
  const nlohmann::json* node = &root;
  for (const std::string_view name : path) {
    if (!node->is_object()) return nullptr;
    const auto found = node->find(std::string(name));
    if (found == node->end()) return nullptr;
    node = &*found;
  }
  return node;
}

std::optional<int64_t> ToInteger(const nlohmann::json& node) {
  if (node.is_string()) return ParseDigits(*node.get_ptr<const std::string*>());
  if (node.is_number_unsigned()) {
    const uint64_t value = *node.get_ptr<const uint64_t*>();
    return value > INT64_MAX ? std::nullopt : std::optional<int64_t>(static_cast<int64_t>(value));
  }
  if (node.is_number_integer()) return *node.get_ptr<const int64_t*>();
  if (!node.is_number_float()) return std::nullopt;
  const double value = *node.get_ptr<const double*>();
  if (!std::isfinite(value) || std::fabs(value) > 9e18) return std::nullopt;
  return static_cast<int64_t>(value);
}

const nlohmann::json* ElementAt(const nlohmann::json* node, size_t index) {
  return node != nullptr && node->is_array() && index < node->size() ? &(*node)[index] : nullptr;
}

std::optional<std::string> ToStrings(const nlohmann::json& node) {
  if (node.is_string()) return *node.get_ptr<const std::string*>();
  if (!node.is_array()) return std::nullopt;
  std::string joined;
  size_t taken = 0;
  for (const nlohmann::json& element : node) {
    if (!element.is_string()) continue;
    if (++taken > 3) break;
    joined += (joined.empty() ? "" : ",") + *element.get_ptr<const std::string*>();
  }
  return joined.empty() ? std::nullopt : std::optional<std::string>(std::move(joined));
}

}  // namespace

std::optional<JsonDocument> JsonDocument::Parse(std::string_view text) {
  if (text.size() > kMaxBytes || !IsShallow(text)) return std::nullopt;
  nlohmann::json root = nlohmann::json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!root.is_object()) return std::nullopt;
  return JsonDocument(std::make_shared<const Tree>(Tree{std::move(root)}));
}

std::optional<std::string> JsonDocument::String(Path path) const {
  const nlohmann::json* node = Follow(tree_->root, path);
  if (node == nullptr || !node->is_string()) return std::nullopt;
  return *node->get_ptr<const std::string*>();
}

std::optional<int64_t> JsonDocument::Integer(Path path) const {
  const nlohmann::json* node = Follow(tree_->root, path);
  return node == nullptr ? std::nullopt : ToInteger(*node);
}

std::optional<int64_t> JsonDocument::Integer(Path path, size_t index) const {
  const nlohmann::json* node = ElementAt(Follow(tree_->root, path), index);
  return node == nullptr ? std::nullopt : ToInteger(*node);
}

std::optional<std::string> JsonDocument::Strings(Path path) const {
  const nlohmann::json* node = Follow(tree_->root, path);
  return node == nullptr ? std::nullopt : ToStrings(*node);
}

std::optional<std::string> JsonDocument::Strings(Path path, size_t index) const {
  const nlohmann::json* node = ElementAt(Follow(tree_->root, path), index);
  return node == nullptr ? std::nullopt : ToStrings(*node);
}

bool JsonDocument::Has(Path path) const { return Follow(tree_->root, path) != nullptr; }

std::optional<JsonDocument> JsonDocument::Element(Path path, size_t index) const {
  const nlohmann::json* node = Follow(tree_->root, path);
  if (node == nullptr || !node->is_object() || index != 0) node = ElementAt(node, index);
  if (node == nullptr || !node->is_object()) return std::nullopt;
  return JsonDocument(std::make_shared<const Tree>(Tree{*node}));
}

}  // namespace sluice
