#include "scanner/match_table.h"

#include <tuple>

namespace sluice {

MatchGroup& MatchTable::Group(const SecretKey& key, uint32_t rule) {
  MatchGroup& group = groups_[key];
  group.rule = rule;
  return group;
}

void MatchTable::Merge(MatchTable&& other) {
  for (auto& [key, theirs] : other.groups_) {
    MatchGroup& ours = Group(key, theirs.rule);
    if (std::tie(theirs.sealed.order, theirs.sealed.offset) < std::tie(ours.sealed.order, ours.sealed.offset))
      ours.sealed = std::move(theirs.sealed);
    ours.occurrences.insert(ours.occurrences.end(), theirs.occurrences.begin(), theirs.occurrences.end());
  }
  other.groups_.clear();
}

}  // namespace sluice
