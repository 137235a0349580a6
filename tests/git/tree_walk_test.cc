// Trees made by hand: what a hostile or damaged repository may hold.
#include "git/tree_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "git/lineage.h"
#include "git/tree_cache.h"
#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string Raw(const ObjectId& id) { return {reinterpret_cast<const char*>(id.bytes.data()), ObjectId::kSize}; }

std::string Entry(const std::string& mode, const std::string& name, const ObjectId& id) {
  return mode + " " + name + std::string(1, '\0') + Raw(id);
}

class HostileTrees : public testing::Test {
 protected:
  ObjectId Blob(const std::string& text) { return Id(builder_.Git({"hash-object", "-w", "--stdin"}, text)); }
  ObjectId Tree(const std::string& bytes) {
    return Id(builder_.Git({"hash-object", "-t", "tree", "-w", "--literally", "--stdin"}, bytes));
  }
  // A list with this tree as its only commit's.
  CommitList CommitOf(const ObjectId& tree) {
    CommitList list;
    list.commits.push_back({.id = Id(std::string(40, 'c')), .tree = tree, .committer_s = 1, .parents = {}});
    return list;
  }
  ObjectList List(const ObjectId& tree, unsigned jobs = 1) {
    return ListObjects(OpenRepo(builder_.path()), CommitOf(tree), jobs, {}).value();
  }

  RepoBuilder builder_;
};

TEST_F(HostileTrees, TruncatedTreeIsReadAsFarAsItGoes) {
  const ObjectId tree = Tree(Entry("100644", "a.txt", Blob("a")) + "100644 cut");
  const ObjectList list = List(tree);
  EXPECT_EQ(list.blobs.size(), 1U);
  ASSERT_EQ(list.unread.size(), 1U);
  EXPECT_EQ(list.unread[0].what, "tree " + tree.Hex());
}

TEST_F(HostileTrees, BadModeIsReportedAndTheOthersRead) {
  const ObjectList list = List(Tree(Entry("banana", "a.txt", Blob("a")) + Entry("100644", "b.txt", Blob("b"))));
  EXPECT_EQ(list.blobs.size(), 1U);
  EXPECT_EQ(list.unread.size(), 1U);
}

TEST_F(HostileTrees, UnsortedAndRepeatedNamesAreAllListed) {
  const ObjectList list =
      List(Tree(Entry("100644", "z", Blob("1")) + Entry("100644", "a", Blob("2")) + Entry("100644", "a", Blob("3"))));
  EXPECT_EQ(list.blobs.size(), 3U);
  EXPECT_EQ(list.paths.size(), 2U);
  EXPECT_THAT(list.unread, IsEmpty());
}

TEST_F(HostileTrees, BlobThatIsCalledATreeIsUnreadAndListedWhereItIsCalledABlob) {
  const ObjectId blob = Blob("no tree");
  const ObjectList list = List(Tree(Entry("40000", "a", blob) + Entry("100644", "b", blob)));
  EXPECT_EQ(list.blobs.size(), 1U);
  ASSERT_EQ(list.unread.size(), 1U);
  EXPECT_THAT(list.unread[0].why, HasSubstr("where a tree belongs"));
}

TEST_F(HostileTrees, NestingDeeperThanTheLimitIsReported) {
  std::string folders;
  for (int depth = 0; depth < kMaxTreeDepth; ++depth) folders += "d/";
  const std::string stream = "commit refs/heads/main\ncommitter C <c@x> 1 +0000\ndata 0\nM 100644 inline " + folders +
                             "in-reach.txt\ndata 1\n1\nM 100644 inline " + folders + "d/too-deep.txt\ndata 1\n2\n\n";
  builder_.Git({"fast-import", "--quiet"}, stream);
  Repo repo = OpenRepo(builder_.path());
  for (const unsigned jobs : {1U, 2U}) {
    const ObjectList list = ListObjects(repo, ListAll(&repo), jobs, {}).value();
    EXPECT_EQ(BlobIds(list), std::set<std::string>{builder_.Git({"hash-object", "--stdin"}, "1")});
    ASSERT_EQ(list.unread.size(), 1U);
    EXPECT_THAT(list.unread[0].why, HasSubstr("512"));
  }
}

