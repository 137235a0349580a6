// MatchTable: what a worker found, grouped by secret. One group becomes one finding.
//
// A secret that stands in ten thousand versions of a file is one group with ten thousand occurrences of 40 bytes: memory follows
// what is different, not what is repeated. Not thread-safe: each worker owns one, the main thread merges them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "patterns/rule.h"
#include "scanner/content.h"
#include "scanner/judge/facts.h"
#include "scanner/judge/fingerprint.h"

namespace sluice {

struct Occurrence {
  Item item;
  uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
  float confidence = 0;
  Severity severity = Severity::kInfo;
  bool is_paired = false;
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

  // The group of a secret; made when it is new.
  MatchGroup& Group(const SecretKey& key, uint32_t rule);
  void Merge(MatchTable&& other);
  const Groups& groups() const { return groups_; }

 private:
  Groups groups_;
};

}  // namespace sluice
