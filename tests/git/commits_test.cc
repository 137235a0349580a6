#include "git/commits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "git/commit_text.h"
#include "git/lineage.h"
#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

void ExpectParentsFirst(const CommitList& list) {
  std::set<ObjectId> all, seen;
  for (const Commit& commit : list.commits) all.insert(commit.id);
  for (const Commit& commit : list.commits) {
    for (const ObjectId& parent : commit.parents) EXPECT_TRUE(!all.contains(parent) || seen.contains(parent)) << parent.Hex();
    seen.insert(commit.id);
  }
}

void RemoveObject(const RepoBuilder& builder, const std::string& id) {
  ASSERT_TRUE(std::filesystem::remove(builder.path() / ".git/objects" / id.substr(0, 2) / id.substr(2)));
}

TEST(ListCommits, EqualsRevListAllOnHistoriesFromSeeds) {
  for (const uint32_t seed : {1U, 2U, 3U}) {
    RepoBuilder builder;
    ImportHistory(&builder, seed, 120);
    Repo repo = OpenRepo(builder.path());
    const CommitList list = ListAll(&repo);
    EXPECT_EQ(CommitIds(list), LineSet(builder.Git({"rev-list", "--all"}))) << "seed " << seed;
    EXPECT_THAT(list.unread, IsEmpty());
    ExpectParentsFirst(list);
    for (const Commit& commit : list.commits) {
      EXPECT_EQ(commit.tree.Hex(), builder.Git({"rev-parse", commit.id.Hex() + "^{tree}"}));
    }
  }
}

TEST(ListCommits, MessagesAreKept) {
  RepoBuilder builder;
  ImportHistory(&builder, 5, 40);
  Repo repo = OpenRepo(builder.path());
  const CommitList list = ListAll(&repo);
  ASSERT_FALSE(list.commits.empty());
  for (const Commit& commit : list.commits) {
    const Result<ObjectView> object = repo.Read(commit.id);
    ASSERT_TRUE(object.ok());
    ASSERT_NE(commit.message.begin, Commit::Message::kNotKept);
    EXPECT_EQ(list.messages.substr(commit.message.begin, commit.message.size_bytes),
              object->bytes.substr(MessageOffset(object->bytes)));
  }
}

// Long enough for git/commits_ahead.h.
TEST(ListCommits, SeveralThreadsListTheSame) {
  RepoBuilder builder;
  ImportLine(&builder, 4000);
  builder.Git({"repack", "-adfq"});
  Repo repo = OpenRepo(builder.path());
  CommitQuery query;
  for (const Ref& ref : RefsOf(&repo)) query.tips.push_back(ref.target);
  const CommitList one = ListCommits(&repo, query, {}).value();
  query.jobs = 3;
  const CommitList several = ListCommits(&repo, query, {}).value();
  ASSERT_GT(one.commits.size(), 3000U);
  ASSERT_EQ(several.commits.size(), one.commits.size());
  const auto message = [](const CommitList& list, const Commit& commit) {
    return list.messages.substr(commit.message.begin, commit.message.size_bytes);
  };
  for (size_t i = 0; i < one.commits.size(); ++i) {
    const Commit &a = one.commits[i], &b = several.commits[i];
    EXPECT_EQ(std::tie(a.id, a.tree, a.committer_s, a.parents), std::tie(b.id, b.tree, b.committer_s, b.parents));
    EXPECT_EQ(message(one, a), message(several, b));
  }
}

TEST(ListCommits, RangesEqualRevListOnHistoriesFromSeeds) {
  RepoBuilder builder;
  ImportHistory(&builder, 4, 150);
  Repo repo = OpenRepo(builder.path());
  for (const char* range : {"b0..b1", "b1..b0", "b2..b3", "b3..b0", "b1...b2", "b0~3..b0", "b0..b0"}) {
    const CommitList list = ListRange(&repo, range);
    EXPECT_EQ(CommitIds(list), LineSet(builder.Git({"rev-list", range}))) << range;
    ExpectParentsFirst(list);
  }
}

TEST(ListCommits, OrderIsByDateThenIdAmongTheFreeOnes) {
  RepoBuilder builder;
  ImportHistory(&builder, 9, 60);
  Repo repo = OpenRepo(builder.path());
  const CommitList forward = ListAll(&repo);
  CommitQuery query;
  std::vector<Ref> refs = RefsOf(&repo);
  std::reverse(refs.begin(), refs.end());
  for (const Ref& ref : refs) query.tips.push_back(ref.target);
  const CommitList backward = ListCommits(&repo, query, {}).value();
  ASSERT_EQ(forward.commits.size(), backward.commits.size());
  for (size_t i = 0; i < forward.commits.size(); ++i) EXPECT_EQ(forward.commits[i].id, backward.commits[i].id) << i;
}

