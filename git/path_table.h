// PathTable: paths as a tree of names, each name stored once below its folder, so that a walk over trees carries a number instead
// of text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::git {

class PathTable {
 public:
  static constexpr uint32_t kRoot = 0;

  PathTable() : nodes_(1) {}

  // The number of `name` in the folder `parent`.
  uint32_t Intern(uint32_t parent, std::string_view name);
  // The number that the path `number` of another table has here.
  uint32_t InternFrom(const PathTable& other, uint32_t number);
  // True when the path `number` is `name` in the folder `parent`.
  bool Is(uint32_t number, uint32_t parent, std::string_view name) const;
  std::string Text(uint32_t number, size_t max_bytes) const;  // '/' separated; empty for the root
  size_t TextBytes(uint32_t number) const { return nodes_[number].text_bytes; }
  uint32_t size() const { return static_cast<uint32_t>(nodes_.size()); }
  size_t name_bytes() const { return names_.size(); }

 private:
  struct Node {
    uint32_t parent = 0;
    uint32_t length = 0;
    size_t offset = 0;      // in names_
    size_t text_bytes = 0;  // of the whole path
  };
  std::string_view NameOf(const Node& node) const { return std::string_view(names_).substr(node.offset, node.length); }
  void Grow();

  std::vector<Node> nodes_;
  std::string names_;
  std::vector<uint32_t> slots_;  // numbers, 0 (the root, never looked up) when free; at most half full
};

}  // namespace sluice::git
