// MatchTable: what a worker found, grouped by secret. One group becomes one finding.
//
// A secret that stands in ten thousand versions of a file is one group with ten thousand occurrences of 36 bytes: memory follows
// what is different, not what is repeated. Not thread-safe: each worker owns one, the main thread merges them.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "patterns/rule.h"
#include "scanner/content.h"
#include "scanner/judge/facts.h"
#include "scanner/judge/fingerprint.h"

namespace sluice {

// How a text stands in an item: through which entries of containers, then through which encodings. Both empty: as it is.
struct Way {
  std::vector<std::string> container, decoded;
  friend auto operator<=>(const Way&, const Way&) = default;
};

struct Occurrence {
  Item item;
  uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
  float confidence = 0;
  Severity severity = Severity::kInfo;
  int32_t partner = -1;          // index of the rule of its other half; -1: none stands near
  uint32_t way = 0;              // MatchTable::way
  std::optional<int64_t> end_s;  // of the secret, as told here
};

// Made from the earliest occurrence (`order`, then place in the content): the same whatever thread saw which.
struct Sealed {
  uint64_t order = UINT64_MAX;   // Source::Order of its item
  uint64_t offset = UINT64_MAX;  // later than any real one
  std::string secret, match;     // redacted, unless the user asked to see them
  Facts facts;
  float entropy_bits = 0;
};

struct MatchGroup {
  uint32_t rule = 0;
  Sealed sealed;
  std::vector<Occurrence> occurrences;
};

class MatchTable {
 public:
  using Groups = std::unordered_map<SecretKey, MatchGroup>;

  MatchTable() = default;
  MatchTable(MatchTable&&) = default;
  MatchTable& operator=(MatchTable&&) = default;

  // The group of a secret; made when it is new.
  MatchGroup& Group(const SecretKey& key, uint32_t rule);
  // What is known of a secret; null when it is new.
  const Sealed* FindSealed(const SecretKey& key) const;
  // The same for equal ways; 0 is the empty one. Numbers mean nothing in another table: Merge() translates them.
  uint32_t WayIndex(const Way& way);
  const Way& way(uint32_t index) const { return *ways_[index]; }
  void Merge(MatchTable&& other);
  const Groups& groups() const { return groups_; }

 private:
  Groups groups_;
  std::map<Way, uint32_t> way_indices_{{Way{}, 0}};
  std::vector<const Way*> ways_{&way_indices_.begin()->first};  // into the map, whose nodes stay where they are
};

}  // namespace sluice
