#include "scanner/detect/novelty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Bytes 100 to 300 of 400 come from the same place of a base of 400; the rules are 10 bytes wide.
const std::vector<CopiedRange> kMiddle{{100, 100, 200}};
const Ancestry kAncestry{2, 1, 400, kMiddle};
const std::vector<Width> kWidths{{.match_bytes = 50, .candidate_bytes = 10}};

TEST(Novelty, WindowsHoldWhatIsNotCopiedAndWhatIsNear) {
  const Novelty novelty(kAncestry, 400);
  EXPECT_THAT(novelty.Windows(10), ElementsAre(ByteRange{0, 113}, ByteRange{287, 400}));
  EXPECT_THAT(novelty.Windows(30), ElementsAre(ByteRange{0, 133}, ByteRange{267, 400}));
}

TEST(Novelty, ACopyOfTheWholeHasNoWindows) {
  const std::vector<CopiedRange> whole{{0, 0, 400}};
  EXPECT_THAT(Novelty({2, 1, 400, whole}, 400).Windows(10), IsEmpty());
}

TEST(Novelty, EndsOfFilesCountOnlyWhenBothEndThere) {
  const std::vector<CopiedRange> head{{0, 50, 400}};
  EXPECT_THAT(Novelty({2, 1, 450, head}, 400).Windows(10), ElementsAre(ByteRange{0, 13}));
  const std::vector<CopiedRange> cut{{0, 0, 400}};
  EXPECT_THAT(Novelty({2, 1, 450, cut}, 400).Windows(10), ElementsAre(ByteRange{387, 400}));
}

TEST(Novelty, SeamsBetweenCopiesHaveAWindow) {
  const std::vector<CopiedRange> swapped{{0, 0, 200}, {200, 300, 200}};
  EXPECT_THAT(Novelty({2, 1, 500, swapped}, 400).Windows(10), ElementsAre(ByteRange{187, 213}));
}

TEST(Novelty, InheritsWhatIsDecidedInsideOneCopy) {
  const Novelty novelty(kAncestry, 400);
  EXPECT_FALSE(novelty.IsInherited(110, kWidths[0])) << "the byte before the match lies before the copy";
  EXPECT_TRUE(novelty.IsInherited(111, kWidths[0]));
  EXPECT_TRUE(novelty.IsInherited(298, kWidths[0]));
  EXPECT_FALSE(novelty.IsInherited(299, kWidths[0])) << "the second byte after it is not copied";
  EXPECT_FALSE(novelty.IsInherited(50, kWidths[0]));
}

TEST(Novelty, InheritedCandidatesMoveWithTheirCopy) {
  const std::vector<CopiedRange> moved{{0, 100, 100}, {100, 0, 100}, {200, 100, 100}};
  const Novelty novelty({2, 1, 200, moved}, 300);
  const std::vector<RawCandidate> base{{50, 0}, {105, 0}, {150, 0}};
  std::vector<RawCandidate> inherited;
  EXPECT_TRUE(novelty.Inherit(base, kWidths, 10, &inherited));
  EXPECT_THAT(inherited, ElementsAre(RawCandidate{50, 0}, RawCandidate{150, 0}, RawCandidate{250, 0}));
}

TEST(Novelty, TooManyAreRefused) {
  const Novelty novelty(kAncestry, 400);
  const std::vector<RawCandidate> base{{150, 0}, {160, 0}, {170, 0}};
  std::vector<RawCandidate> inherited;
  EXPECT_FALSE(novelty.Inherit(base, kWidths, 2, &inherited));
}

}  // namespace
}  // namespace sluice
