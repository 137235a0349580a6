// The parts of Repo that look at the work tree's side: index, ignored files, revisions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "git/repo.h"
#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> StagedPaths(const RepoBuilder& builder) {
  std::vector<std::string> paths;
  Repo repo = OpenRepo(builder.path());
  const Result<StagedFiles> staged = repo.Staged();
  EXPECT_TRUE(staged.ok()) << (staged.ok() ? "" : staged.error().message);
  if (staged) {
    for (const IndexEntry& entry : staged->entries) paths.push_back(entry.path);
  }
  return paths;
}

TEST(Staged, UnbornHeadMeansAll) {
  RepoBuilder builder;
  EXPECT_THAT(StagedPaths(builder), IsEmpty());
  builder.Write("a/b.txt", "x");
  builder.Write("c.txt", "y");
  builder.Git({"add", "-A"});
  EXPECT_THAT(StagedPaths(builder), ElementsAre("a/b.txt", "c.txt"));
}

TEST(Staged, OfAnotherIndexFile) {
  RepoBuilder builder;
  builder.Write("a.txt", "one");
  builder.Commit("one");
  builder.Write("b.txt", "two");
  builder.Git({"add", "-A"});
  const std::string other = (builder.path() / ".git/other-index").string();
  std::filesystem::copy_file(builder.path() / ".git/index", other);
  builder.Git({"reset", "-q"});
  EXPECT_THAT(StagedPaths(builder), IsEmpty());
  Repo repo = OpenRepo(builder.path());
  const Result<StagedFiles> staged = repo.Staged(other);
  ASSERT_TRUE(staged.ok());
  ASSERT_EQ(staged->entries.size(), 1U);
  EXPECT_EQ(staged->entries.front().path, "b.txt");
}

TEST(Staged, OnlyAddedAndChangedOnes) {
  RepoBuilder builder;
  for (const char* name : {"same.txt", "deep/er/same.txt", "changed.txt", "mode.sh", "removed.txt"}) builder.Write(name, name);
  builder.Commit("first");
  EXPECT_THAT(StagedPaths(builder), IsEmpty());
  builder.Write("changed.txt", "now");
  builder.Write("deep/added.txt", "new");
  builder.Write("not-staged.txt", "z");
  builder.Git({"add", "changed.txt", "deep/added.txt"});
  builder.Git({"update-index", "--chmod=+x", "mode.sh"});
  builder.Git({"rm", "-q", "removed.txt"});
  builder.Git({"add", "--intent-to-add", "not-staged.txt"});
  EXPECT_THAT(StagedPaths(builder), ElementsAre("changed.txt", "deep/added.txt", "mode.sh"));
}

TEST(Staged, ConflictStagesAreAllThere) {
  RepoBuilder builder;
  builder.Write("a.txt", "base\n");
  builder.Commit("base");
  builder.Git({"checkout", "-q", "-b", "topic"});
  builder.Write("a.txt", "theirs\n");
  builder.Commit("theirs");
  builder.Git({"checkout", "-q", "main"});
  builder.Write("a.txt", "ours\n");
  builder.Commit("ours");
  EXPECT_NE(builder.TryGit({"merge", "-q", "topic"}).exit_code, 0);
  EXPECT_THAT(StagedPaths(builder), ElementsAre("a.txt", "a.txt")) << "base and theirs: ours is what HEAD has";
}

TEST(Staged, DamagedIndexIsAnError) {
  RepoBuilder builder;
  builder.Commit("first");
  builder.Write(".git/index", "DIRCgarbage");
  Repo repo = OpenRepo(builder.path());
  const Result<StagedFiles> staged = repo.Staged();
  ASSERT_FALSE(staged.ok());
  EXPECT_EQ(staged.error().code, Code::kUnreadable);
  EXPECT_THAT(staged.error().message, HasSubstr("index"));
}

TEST(IsIgnored, FollowsGitignoreAndNoConfiguration) {
  RepoBuilder builder;
  builder.Write(".gitignore", "*.log\nbuild/\n!keep.log\n");
  builder.Write("sub/.gitignore", "only-here.txt\n");
  builder.Write("everything", "*\n");
  builder.Git({"config", "core.excludesFile", (builder.path() / "everything").string()});
  Repo repo = OpenRepo(builder.path());
  EXPECT_TRUE(repo.IsIgnored("x.log"));
  EXPECT_TRUE(repo.IsIgnored("deep/x.log"));
  EXPECT_TRUE(repo.IsIgnored("build/"));
  EXPECT_TRUE(repo.IsIgnored("build/out.txt"));
  EXPECT_TRUE(repo.IsIgnored("sub/only-here.txt"));
  EXPECT_FALSE(repo.IsIgnored("only-here.txt"));
  EXPECT_FALSE(repo.IsIgnored("keep.log"));
  EXPECT_FALSE(repo.IsIgnored("src/main.cc"));
}

TEST(ParseRange, TwoDotsThreeDotsAndSingle) {
  RepoBuilder builder;
  const ObjectId base = Id(builder.Commit("base"));
  builder.Git({"checkout", "-q", "-b", "topic"});
  const ObjectId topic = Id(builder.Commit("topic"));
  builder.Git({"checkout", "-q", "main"});
  const ObjectId main = Id(builder.Commit("main"));
  Repo repo = OpenRepo(builder.path());
  const Result<Repo::Range> two = repo.ParseRange("main..topic");
  ASSERT_TRUE(two.ok());
  EXPECT_THAT(two->tips, ElementsAre(topic));
  EXPECT_THAT(two->hides, ElementsAre(main));
  const Result<Repo::Range> three = repo.ParseRange("main...topic");
  ASSERT_TRUE(three.ok());
  EXPECT_THAT(three->tips, testing::UnorderedElementsAre(topic, main));
  EXPECT_THAT(three->hides, ElementsAre(base));
  const Result<Repo::Range> single = repo.ParseRange("topic~1");
  ASSERT_TRUE(single.ok());
  EXPECT_THAT(single->tips, ElementsAre(base));
  EXPECT_THAT(single->hides, IsEmpty());
}

TEST(ParseRange, UnknownRevisionIsAUsageErrorThatNamesIt) {
  RepoBuilder builder;
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  for (const char* text : {"nowhere", "main..nowhere", "",
                           "..."
                           "nowhere",
                           "^{bad"}) {
    const Result<Repo::Range> range = repo.ParseRange(text);
    ASSERT_FALSE(range.ok()) << text;
    EXPECT_EQ(range.error().code, Code::kUsage) << text << ": " << range.error().message;
    EXPECT_THAT(range.error().message, HasSubstr(text));
  }
}

}  // namespace
}  // namespace sluice::git