TEST(ListCommits, OctopusAndUnrelatedRootsAreWalked) {
  RepoBuilder builder;
  const std::string root = builder.Commit("root");
  for (const char* branch : {"x", "y", "z"}) {
    builder.Git({"checkout", "-q", "-b", branch, root});
    builder.Write(branch, branch);
    builder.Commit(branch);
  }
  builder.Git({"merge", "-q", "-m", "octopus", "x", "y"});
  builder.Git({"checkout", "-q", "--orphan", "other"});
  builder.Commit("unrelated");
  Repo repo = OpenRepo(builder.path());
  EXPECT_EQ(CommitIds(ListAll(&repo)), LineSet(builder.Git({"rev-list", "--all"})));
}

TEST(ListCommits, TagsArePeeledAndRecorded) {
  RepoBuilder builder;
  builder.Write("a.txt", "x");
  const std::string commit = builder.Commit("first");
  builder.Git({"tag", "-a", "inner", "-m", "inner"});
  builder.Git({"tag", "-a", "outer", "-m", "outer", "inner"});
  builder.Git({"tag", "-a", "of-tree", "-m", "t", commit + "^{tree}"});
  builder.Git({"tag", "of-blob", commit + ":a.txt"});
  builder.Git({"update-ref", "-d", "refs/heads/main"});
  Repo repo = OpenRepo(builder.path());
  const CommitList list = ListAll(&repo);
  EXPECT_EQ(CommitIds(list), std::set<std::string>{commit});
  EXPECT_EQ(list.tags.size(), 3U);
  EXPECT_THAT(list.trees, ElementsAre(Id(builder.Git({"rev-parse", commit + "^{tree}"}))));
  EXPECT_THAT(list.blobs, ElementsAre(Id(builder.Git({"rev-parse", commit + ":a.txt"}))));
}

TEST(ListCommits, HidesArePeeledToo) {
  RepoBuilder builder;
  builder.Commit("first");
  builder.Git({"tag", "-a", "v1", "-m", "v1"});
  const std::string second = builder.Commit("second");
  Repo repo = OpenRepo(builder.path());
  EXPECT_EQ(CommitIds(ListRange(&repo, "v1..main")), std::set<std::string>{second});
}

TEST(ListCommits, MissingHideHidesNothing) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  const CommitList list = ListCommits(&repo, {{Id(first)}, {Id(std::string(40, '5'))}, std::nullopt}, {}).value();
  EXPECT_EQ(list.commits.size(), 1U);
  EXPECT_THAT(list.unread, IsEmpty());
}

TEST(ListCommits, SinceLeavesOutEarlierCommits) {
  RepoBuilder builder;
  builder.Commit("first");
  const std::string second = builder.Commit("second");
  const std::string third = builder.Commit("third");
  Repo repo = OpenRepo(builder.path());
  const int64_t since_s = std::stoll(builder.Git({"log", "-1", "--format=%ct", second}));
  const CommitList list = ListCommits(&repo, {{Id(third)}, {}, since_s}, {}).value();
  ASSERT_EQ(list.commits.size(), 2U);
  EXPECT_EQ(list.commits[0].id, Id(second));
  EXPECT_EQ(list.commits[0].parents.size(), 1U) << "parents outside the list stay";
  EXPECT_TRUE(Lineage::Make(&repo, list).has_outside());
}

TEST(ListCommits, ShallowBoundaryIsReportedOnceAndHasNoParents) {
  RepoBuilder builder;
  for (int i = 0; i < 5; ++i) builder.Commit("commit " + std::to_string(i));
  builder.Git({"clone", "-q", "--bare", "--depth=2", "file://" + builder.path().string(), "../shallow.git"});
  Repo repo = OpenRepo(builder.path().parent_path() / "shallow.git");
  const CommitList list = ListAll(&repo);
  ASSERT_EQ(list.commits.size(), 2U);
  EXPECT_THAT(list.commits[0].parents, IsEmpty());
  EXPECT_FALSE(Lineage::Make(&repo, list).has_outside());
  ASSERT_EQ(list.unread.size(), 1U);
  EXPECT_EQ(list.unread[0].what, "history before commit " + list.commits[0].id.Hex());
  EXPECT_THAT(list.unread[0].why, HasSubstr("git fetch --unshallow"));
}

