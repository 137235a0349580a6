// Each decoded byte knows what encodes it.
#include "scanner/unpack/decode.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

std::string Decoded(std::string_view text, const Region& region) {
  std::string decoded;
  Decode(text, region, &decoded);
  return decoded;
}

Region All(Encoding encoding, std::string_view text) { return {0, text.size(), 0, text.size(), encoding}; }

TEST(Decode, CopiesWhatIsNotEncoded) {
  const Region region{1, 9, 4, 8, Encoding::kHex};
  EXPECT_EQ(Decoded("xk: 4142;y", region), "k: AB;");
}

TEST(Decode, LeavesMalformedEscapesAsTheyAre) {
  EXPECT_EQ(Decoded("%4 %zz %41%", All(Encoding::kPercent, "%4 %zz %41%")), "%4 %zz A%");
  EXPECT_EQ(Decoded(R"(\u00g0 \x4 \q \u0041\)", All(Encoding::kEscapes, R"(\u00g0 \x4 \q \u0041\)")), R"(\u00g0 \x4 \q A\)");
  EXPECT_EQ(Decoded(R"(\101 \18 \303\251 \07)", All(Encoding::kEscapes, R"(\101 \18 \303\251 \07)")), R"(A \18 \303\251 \07)");
  EXPECT_EQ(Decoded("&#; &nosuch; &#65;&", All(Encoding::kHtml, "&#; &nosuch; &#65;&")), "&#; &nosuch; A&");
  EXPECT_EQ(Decoded("=4 =zz =41=", All(Encoding::kQuotedPrintable, "=4 =zz =41=")), "=4 =zz A=");
}

TEST(Decode, WritesCharactersAsUtf8) {
  EXPECT_EQ(Decoded(R"(\u00e9\u20ac)", All(Encoding::kEscapes, R"(\u00e9\u20ac)")), "\xC3\xA9\xE2\x82\xAC");
  const std::string_view surrogates("\x3D\xD8\x00\xDE", 4);  // U+1F600
  EXPECT_EQ(Decoded(surrogates, All(Encoding::kUtf16Le, surrogates)), "\xF0\x9F\x98\x80");
  EXPECT_EQ(Decoded(surrogates.substr(0, 2), All(Encoding::kUtf16Le, surrogates.substr(0, 2))), "\xEF\xBF\xBD") << "half a pair";
}

TEST(Trace, SaysWhereBytesCameFromAndHowManyChanged) {
  const std::string_view text = "ab%43d%45";  // "abCdE"
  const std::vector<Spot> spots = Trace(text, All(Encoding::kPercent, text), {0, 2, 3, 4, 5, 9});
  ASSERT_EQ(spots.size(), 6U);
  const std::vector<std::array<uint64_t, 3>> expected{{0, 1, 0}, {2, 5, 0}, {5, 6, 1}, {6, 9, 1}, {9, 9, 2}, {9, 9, 2}};
  for (size_t i = 0; i < expected.size(); ++i)
    EXPECT_EQ((std::array<uint64_t, 3>{spots[i].begin, spots[i].end, spots[i].changed_before}), expected[i]) << i;
}

TEST(Trace, FollowsBase64OverLines) {
  const std::string_view text = "QUJD\n  REVG";  // "ABCDEF"
  const std::vector<Spot> spots = Trace(text, All(Encoding::kBase64, text), {0, 1, 2, 3, 5});
  const std::vector<std::pair<uint64_t, uint64_t>> expected{{0, 2}, {1, 3}, {2, 4}, {7, 9}, {9, 11}};
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(std::pair(spots[i].begin, spots[i].end), expected[i]) << i;
}

TEST(Trace, OfAWordInADumpItsBytesHaveAllOfIt) {
  const std::string_view text = "0000000 6261 6463";
  const std::vector<Spot> spots = Trace(text, All(Encoding::kDump, text), {0, 1, 2});
  for (const auto& [i, begin] : std::vector<std::pair<size_t, uint64_t>>{{0, 8}, {1, 8}, {2, 13}}) {
    EXPECT_EQ(spots[i].begin, begin);
    EXPECT_EQ(spots[i].end, begin + 4);
  }
}

TEST(Trace, ALineBreakThatIsTakenOutIsAChange) {
  const std::string_view text = "ab=\ncd";
  const std::vector<Spot> spots = Trace(text, All(Encoding::kQuotedPrintable, text), {1, 3});
  EXPECT_NE(spots[0].changed_before, spots[1].changed_before);
}

}  // namespace
}  // namespace sluice
