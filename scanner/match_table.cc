#include "scanner/match_table.h"

#include <tuple>

namespace sluice {

MatchGroup& MatchTable::Group(const SecretKey& key, uint32_t rule) {
  MatchGroup& group = groups_[key];
  group.rule = rule;
  return group;
}

const Sealed* MatchTable::FindSealed(const SecretKey& key) const {
  const auto found = groups_.find(key);
  return found == groups_.end() ? nullptr : &found->second.sealed;
}

uint32_t MatchTable::WayIndex(const Way& way) {
  const auto [place, is_new] = way_indices_.try_emplace(way, static_cast<uint32_t>(ways_.size()));
  if (is_new) ways_.push_back(&place->first);
  return place->second;
}

void MatchTable::Merge(MatchTable&& other) {
  std::vector<uint32_t> ways;
  ways.reserve(other.ways_.size());
  for (const Way* way : other.ways_) ways.push_back(WayIndex(*way));
  for (auto& [key, theirs] : other.groups_) {
    MatchGroup& ours = Group(key, theirs.rule);
    if (std::tie(theirs.sealed.order, theirs.sealed.offset) < std::tie(ours.sealed.order, ours.sealed.offset))
      ours.sealed = std::move(theirs.sealed);
    for (Occurrence& occurrence : theirs.occurrences) occurrence.way = ways[occurrence.way];
    ours.occurrences.insert(ours.occurrences.end(), theirs.occurrences.begin(), theirs.occurrences.end());
  }
  other.groups_.clear();
}

}  // namespace sluice
