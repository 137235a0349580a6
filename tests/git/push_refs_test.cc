#include "git/push_refs.h"

#include <gtest/gtest.h>

namespace sluice::git {
namespace {

const std::string kOne(40, '1'), kTwo(40, '2'), kNone(40, '0');

TEST(PushRefs, EveryLineIsRead) {
  const auto updates = ParsePrePushLines("refs/heads/a " + kOne + " refs/heads/a " + kTwo + "\nrefs/tags/v1 " + kTwo +
                                         " refs/tags/v1 " + kNone + "\n");
  ASSERT_TRUE(updates.ok());
  ASSERT_EQ(updates->size(), 2U);
  EXPECT_EQ((*updates)[0].source, "refs/heads/a");
  EXPECT_EQ((*updates)[0].ref, "refs/heads/a");
  EXPECT_EQ((*updates)[0].after, ObjectId::FromHex(kOne));
  EXPECT_EQ((*updates)[0].before, ObjectId::FromHex(kTwo));
  EXPECT_EQ((*updates)[1].before, std::nullopt) << "new at the remote";
}

TEST(PushRefs, NoLinesNoUpdates) {
  ASSERT_TRUE(ParsePrePushLines("").ok());
  EXPECT_TRUE(ParsePrePushLines("")->empty());
}

TEST(PushRefs, LastLineMayLackItsEnd) {
  const auto updates = ParsePrePushLines("a " + kOne + " refs/heads/a " + kNone);
  ASSERT_TRUE(updates.ok());
  EXPECT_EQ(updates->size(), 1U);
}

TEST(PushRefs, DeletionHasNoNewId) {
  const auto updates = ParsePrePushLines("(delete) " + kNone + " refs/heads/a " + kTwo + "\n");
  ASSERT_TRUE(updates.ok());
  EXPECT_EQ(updates->front().after, std::nullopt);
  EXPECT_EQ(updates->front().source, "(delete)");
}

TEST(PushRefs, LocalNameMayHoldSpaces) {
  const auto updates = ParsePrePushLines("HEAD^{/fix the bug} " + kOne + " refs/heads/a " + kNone + "\n");
  ASSERT_TRUE(updates.ok());
  EXPECT_EQ(updates->front().source, "HEAD^{/fix the bug}");
}

TEST(PushRefs, LinesOfAnotherFormAreRefusedByNumber) {
  const std::string good = "a " + kOne + " refs/heads/a " + kTwo + "\n";
  for (const std::string& bad :
       {std::string("\n"), std::string("a\n"), "a " + kOne + " refs/heads/a\n", "a " + kOne + "  " + kTwo + "\n",
        "a x refs/heads/a " + kTwo + "\n", "a " + kOne + " refs/heads/a " + std::string(64, '1') + "\n",
        "a " + kOne + " refs/heads/a " + kTwo + " \n", " " + kOne + " refs/heads/a " + kTwo + "\n"}) {
    const auto updates = ParsePrePushLines(good + bad);
    ASSERT_FALSE(updates.ok()) << bad;
    EXPECT_EQ(updates.error().code, Code::kUsage);
    EXPECT_NE(updates.error().message.find("line 2"), std::string::npos) << updates.error().message;
  }
}

TEST(PushRefs, PreReceiveLines) {
  const auto updates = ParsePreReceiveLines(kNone + " " + kOne + " refs/heads/a\n" + kOne + " " + kNone + " refs/heads/b\n");
  ASSERT_TRUE(updates.ok());
  ASSERT_EQ(updates->size(), 2U);
  EXPECT_EQ((*updates)[0].before, std::nullopt);
  EXPECT_EQ((*updates)[0].after, ObjectId::FromHex(kOne));
  EXPECT_EQ((*updates)[1].ref, "refs/heads/b");
  EXPECT_EQ((*updates)[1].after, std::nullopt);
  EXPECT_FALSE(ParsePreReceiveLines(kNone + " refs/heads/a\n").ok());
  EXPECT_FALSE(ParsePreReceiveLines("x " + kNone + " " + kOne + " refs/heads/a\n").ok());
}

TEST(PushRefs, UpdateArguments) {
  const auto update = ParseUpdateArguments("refs/heads/a", kOne, kTwo);
  ASSERT_TRUE(update.ok());
  EXPECT_EQ(update->before, ObjectId::FromHex(kOne));
  EXPECT_EQ(update->after, ObjectId::FromHex(kTwo));
  EXPECT_FALSE(ParseUpdateArguments("", kOne, kTwo).ok());
  EXPECT_FALSE(ParseUpdateArguments("refs/heads/a", "HEAD", kTwo).ok());
}

}  // namespace
}  // namespace sluice::git
