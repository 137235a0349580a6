// Of several sightings of the same bytes one speaks.
#include "scanner/sighting.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sluice {
namespace {

struct Make {
  bool is_decoded = false, is_generic = false, is_wrapper = false;
  uint8_t key = 1;
  ByteRange place{10, 20};
  uint32_t text = 0;
};

Sighting Of(const Make& make) {
  Sighting sighting{
      .rule = make.key, .text = make.text, .place = make.place, .is_decoded = make.is_decoded, .is_generic = make.is_generic};
  sighting.is_wrapper = make.is_wrapper;
  sighting.key.bytes.fill(make.key);
  return sighting;
}

// The rules of those that are kept, in order.
std::vector<uint32_t> Kept(std::vector<Sighting> sightings, const SeenInsideSet& seen_inside = {}) {
  KeepTheBest(seen_inside, &sightings);
  std::vector<uint32_t> rules;
  for (const Sighting& sighting : sightings) rules.push_back(sighting.rule);
  return rules;
}

using Rules = std::vector<uint32_t>;

TEST(Sightings, WhatStandsThereWinsOverWhatIsDecoded) {
  EXPECT_EQ(Kept({Of({.key = 1}), Of({.is_decoded = true, .key = 2, .place = {15, 30}})}), Rules{1});
  EXPECT_EQ(Kept({Of({.is_generic = true, .key = 1}), Of({.is_decoded = true, .is_generic = true, .key = 2})}), Rules{1});
}

TEST(Sightings, AKnownFormWinsOverAGenericOne) {
  EXPECT_EQ(Kept({Of({.is_generic = true, .key = 1}), Of({.is_decoded = true, .key = 2})}), Rules{2});
}

TEST(Sightings, AKnownFormWinsOverWhatWrapsIt) {
  const Sighting wrapper = Of({.is_wrapper = true, .key = 1}),
                 inner_wrapper = Of({.is_decoded = true, .is_wrapper = true, .key = 2});
  EXPECT_EQ(Kept({wrapper, Of({.is_decoded = true, .key = 3})}), Rules{3});
  EXPECT_EQ(Kept({wrapper, inner_wrapper, Of({.is_decoded = true, .is_generic = true, .key = 3})}), Rules{1});
}

TEST(Sightings, ThoseThatDoNotOverlapAreKept) {
  EXPECT_EQ(Kept({Of({.key = 1}), Of({.is_decoded = true, .key = 2, .place = {20, 30}})}), (Rules{1, 2}));
  EXPECT_EQ(Kept({Of({.key = 1}), Of({.is_decoded = true, .key = 2, .text = 1})}), (Rules{1, 2}));
  EXPECT_EQ(Kept({Of({.key = 1}), Of({.key = 2})}), (Rules{1, 2})) << "the matcher has settled these";
}

TEST(Sightings, OneSecretDecodedTwiceIsOne) {
  EXPECT_EQ(Kept({Of({.is_decoded = true, .key = 1}), Of({.is_decoded = true, .key = 1}), Of({.is_decoded = true, .key = 2})}),
            (Rules{1, 2}));
}

TEST(Sightings, WhatAnEntryShowsItsArchiveNeedNot) {
  const Sighting inside = Of({.key = 1, .text = 2});
  EXPECT_EQ(Kept({Of({.key = 1}), Of({.key = 3, .place = {40, 50}}), inside}, {{0, inside.key}}), (Rules{3, 1}));
}

TEST(Sightings, WhatRowsShowIsSeenOnlyThere) {
  std::vector<Sighting> sightings{Of({.key = 1}), Of({.key = 2, .place = {30, 40}}), Of({.is_decoded = true, .key = 3}),
                                  Of({.key = 4, .text = 2})};
  DropShownInside({{0, {5, 11}}, {0, {60, 70}}, {1, {30, 40}}}, &sightings);
  EXPECT_EQ(Kept(sightings), (Rules{2, 4}));
}

// One long range before many short ones: the search must see it.
TEST(Sightings, ALongRangeCoversAllInIt) {
  std::vector<Sighting> sightings{Of({.key = 1, .place = {0, 1000}})};
  for (uint64_t i = 0; i < 50; ++i) {
    sightings.push_back(Of({.key = 2, .place = {i * 20, i * 20 + 5}}));
    sightings.push_back(Of({.is_decoded = true, .key = 3, .place = {i * 20 + 10, i * 20 + 12}}));
  }
  const Rules kept = Kept(sightings);
  EXPECT_EQ(std::ranges::count(kept, 3U), 0);
  EXPECT_EQ(kept.size(), 51U);
}

}  // namespace
}  // namespace sluice
