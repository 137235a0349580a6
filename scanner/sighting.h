// Sighting: a match in one of the texts of an item, sealed, before it is decided which of several that see the same bytes speaks.
// Pure; one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "scanner/detect/match.h"
#include "scanner/match_table.h"

namespace sluice {

struct Sighting {
  SecretKey key;
  uint32_t rule = 0;
  uint32_t text = 0;        // Text::serial of the text whose lines are counted
  ByteRange place;          // in that text
  bool is_decoded = false;  // an encoding stands between that text and the match
  bool is_wrapper = false;  // user and password in base64: what stands in it may have a form of its own
  bool is_generic = false;  // a rule that knows no form
  Occurrence occurrence;
  Sealed sealed;
};

// A secret that was found in an entry, and a text that holds the entry: seen there too it is seen twice.
struct SeenInside {
  uint32_t text = 0;
  SecretKey key;
  friend bool operator==(const SeenInside&, const SeenInside&) = default;
};
struct HashSeenInside {
  size_t operator()(const SeenInside& seen) const { return std::hash<SecretKey>()(seen.key) ^ seen.text; }
};
using SeenInsideSet = std::unordered_set<SeenInside, HashSeenInside>;

// Bytes of a text that an entry shows better than they stand there: rows of a database, one right behind the other or cut by its
// pages.
struct ShownInside {
  uint32_t text = 0;
  ByteRange place;
};

void DropShownInside(const std::vector<ShownInside>& shown, std::vector<Sighting>* sightings);

// Keeps, where sightings overlap in one text, the one that knows most: as it stands before decoded, a known form before what
// wraps it, both before a generic one;
// of one secret at one place the first. Drops what an entry inside shows too. Keeps the order.
void KeepTheBest(const SeenInsideSet& seen_inside, std::vector<Sighting>* sightings);

}  // namespace sluice
