// Match: a rule confirmed on bytes. Valid while the Content it was found in is; holds offsets, never bytes.
#pragma once

#include <compare>
#include <cstdint>
#include <utility>
#include <vector>

#include "patterns/rule.h"

namespace sluice {

struct ByteRange {
  uint64_t begin = 0, end = 0;  // half open
  uint64_t size() const { return end - begin; }
  bool Overlaps(const ByteRange& other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

// What an expression matched, and its first group: all of it where there is none, or where it took no part.
struct Confirmed {
  ByteRange whole, secret;
};

struct Match {
  uint32_t rule = 0;                    // index in the RuleSet
  ByteRange whole;                      // what the expression matched
  ByteRange secret;                     // its first group, extended
  float entropy_bits = 0;               // Shannon bits per character of the secret
  float confidence = 0;                 // 0..1, before anything outside the content is known
  Severity severity = Severity::kInfo;  // the rule's, raised by a pair
  int32_t paired_with = -1;             // index of the other half in the same list of matches
  Confirmed list_first{};               // the first of the list that the secret is a later item of; empty when there is none
};

// Removes the matches for which `drop(match)` holds; the half that stays behind is no longer paired.
template <class Predicate>
void DropMatches(std::vector<Match>* matches, Predicate drop) {
  std::vector<int32_t> place(matches->size(), -1);
  std::vector<Match> kept;
  for (size_t i = 0; i < matches->size(); ++i) {
    if (drop((*matches)[i])) continue;
    place[i] = static_cast<int32_t>(kept.size());
    kept.push_back((*matches)[i]);
  }
  for (Match& match : kept) {
    if (match.paired_with >= 0) match.paired_with = place[static_cast<size_t>(match.paired_with)];
  }
  *matches = std::move(kept);
}

// What became of something a rule proposed; written when the caller asks why.
struct Rejection {
  uint32_t rule = 0;
  Stage at = Stage::kCandidate;
  ByteRange secret;
  const char* because = "";  // static text
};

}  // namespace sluice