TEST(ListCommits, MissingCommitIsNamedAndTheRestListed) {
  RepoBuilder builder;
  builder.Commit("first");
  const std::string second = builder.Commit("second");
  const std::string third = builder.Commit("third");
  RemoveObject(builder, second);
  Repo repo = OpenRepo(builder.path());
  const CommitList list = ListAll(&repo);
  EXPECT_EQ(CommitIds(list), std::set<std::string>{third});
  ASSERT_EQ(list.unread.size(), 1U);
  EXPECT_EQ(list.unread[0].what, "commit " + second);
  EXPECT_THAT(list.unread[0].why, HasSubstr("missing"));
}

TEST(ListCommits, MissingParentOfAHiddenCommitIsNoError) {
  RepoBuilder builder;
  const std::string first = builder.Commit("first");
  builder.Commit("second");
  const std::string third = builder.Commit("third");
  RemoveObject(builder, first);
  Repo repo = OpenRepo(builder.path());
  const CommitList list = ListRange(&repo, "main~1..main");
  EXPECT_EQ(CommitIds(list), std::set<std::string>{third});
  EXPECT_THAT(list.unread, IsEmpty());
}

TEST(ListCommits, MalformedCommitIsUnread) {
  RepoBuilder builder;
  builder.Commit("first");
  const std::string bad = builder.Git({"hash-object", "-t", "commit", "-w", "--literally", "--stdin"}, "tree nothing\n\nx");
  Repo repo = OpenRepo(builder.path());
  const CommitList list = ListCommits(&repo, {{Id(bad)}, {}, std::nullopt}, {}).value();
  EXPECT_THAT(list.commits, IsEmpty());
  ASSERT_EQ(list.unread.size(), 1U);
  EXPECT_EQ(list.unread[0].what, "commit " + bad);
}

// With hashes not verified, object files can be swapped so that history runs in a circle.
TEST(ListCommits, HistoryForgedIntoACircleIsListedAndReported) {
  RepoBuilder builder;
  builder.Commit("first");
  const std::string second = builder.Commit("second");
  const std::string third = builder.Commit("third");
  const auto file = [&](const std::string& id) { return builder.path() / ".git/objects" / id.substr(0, 2) / id.substr(2); };
  const auto overwrite = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::permissions(file(second), std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  // Now `second` names itself as its parent.
  std::filesystem::copy_file(file(third), file(second), overwrite);
  Repo repo = OpenRepo(builder.path());
  const CommitList list = ListAll(&repo);
  EXPECT_EQ(CommitIds(list), (std::set<std::string>{second, third}));
  ASSERT_EQ(list.unread.size(), 1U);
  EXPECT_THAT(list.unread[0].why, HasSubstr("circle"));
}

TEST(ListCommits, StopLeavesAWord) {
  RepoBuilder builder;
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  std::stop_source stop;
  stop.request_stop();
  CommitQuery query;
  for (const Ref& ref : RefsOf(&repo)) query.tips.push_back(ref.target);
  const CommitList list = ListCommits(&repo, query, stop.get_token()).value();
  ASSERT_EQ(list.unread.size(), 1U);
  EXPECT_THAT(list.unread[0].why, HasSubstr("stopped"));
}

TEST(ListCommits, HiddenTagsTreesAndBlobsAreNotListed) {
  RepoBuilder builder;
  builder.Write("a.txt", "one\n");
  builder.Commit("one");
  builder.Git({"tag", "-a", "v1", "-m", "v1"});
  builder.Git({"tag", "-a", "v2", "-m", "v2", "v1"});
  Repo repo = OpenRepo(builder.path());
  const auto id = [&](const std::string& revision) { return Id(builder.Git({"rev-parse", revision})); };
  const std::vector<ObjectId> tips{id("v1"), id("v2"), id("HEAD^{tree}"), id("HEAD:a.txt")};
  const CommitList list = ListCommits(&repo, {.tips = tips, .hides = {id("v1"), id("HEAD^{tree}"), id("HEAD:a.txt")}}, {}).value();
  EXPECT_EQ(list.tags, std::vector<ObjectId>{id("v2")});
  EXPECT_TRUE(list.trees.empty() && list.blobs.empty() && list.commits.empty());
}

TEST(ListCommits, MoreCommitsThanAskedForCutItShort) {
  RepoBuilder builder;
  for (const char* message : {"one", "two", "three"}) builder.Commit(message);
  Repo repo = OpenRepo(builder.path());
  const ObjectId tip = Id(builder.Git({"rev-parse", "HEAD"}));
  EXPECT_TRUE(ListCommits(&repo, {.tips = {tip}, .max_commits = 2}, {})->is_cut_short);
  EXPECT_FALSE(ListCommits(&repo, {.tips = {tip}, .max_commits = 3}, {})->is_cut_short);
}

}  // namespace
}  // namespace sluice::git
