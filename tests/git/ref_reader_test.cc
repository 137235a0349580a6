#include "git/ref_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::map<std::string, std::string> ByName(const std::vector<Ref>& refs) {
  std::map<std::string, std::string> by_name;
  for (const Ref& ref : refs) by_name[ref.name] = ref.target.Hex();
  return by_name;
}

RefFiles Read(const std::filesystem::path& path) {
  Repo repo = OpenRepo(path);
  return ReadRefs(Locate(path).value(), [&repo](const ObjectId& id) { return repo.Contains(id); });
}

TEST(Refs, LooseAndPackedAreReadAndLooseWins) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  builder.Git({"branch", "old"});
  builder.Git({"tag", "light"});
  builder.Git({"tag", "-a", "heavy", "-m", "annotated"});
  builder.Git({"pack-refs", "--all", "--prune"});
  const std::string second = builder.Commit("second");
  const auto refs = ByName(Read(builder.path()).refs);
  EXPECT_EQ(refs.at("refs/heads/main"), second);
  EXPECT_EQ(refs.at("HEAD"), second);
  EXPECT_EQ(refs.at("refs/heads/old"), first);
  EXPECT_EQ(refs.at("refs/tags/light"), first);
  EXPECT_EQ(refs.at("refs/tags/heavy"), builder.Git({"rev-parse", "heavy"})) << "the tag object, not peeled";
  EXPECT_EQ(refs.size(), 5U);
}

TEST(Refs, EveryRefOfGitIsThere) {
  RepoBuilder builder;
  ImportHistory(&builder, 3, 30);
  builder.Git({"update-ref", "refs/weird/place", "b0"});
  builder.Git({"notes", "add", "-m", "a note", "b0"});
  builder.Git({"pack-refs"});
  std::set<std::string> found;
  for (const Ref& ref : Read(builder.path()).refs) found.insert(ref.target.Hex() + " " + ref.name);
  for (const std::string& line : SplitLines(builder.Git({"for-each-ref", "--format=%(objectname) %(refname)"}))) {
    EXPECT_TRUE(found.contains(line)) << line;
  }
}

TEST(Refs, UnbornHeadGivesNothing) {
  RepoBuilder builder;
  const RefFiles files = Read(builder.path());
  EXPECT_THAT(files.refs, IsEmpty());
  EXPECT_THAT(files.broken, IsEmpty());
}

TEST(Refs, DetachedHeadIsARef) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  builder.Commit("second");
  builder.Git({"checkout", "-q", "--detach", first});
  const std::string loose = builder.Commit("on no branch");
  EXPECT_EQ(ByName(Read(builder.path()).refs).at("HEAD"), loose);
}

TEST(Refs, EveryStashEntryIsARef) {
  RepoBuilder builder;
  builder.Write("a.txt", "start");
  builder.Commit("start");
  std::vector<std::string> stashes;
  for (const char* text : {"one", "two", "three"}) {
    builder.Write("a.txt", text);
    builder.Git({"stash", "-q"});
    stashes.push_back(builder.Git({"rev-parse", "stash@{0}"}));
  }
  const auto refs = ByName(Read(builder.path()).refs);
  EXPECT_EQ(refs.at("refs/stash"), stashes[2]);
  EXPECT_EQ(refs.at("stash@{0}"), stashes[2]);
  EXPECT_EQ(refs.at("stash@{1}"), stashes[1]);
  EXPECT_EQ(refs.at("stash@{2}"), stashes[0]);
}

TEST(Refs, LinkedWorktreesHaveHeadsAndRefsOfTheirOwn) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  builder.Git({"worktree", "add", "-q", "--detach", "../linked"});
  const std::string linked = (builder.path().parent_path() / "linked").string();
  builder.Git({"-C", linked, "commit", "-q", "--allow-empty", "-m", "only there"});
  builder.Git({"-C", linked, "update-ref", "refs/bisect/bad", "HEAD"});
  const std::string there = builder.Git({"-C", linked, "rev-parse", "HEAD"});
  auto refs = ByName(Read(builder.path()).refs);
  EXPECT_EQ(refs.at("HEAD"), first);
  EXPECT_EQ(refs.at("worktrees/linked/HEAD"), there);
  EXPECT_EQ(refs.at("worktrees/linked/refs/bisect/bad"), there);
  refs = ByName(Read(linked).refs);
  EXPECT_EQ(refs.at("HEAD"), there);
  EXPECT_EQ(refs.at("main-worktree/HEAD"), first);
}

TEST(Refs, LeftoversOfCommandsAreNoRefs) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  const std::string second = builder.Commit("second");
  builder.Git({"reset", "-q", "--hard", first});
  builder.Write(".git/FETCH_HEAD", second + "\t\tbranch 'a' of x\n");
  const RefFiles files = Read(builder.path());
  EXPECT_FALSE(ByName(files.refs).contains("ORIG_HEAD"));
  EXPECT_FALSE(ByName(files.refs).contains("FETCH_HEAD"));
}

TEST(Refs, BrokenOnesAreNamedAndTheOthersRead) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  builder.Write(".git/refs/heads/garbage", "not an id\n");
  builder.Write(".git/refs/heads/empty", "");
  builder.Write(".git/refs/heads/gone", std::string(40, '9') + "\n");
  builder.Write(".git/packed-refs", "# pack-refs with: peeled\nnonsense\n" + first + " refs/tags/good\n^" + first + "\n");
  const RefFiles files = Read(builder.path());
  EXPECT_EQ(ByName(files.refs).at("refs/tags/good"), first);
  EXPECT_EQ(ByName(files.refs).at("refs/heads/main"), first);
  EXPECT_THAT(files.broken, ElementsAre(HasSubstr("packed-refs: line 2"), HasSubstr("refs/heads/empty: "),
                                        HasSubstr("refs/heads/garbage: "), HasSubstr("refs/heads/gone: names object 9999")));
}

TEST(Refs, CorruptHeadIsBrokenAndBranchesAreRead) {
  RepoBuilder builder;
  builder.Commit("first");
  builder.Write(".git/HEAD", "garbage\n");
  const RefFiles files = Read(builder.path());
  EXPECT_THAT(files.broken, ElementsAre(HasSubstr("HEAD: ")));
  EXPECT_TRUE(ByName(files.refs).contains("refs/heads/main"));
}

TEST(Refs, SymbolicRefsAreFollowedAndCirclesAreBroken) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  builder.Write(".git/refs/heads/alias", "ref: refs/heads/main\n");
  builder.Write(".git/refs/heads/pruned", "ref: refs/heads/none\n");
  builder.Write(".git/refs/heads/round", "ref: refs/heads/trip\n");
  builder.Write(".git/refs/heads/trip", "ref: refs/heads/round\n");
  const RefFiles files = Read(builder.path());
  EXPECT_EQ(ByName(files.refs).at("refs/heads/alias"), first);
  EXPECT_THAT(files.broken, ElementsAre(HasSubstr("refs/heads/round: "), HasSubstr("refs/heads/trip: ")));
}

TEST(Refs, FoldersAreNotFollowedThroughLinks) {
  RepoBuilder builder;
  builder.Commit("first");
  std::filesystem::create_directory_symlink(".", builder.path() / ".git/refs/heads/loop");
  EXPECT_THAT(Read(builder.path()).broken, ElementsAre(HasSubstr("refs/heads/loop: ")));
}

}  // namespace
}  // namespace sluice::git
