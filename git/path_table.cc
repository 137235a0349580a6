#include "git/path_table.h"

#include <algorithm>

#include "git/seeded_hash.h"

namespace sluice::git {
namespace {

constexpr size_t kFirstSlots = 256;

}  // namespace

void PathTable::Grow() {
  slots_.assign(slots_.empty() ? kFirstSlots : 2 * slots_.size(), kRoot);
  const size_t mask = slots_.size() - 1;
  for (uint32_t number = 1; number < size(); ++number) {
    size_t slot = SeededHash(NameOf(nodes_[number]), nodes_[number].parent) & mask;
    while (slots_[slot] != kRoot) slot = (slot + 1) & mask;
    slots_[slot] = number;
  }
}

uint32_t PathTable::Intern(uint32_t parent, std::string_view name) {
  if (2 * nodes_.size() > slots_.size()) Grow();
  const size_t mask = slots_.size() - 1;
  size_t slot = SeededHash(name, parent) & mask;
  for (; slots_[slot] != kRoot; slot = (slot + 1) & mask) {
    const Node& node = nodes_[slots_[slot]];
    if (node.parent == parent && NameOf(node) == name) return slots_[slot];
  }
  slots_[slot] = size();
  const size_t text_bytes = nodes_[parent].text_bytes + name.size() + (parent == kRoot ? 0 : 1);
  nodes_.push_back({parent, static_cast<uint32_t>(name.size()), names_.size(), text_bytes});
  names_ += name;
  return slots_[slot];
}

uint32_t PathTable::InternFrom(const PathTable& other, uint32_t number) {
  std::vector<uint32_t> chain;
  for (; number != kRoot; number = other.nodes_[number].parent) chain.push_back(number);
  uint32_t here = kRoot;
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) here = Intern(here, other.NameOf(other.nodes_[*it]));
  return here;
}

bool PathTable::Is(uint32_t number, uint32_t parent, std::string_view name) const {
  return number != kRoot && nodes_[number].parent == parent && NameOf(nodes_[number]) == name;
}

std::string PathTable::Text(uint32_t number, size_t max_bytes) const {
  std::vector<uint32_t> chain;
  for (; number != kRoot; number = nodes_[number].parent) chain.push_back(number);
  std::string text;
  for (auto it = chain.rbegin(); it != chain.rend() && text.size() < max_bytes; ++it) {
    if (it != chain.rbegin()) text += '/';
    text += NameOf(nodes_[*it]).substr(0, max_bytes - std::min(max_bytes, text.size()));
  }
  return text;
}

}  // namespace sluice::git
