#include "scanner/unpack/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// a.zip › b.txt › hex › base64.
struct Nested {
  Text content{.bytes = "PK", .path = "a.zip"};
  Text entry{.bytes = "x 6566", .path = "b.txt", .parent = &content};
  Text hex{.bytes = "x ef", .path = "b.txt", .parent = &entry, .region = {0, 6, 2, 6, Encoding::kHex}};
  Text base64{.bytes = "y", .path = "b.txt", .parent = &hex, .region = {0, 4, 0, 4, Encoding::kBase64}};
};

TEST(Text, TellsEntriesAndEncodingsOnTheWay) {
  const Nested nested;
  EXPECT_THAT(ContainerOf(nested.base64), ElementsAre("b.txt"));
  EXPECT_THAT(DecodedOf(nested.base64), ElementsAre("hex", "base64"));
  EXPECT_THAT(DecodedOf(nested.entry), IsEmpty());
  EXPECT_THAT(ContainerOf(nested.content), IsEmpty());
}

TEST(Text, PlacesAreCountedInTheOutermostTextThatIsRead) {
  const Nested nested;
  EXPECT_EQ(&AnchorOf(nested.content), &nested.content);
  EXPECT_EQ(&AnchorOf(nested.base64), &nested.entry) << "what stands before the first encoding, within an archive its entry";
  const std::vector<Spot> spots = TraceToAnchor(nested.hex, {0, 2, 3});
  ASSERT_EQ(spots.size(), 3U);
  EXPECT_EQ(spots[0].begin, 0U) << "copied from before the encoding";
  EXPECT_EQ(spots[1].begin, 2U);
  EXPECT_EQ(spots[2].begin, 4U);
  EXPECT_EQ(spots[2].end, 6U);
}

TEST(Text, WideCharactersAsAWholeAreTheAnchor) {
  const Text content{.bytes = std::string_view("a\0b\0", 4), .path = "a.txt"};
  const Text narrow{.bytes = "ab", .path = "a.txt", .parent = &content, .region = {0, 4, 0, 4, Encoding::kUtf16Le}};
  EXPECT_EQ(&AnchorOf(narrow), &narrow);
}

}  // namespace
}  // namespace sluice
