#include "scanner/detect/confirm.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

std::vector<Confirmed> Found(const std::string& regex, const std::string& text, ByteRange window) {
  std::vector<Confirmed> confirmed;
  Confirm(Regex(regex), text, window, &confirmed);
  return confirmed;
}

std::vector<Confirmed> Found(const std::string& regex, const std::string& text) { return Found(regex, text, {0, text.size()}); }

TEST(Confirm, SecretIsTheFirstGroupOrElseTheWholeMatch) {
  const auto grouped = Found("key=([0-9]{4});", "a key=1234; b");
  ASSERT_EQ(grouped.size(), 1U);
  EXPECT_EQ(grouped[0].whole, (ByteRange{2, 11}));
  EXPECT_EQ(grouped[0].secret, (ByteRange{6, 10}));
  const auto whole = Found("KEY[0-9]{4}", "a KEY1234");
  ASSERT_EQ(whole.size(), 1U);
  EXPECT_EQ(whole[0].secret, whole[0].whole);
  EXPECT_EQ(whole[0].secret, (ByteRange{2, 9}));
}

TEST(Confirm, GroupThatTookNoPartLeavesTheWholeMatch) {
  const auto found = Found("KEY[0-9]{4}|YEK([0-9]{4})", "KEY1234 YEK5678");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].secret, (ByteRange{0, 7}));
  EXPECT_EQ(found[1].secret, (ByteRange{11, 15}));
}

TEST(Confirm, SecretsMayShareTheCharacterBetweenThem) {
  const auto found = Found("[ ,]([a-z]{4})[ ,]", ",abcd,efgh,ijkl,");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[1].secret, (ByteRange{6, 10}));
  EXPECT_EQ(found[2].secret, (ByteRange{11, 15}));
}

TEST(Confirm, EmptySecretsAreNone) {
  const auto found = Found("KEY([0-9]{0,4})", "KEY KEY12");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].secret, (ByteRange{7, 9}));
}

TEST(Confirm, NeighboursOutsideTheWindowCount) {
  EXPECT_TRUE(Found("\\bKEY[0-9]{4}", "xKEY1234", {1, 8}).empty());
  EXPECT_TRUE(Found("KEY[0-9]{4}\\b", "KEY12345", {0, 7}).empty());
  EXPECT_EQ(Found("\\bKEY[0-9]{4}\\b", " KEY1234 ", {1, 8}).size(), 1U);
}

TEST(Confirm, OnlyWhatLiesInsideTheWindow) {
  const std::string text = "KEY1111 KEY2222 KEY3333";
  const auto found = Found("KEY[0-9]{4}", text, {8, 15});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].whole, (ByteRange{8, 15}));
  EXPECT_TRUE(Found("KEY[0-9]{4}", text, {1, 14}).empty());
}

TEST(Confirm, AppendsInOrder) {
  const Regex regex("KEY[0-9]{4}");
  std::vector<Confirmed> confirmed;
  for (const ByteRange window : {ByteRange{0, 8}, ByteRange{8, 15}}) Confirm(regex, "KEY1111 KEY2222", window, &confirmed);
  ASSERT_EQ(confirmed.size(), 2U);
  EXPECT_LT(confirmed[0].whole, confirmed[1].whole);
}

TEST(HoldsRun, SaysNoOnlyWhereNoRunIsLongEnough) {
  for (const size_t run : {19U, 20U, 39U, 40U, 41U, 130U}) {
    for (const size_t before : {0U, 1U, 63U, 100U}) {
      const std::string text = std::string(before, ' ') + std::string(run, 'a') + "." + std::string(25, 'b');
      EXPECT_EQ(HoldsRun(text, {0, text.size()}, 40), run >= 40) << run << " behind " << before;
      EXPECT_TRUE(HoldsRun(text, {0, text.size()}, 25));
      EXPECT_TRUE(HoldsRun(text, {0, text.size()}, 0)) << "a rule that asks for none";
      EXPECT_EQ(HoldsRun(text, {before, before + run}, 30), run >= 30) << "what lies in the window counts";
      EXPECT_FALSE(HoldsRun(text, {before + 1, before + std::min<size_t>(run, 20)}, 20));
    }
  }
}

}  // namespace
}  // namespace sluice
