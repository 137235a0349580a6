// Novelty: which bytes of a content Hyperscan has to see when another one, its base, was seen before.
//
// A candidate that is at most D bytes wide and ends at E is decided by the bytes [E - D - 1, E + 2): what Hyperscan found, a
// neighbour before it (`\b`), and behind it the end of the file, which `$` also sees across one line break; and by those in which
// the run must stand that its rule asks for (NearRuns). If all of them lie in one copied range, it is a candidate here exactly when
// it is one at the same place of the base. Every other candidate lies near a byte that is not copied, or near a seam.
//
// Pure and thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ancestry.h"
#include "scanner/detect/match.h"

namespace sluice {

// Where Hyperscan reported an end of an expression. Sorted by end, then rule.
struct RawCandidate {
  uint32_t end = 0, rule = 0;
  friend auto operator<=>(const RawCandidate&, const RawCandidate&) = default;
};

// How far the matches of a rule reach.
struct Width {
  uint32_t match_bytes = 0;      // the longer of the two
  uint32_t candidate_bytes = 0;  // of what Hyperscan looks for
  // Behind a candidate, where the rule asks for a long run there; 0: it asks for none, or has it in itself.
  uint32_t ahead_bytes = 0;
  uint32_t run_bytes = 0;     // of token characters in a row that every match holds; 0: there need not be a long run
  uint32_t is_near_run = 0;   // looked for near long runs only: then ahead_bytes, or the candidate, has one
  uint32_t is_in_binary = 0;  // looked for in all of a binary content, not in its printable parts only
};

class Novelty {
 public:
  // Requires: what `ancestry` borrows outlives this.
  Novelty(const Ancestry& ancestry, uint64_t size_bytes) : ancestry_(ancestry), size_bytes_(size_bytes) {}
  // Of a candidate and ahead of it.
  static uint64_t DecisiveBytes(const Width& width) { return uint64_t{width.candidate_bytes} + width.ahead_bytes; }
  // From its end, on either side.
  static uint64_t ReachBytes(uint64_t decisive_bytes);

  // Ranges that hold every candidate which is not inherited, with all the bytes that decide it, of rules whose candidates are
  // decided by at most so many bytes. Sorted, apart.
  std::vector<ByteRange> Windows(uint64_t max_decisive_bytes) const;

  // Whether what decides a candidate lies in one copied range, so that the base's answer holds.
  bool IsInherited(uint64_t end, const Width& width) const;

  // Appends those of the base's candidates that hold here too, unsorted. `widths` by rule. False when they would be more than
  // `max_count`: then some were appended.
  bool Inherit(const std::vector<RawCandidate>& base, const std::vector<Width>& widths, size_t max_count,
               std::vector<RawCandidate>* inherited) const;

 private:
  bool Holds(const CopiedRange& copied, uint64_t end, const Width& width) const;

  Ancestry ancestry_;
  uint64_t size_bytes_;
};

}  // namespace sluice
