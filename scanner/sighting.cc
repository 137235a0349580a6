#include "scanner/sighting.h"

#include <algorithm>
#include <map>

namespace sluice {
namespace {

// Ranges of several texts; asked only between Close() and the next Add().
class Covered {
 public:
  void Add(uint32_t text, ByteRange range) { ranges_[text].push_back(range); }

  // From here on `end` is the farthest end so far, so that the last range that begins before another's end tells whether any
  // overlaps.
  void Close() {
    for (auto& [text, ranges] : ranges_) {
      std::ranges::sort(ranges);
      for (size_t i = 1; i < ranges.size(); ++i) ranges[i].end = std::max(ranges[i].end, ranges[i - 1].end);
    }
  }

  bool Overlaps(uint32_t text, ByteRange range) const {
    const auto found = ranges_.find(text);
    if (found == ranges_.end()) return false;
    const auto after = std::ranges::lower_bound(found->second, range.end, {}, &ByteRange::begin);
    return after != found->second.begin() && std::prev(after)->end > range.begin;
  }

 private:
  std::map<uint32_t, std::vector<ByteRange>> ranges_;
};

constexpr int kRanks = 6;

int RankOf(const Sighting& sighting) {
  return (sighting.is_generic ? 4 : sighting.is_wrapper ? 2 : 0) + (sighting.is_decoded ? 1 : 0);
}

}  // namespace

void DropShownInside(const std::vector<ShownInside>& shown, std::vector<Sighting>* sightings) {
  Covered covered;
  for (const ShownInside& each : shown) covered.Add(each.text, each.place);
  covered.Close();
  std::erase_if(*sightings, [&](const Sighting& sighting) { return covered.Overlaps(sighting.text, sighting.place); });
}

void KeepTheBest(const SeenInsideSet& seen_inside, std::vector<Sighting>* sightings) {
  std::vector<bool> dropped(sightings->size());
  Covered covered;
  SeenInsideSet seen;  // at one place: `text` stands for it
  for (int rank = 0; rank < kRanks; ++rank) {
    for (size_t i = 0; i < sightings->size(); ++i) {
      const Sighting& each = (*sightings)[i];
      if (RankOf(each) != rank) continue;
      const uint32_t place = each.text * 0x9E3779B1U ^ static_cast<uint32_t>(each.place.begin);
      dropped[i] = seen_inside.contains({each.text, each.key}) || covered.Overlaps(each.text, each.place) ||
                   (each.is_decoded && !seen.insert({place, each.key}).second);
    }
    for (size_t i = 0; i < sightings->size(); ++i) {
      const Sighting& each = (*sightings)[i];
      if (RankOf(each) == rank && !dropped[i]) covered.Add(each.text, each.place);
    }
    covered.Close();
  }
  size_t index = 0;
  std::erase_if(*sightings, [&](const Sighting&) { return dropped[index++]; });
}

}  // namespace sluice
