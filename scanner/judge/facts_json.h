// JsonDocument: JSON of unknown origin, read without exceptions. Private to this module; hides the JSON library.
// Invariant: at most 64 KiB and 16 levels deep, checked before the library sees a byte.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

class JsonDocument {
 public:
  // Nothing unless `text` is one JSON object within the bounds.
  static std::optional<JsonDocument> Parse(std::string_view text);

  // The value below nested names: String({"kubernetes.io", "namespace"}). Nothing when absent or of another type.
  std::optional<std::string> String(std::initializer_list<std::string_view> path) const;
  // A JSON number (fractions are cut off) or a string of digits; nothing outside the 64-bit range.
  std::optional<int64_t> Integer(std::initializer_list<std::string_view> path) const;
  // The same of element `index` of an array.
  std::optional<int64_t> Integer(std::initializer_list<std::string_view> path, size_t index) const;
  // A string, or the first three strings of an array joined by commas.
  std::optional<std::string> Strings(std::initializer_list<std::string_view> path) const;
  std::optional<std::string> Strings(std::initializer_list<std::string_view> path, size_t index) const;
  bool Has(std::initializer_list<std::string_view> path) const;
  // Element `index` of the array or object below `path`, as its own document when it is an object.
  std::optional<JsonDocument> Element(std::initializer_list<std::string_view> path, size_t index) const;

 private:
  struct Tree;
  explicit JsonDocument(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}

  std::shared_ptr<const Tree> tree_;
};

}  // namespace sluice