// Ten folders in each of forty levels, all the same: ten to the fortieth paths, forty trees.
TEST_F(HostileTrees, TreeBombIsReadOnce) {
  ObjectId tree = Tree(Entry("100644", "f.txt", Blob("payload")));
  for (int level = 0; level < 40; ++level) {
    std::string bytes;
    for (char name = '0'; name <= '9'; ++name) bytes += Entry("40000", std::string(1, name), tree);
    tree = Tree(bytes);
  }
  const ObjectList list = List(tree);
  EXPECT_EQ(list.blobs.size(), 1U);
  EXPECT_EQ(list.paths.size(), 401U);
  EXPECT_THAT(list.unread, IsEmpty());
}

TEST_F(HostileTrees, LongNamesAreCut) {
  const ObjectList list = List(Tree(Entry("100644", std::string(200'000, 'n'), Blob("a"))));
  ASSERT_EQ(list.paths.size(), 1U);
  EXPECT_LE(list.paths[0].text.size(), 64U << 10);
  EXPECT_EQ(list.unread.size(), 1U);
}

TEST_F(HostileTrees, CacheGivesTheSameBytesAndRefusesOtherObjects) {
  const ObjectId blob = Blob("x");
  const std::string bytes = Entry("100644", "a", blob);
  const ObjectId tree = Tree(bytes);
  Repo repo = OpenRepo(builder_.path());
  TreeCache cache(&repo);
  const Result<TreeBytes> first = cache.Read(tree);
  ASSERT_TRUE(first.ok());
  const Result<TreeBytes> second = cache.Read(tree);
  EXPECT_EQ(first->view(), bytes);
  EXPECT_EQ(second->view().data(), first->view().data());
  EXPECT_FALSE(cache.Read(blob).ok());
  EXPECT_EQ(first->view(), bytes) << "kept over other reads";
}

TEST_F(HostileTrees, CacheForgetsAndReadsAgain) {
  Repo repo = OpenRepo(builder_.path());
  std::vector<ObjectId> trees;
  for (int i = 0; i < 12; ++i) trees.push_back(Tree(Entry("100644", std::string(2 << 20, static_cast<char>('a' + i)), Blob("x"))));
  TreeCache cache(&repo);
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 12; ++i) EXPECT_EQ(cache.Read(trees[static_cast<size_t>(i)])->view()[7], 'a' + i);
  }
}

TEST(Lineage, ParentsAreListedOutsideOrLeftOut) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  builder.Write("a", "a");
  const std::string second = builder.Commit("second");
  builder.Write("b", "b");
  builder.Commit("third");
  Repo repo = OpenRepo(builder.path());
  CommitList list = ListRange(&repo, first + "..main");
  const ObjectId missing = Id(std::string(40, '9'));
  list.commits[0].parents.push_back(missing);
  list.commits[0].parents.push_back(list.commits[1].id);  // a forged circle
  const Lineage lineage = Lineage::Make(&repo, list);
  EXPECT_TRUE(lineage.has_outside());
  ASSERT_EQ(lineage.ParentsOf(0).size(), 1U);
  EXPECT_EQ(lineage.ParentsOf(0)[0].commit, ParentTree::kOutside);
  EXPECT_EQ(lineage.ParentsOf(0)[0].tree.Hex(), builder.Git({"rev-parse", first + "^{tree}"}));
  ASSERT_EQ(lineage.ParentsOf(1).size(), 1U);
  EXPECT_EQ(lineage.ParentsOf(1)[0].commit, 0U);
  EXPECT_EQ(lineage.ParentsOf(1)[0].tree.Hex(), builder.Git({"rev-parse", second + "^{tree}"}));
}

}  // namespace
}  // namespace sluice::git
