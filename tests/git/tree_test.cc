#include "git/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace sluice::git {
namespace {

using testing::ElementsAre;

// An entry whose id is one byte repeated.
std::string Entry(const std::string& mode, const std::string& name, char id) {
  return mode + " " + name + std::string(1, '\0') + std::string(ObjectId::kSize, id);
}

struct Changes {
  std::vector<std::string> added, gone, replaced;
  bool is_whole = false;
};

Changes Compare(const std::string& now, const std::string& before) {
  Changes changes;
  const auto on_new = [&](const TreeEntry& entry, const TreeEntry* old) {
    (old == nullptr ? changes.added : changes.replaced).emplace_back(entry.name);
  };
  const auto on_gone = [&](const TreeEntry& entry) { changes.gone.emplace_back(entry.name); };
  changes.is_whole = CompareTrees(now, before, on_new, on_gone);
  return changes;
}

TEST(TreeCursor, ReadsEntries) {
  const std::string bytes =
      Entry("100644", "a b", 1) + Entry("40000", "dir", 2) + Entry("160000", "module", 3) + Entry("120000", "link", 4);
  TreeCursor cursor(bytes);
  TreeEntry entry;
  ASSERT_TRUE(cursor.Next(&entry));
  EXPECT_EQ(entry.name, "a b");
  EXPECT_EQ(entry.mode, 0100644U);
  EXPECT_EQ(entry.id().bytes[19], 1);
  EXPECT_FALSE(entry.is_tree() || entry.is_gitlink());
  ASSERT_TRUE(cursor.Next(&entry));
  EXPECT_TRUE(entry.is_tree());
  ASSERT_TRUE(cursor.Next(&entry));
  EXPECT_TRUE(entry.is_gitlink());
  ASSERT_TRUE(cursor.Next(&entry));
  EXPECT_FALSE(entry.is_tree() || entry.is_gitlink());
  EXPECT_FALSE(cursor.Next(&entry));
  EXPECT_FALSE(cursor.is_malformed());
}

TEST(TreeCursor, EntryCutOffIsMalformed) {
  const std::string whole = Entry("100644", "name", 1);
  for (size_t size = 1; size < whole.size(); ++size) {
    TreeCursor cursor(std::string_view(whole).substr(0, size));
    TreeEntry entry;
    EXPECT_FALSE(cursor.Next(&entry)) << size;
    EXPECT_TRUE(cursor.is_malformed()) << size;
  }
}

TEST(TreeCursor, ModeThatIsNoNumberIsBad) {
  for (const char* mode : {"", "9", "100644x", "-1", "777777777777"}) {
    const std::string bytes = Entry(mode, "name", 1);
    TreeCursor cursor(bytes);
    TreeEntry entry;
    ASSERT_TRUE(cursor.Next(&entry));
    EXPECT_EQ(entry.mode, kBadMode) << mode;
    EXPECT_FALSE(entry.is_tree() || entry.is_gitlink());
  }
}

TEST(CompareTrees, FindsWhatIsNewGoneAndReplaced) {
  const std::string before = Entry("100644", "a", 1) + Entry("100644", "c", 3) + Entry("100644", "d", 4) + Entry("100644", "z", 9);
  const std::string now = Entry("100644", "a", 1) + Entry("100644", "b", 2) + Entry("100644", "d", 5) + Entry("100644", "z", 9);
  const Changes changes = Compare(now, before);
  EXPECT_THAT(changes.added, ElementsAre("b"));
  EXPECT_THAT(changes.replaced, ElementsAre("d"));
  EXPECT_THAT(changes.gone, ElementsAre("c", "d"));
  EXPECT_TRUE(changes.is_whole);
}

TEST(CompareTrees, FileThatBecomesAFolderIsAnotherEntry) {
  const Changes changes =
      Compare(Entry("100644", "a.txt", 1) + Entry("40000", "a", 2), Entry("100644", "a", 2) + Entry("100644", "a.txt", 1));
  EXPECT_THAT(changes.added, ElementsAre("a"));
  EXPECT_THAT(changes.gone, ElementsAre("a"));
}

TEST(CompareTrees, ModeAloneMakesAnEntryNew) {
  EXPECT_THAT(Compare(Entry("100755", "run", 1), Entry("100644", "run", 1)).replaced, ElementsAre("run"));
}

TEST(CompareTrees, IdsThatEndAlikeAreNotTakenForEqual) {
  std::string now = Entry("100644", "a", 7);
  const std::string before = now;
  now[now.size() - ObjectId::kSize] = 8;
  EXPECT_THAT(Compare(now, before).replaced, ElementsAre("a"));
}

TEST(CompareTrees, TruncatedTreeIsNotWholeButComparedThatFar) {
  const std::string now = Entry("100644", "a", 1) + Entry("100644", "b", 2) + "100644 c";
  const Changes changes = Compare(now, Entry("100644", "a", 1));
  EXPECT_THAT(changes.added, ElementsAre("b"));
  EXPECT_FALSE(changes.is_whole);
}

// Against sets of entries, on sorted trees from a seed.
TEST(CompareTrees, EqualsTheDifferenceOfSets) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const auto make = [&random] {
      std::set<std::pair<std::string, std::string>> entries;  // sort key, entry
      std::string bytes;
      for (char name = 'a'; name < 'j'; ++name) {
        if (random() % 3 == 0) continue;
        const bool is_tree = random() % 3 == 0;
        const std::string text(1 + random() % 2, name);
        entries.emplace(text + (is_tree ? "/" : ""), Entry(is_tree ? "40000" : "100644", text, static_cast<char>(random() % 2)));
      }
      for (const auto& [key, entry] : entries) bytes += entry;
      return std::pair(bytes, entries);
    };
    const auto [now, now_entries] = make();
    const auto [before, before_entries] = make();
    std::set<std::string> expected_new, expected_gone, found_new, found_gone;
    for (const auto& [key, entry] : now_entries) {
      if (!before_entries.contains({key, entry})) expected_new.insert(entry);
    }
    for (const auto& [key, entry] : before_entries) {
      if (!now_entries.contains({key, entry})) expected_gone.insert(entry);
    }
    CompareTrees(
        now, before, [&](const TreeEntry& entry, const TreeEntry*) { found_new.insert(std::string(entry.raw)); },
        [&](const TreeEntry& entry) { found_gone.insert(std::string(entry.raw)); });
    ASSERT_EQ(found_new, expected_new) << "round " << round;
    ASSERT_EQ(found_gone, expected_gone) << "round " << round;
  }
}

TEST(CommonRuns, AreCountedInBytes) {
  EXPECT_EQ(CommonPrefix("abcdefghijklmn", "abcdefghijkXmn"), 11U);
  EXPECT_EQ(CommonPrefix("abc", "abcd"), 3U);
  EXPECT_EQ(CommonSuffix("Xbcdefghijklmn", "Ybcdefghijklmn"), 13U);
  EXPECT_EQ(CommonSuffix("0123456789", "xx456789"), 6U);
  EXPECT_EQ(CommonSuffix("", "a"), 0U);
}

}  // namespace
}  // namespace sluice::git
