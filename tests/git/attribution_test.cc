#include "git/attribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "git/projection.h"
#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Asked twice: with what the listing of the objects saw, and without it.
Attribution Ask(const Repo& repo, const CommitList& commits, AttributionQuery query) {
  ObjectList objects;
  if (query.objects == nullptr) {
    objects = ListObjects(repo, commits, query.jobs, {}).value();
    query.objects = &objects;
  }
  const Result<Attribution> seen = Attribute(repo, commits, query, {});
  query.objects = nullptr;
  const Result<Attribution> walked = Attribute(repo, commits, query, {});
  EXPECT_TRUE(seen.ok() && walked.ok());
  if (!seen || !walked) return {};
  EXPECT_EQ(*seen, *walked);
  return *walked;
}

// By `git ls-tree` of every commit: for each (blob, path) the first commit that holds it while no parent does.
std::map<std::string, std::set<std::pair<uint32_t, std::string>>> BruteForce(RepoBuilder* builder, const CommitList& commits) {
  std::map<std::string, std::set<std::pair<std::string, std::string>>> files;
  const auto files_of = [&](const ObjectId& id) -> const auto& {
    const auto [it, is_new] = files.try_emplace(id.Hex());
    if (is_new) it->second = FilesOf(builder, id.Hex());
    return it->second;
  };
  std::set<std::pair<std::string, std::string>> known;
  std::map<std::string, std::set<std::pair<uint32_t, std::string>>> found;
  for (uint32_t i = 0; i < commits.commits.size(); ++i) {
    for (const auto& [path, blob] : files_of(commits.commits[i].id)) {
      bool is_inherited = false;
      for (const ObjectId& parent : commits.commits[i].parents) is_inherited |= files_of(parent).contains({path, blob});
      if (!is_inherited && known.emplace(path, blob).second) found[blob].emplace(i, path);
    }
  }
  return found;
}

void ExpectEqualsBruteForce(RepoBuilder* builder, const Repo& repo, const CommitList& commits, unsigned jobs) {
  const auto expected = BruteForce(builder, commits);
  AttributionQuery query{.blobs = {}, .first_commit = 0, .head = std::nullopt, .jobs = jobs};
  for (const auto& [blob, places] : expected) query.blobs.push_back(Id(blob));
  const Attribution attribution = Ask(repo, commits, query);
  ASSERT_EQ(attribution.size(), expected.size());
  for (const auto& [blob, places] : expected) {
    std::set<std::pair<uint32_t, std::string>> found;
    for (const Introduction& introduction : attribution.at(Id(blob))) found.emplace(introduction.commit, introduction.path);
    EXPECT_EQ(found, places) << blob;
  }
}

TEST(Attribute, EqualsBruteForceOnHistoriesFromSeeds) {
  for (const uint32_t seed : {31U, 32U, 33U}) {
    RepoBuilder builder;
    ImportHistory(&builder, seed, 80);
    Repo repo = OpenRepo(builder.path());
    const CommitList commits = ListAll(&repo);
    ExpectEqualsBruteForce(&builder, repo, commits, 1);
    ExpectEqualsBruteForce(&builder, repo, commits, 4);
  }
}

TEST(Attribute, EqualsBruteForceOnRanges) {
  RepoBuilder builder;
  ImportHistory(&builder, 34, 120);
  Repo repo = OpenRepo(builder.path());
  for (const char* range : {"b0..b1", "b1..b2", "b0~4..b0"}) ExpectEqualsBruteForce(&builder, repo, ListRange(&repo, range), 1);
}

TEST(Attribute, FewWantedBlobsGiveTheSameAsAllAtOnce) {
  RepoBuilder builder;
  ImportHistory(&builder, 35, 2500);
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  const ObjectList objects = ListObjects(repo, commits, 2, {}).value();
  AttributionQuery all{.blobs = {}, .first_commit = 0, .head = repo.HeadCommit(), .jobs = 1};
  for (const BlobRef& blob : objects.blobs) all.blobs.push_back(blob.id);
  const Attribution whole = Ask(repo, commits, all);
  all.jobs = 4;
  EXPECT_EQ(Ask(repo, commits, all), whole);
  for (const BlobRef& blob : objects.blobs) {
    const Attribution one =
        Ask(repo, commits, {.blobs = {blob.id}, .first_commit = blob.commit, .head = repo.HeadCommit(), .objects = &objects});
    ASSERT_EQ(one.at(blob.id), whole.at(blob.id)) << blob.id.Hex();
    EXPECT_EQ(one.at(blob.id)[0].commit, blob.commit);
  }
}

// Folders move, are copied below others and become whole trees; files are copied and come back.
TEST(Attribute, CopiesOfFoldersAndFilesArePlaces) {
  RepoBuilder builder;
  const auto commit = [&](const std::vector<std::string>& git) {
    builder.Git(git);
    builder.Commit("next");
  };
  builder.Write("lib/deep/a.txt", "a");
  builder.Write("lib/b.txt", "b");
  builder.Commit("first");
  commit({"mv", "lib", "moved"});
  builder.Git({"read-tree", "--prefix=vendor/copy", "HEAD:moved"});
  commit({"checkout", "-q", "--", "."});
  builder.Write("vendor/copy/deep/a.txt", "changed");
  builder.Write("again.txt", "a");
  builder.Commit("again");
  builder.Git({"branch", "split", builder.Git({"commit-tree", "HEAD~1:moved", "-m", "its own root"})});
  builder.Git({"branch", "below", builder.Git({"commit-tree", "HEAD~1:vendor", "-p", "split", "-m", "below"})});
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  for (const unsigned jobs : {1U, 2U}) {
    const ObjectList objects = ListObjects(repo, commits, jobs, {}).value();
    EXPECT_TRUE(objects.copies.is_complete);
    EXPECT_FALSE(objects.copies.copies.empty());
    ExpectEqualsBruteForce(&builder, repo, commits, jobs);
  }
}

TEST(Attribute, MergeThatBringsABlobIsNamed) {
  RepoBuilder builder;
  builder.Commit("base");
  builder.Git({"checkout", "-q", "-b", "topic"});
  builder.Write("t.txt", "topic");
  builder.Commit("topic");
  builder.Git({"checkout", "-q", "main"});
  builder.Commit("main");
  builder.Git({"merge", "-q", "--no-ff", "--no-commit", "topic"});
  builder.Write("evil.txt", "only in the merge");
  const std::string merge = builder.Commit("merge");
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  const ObjectId evil = Id(builder.Git({"rev-parse", merge + ":evil.txt"}));
  const ObjectId topic = Id(builder.Git({"rev-parse", merge + ":t.txt"}));
  const Attribution attribution = Ask(repo, commits, {.blobs = {evil, topic}, .head = Id(merge)});
  ASSERT_EQ(attribution.at(evil).size(), 1U);
  EXPECT_EQ(commits.commits[attribution.at(evil)[0].commit].id, Id(merge));
  ASSERT_EQ(attribution.at(topic).size(), 1U) << "the merge only passes it on";
  EXPECT_EQ(commits.commits[attribution.at(topic)[0].commit].id.Hex(), builder.Git({"rev-parse", "topic"}));
}

TEST(Attribute, InHeadIsByPath) {
  RepoBuilder builder;
  builder.Write("kept.txt", "secret");
  builder.Write("dir/removed.txt", "secret");
  builder.Commit("first");
  builder.Git({"rm", "-q", "dir/removed.txt"});
  const std::string head = builder.Commit("second");
  Repo repo = OpenRepo(builder.path());
  const ObjectId blob = Id(builder.Git({"rev-parse", "HEAD:kept.txt"}));
  const Attribution attribution = Ask(repo, ListAll(&repo), {.blobs = {blob}, .head = Id(head)});
  EXPECT_THAT(attribution.at(blob), ElementsAre(Introduction{0, "dir/removed.txt", false}, Introduction{0, "kept.txt", true}));
}

TEST(Attribute, ReturnOfABlobIsNoNewEntry) {
  RepoBuilder builder;
  for (const char* text : {"one", "two", "one"}) {
    builder.Write("a.txt", text);
    builder.Commit(text);
  }
  Repo repo = OpenRepo(builder.path());
  const ObjectId one = Id(builder.Git({"rev-parse", "HEAD:a.txt"}));
  EXPECT_THAT(Ask(repo, ListAll(&repo), {.blobs = {one}}).at(one), ElementsAre(Introduction{0, "a.txt", false}));
}

TEST(Attribute, BlobThatNoCommitHoldsHasNoEntry) {
  RepoBuilder builder;
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  EXPECT_THAT(Ask(repo, ListAll(&repo), {.blobs = {Id(std::string(40, '4'))}}), IsEmpty());
}

// Where the listing knows all places no tree of history is read again: here none of them is left.
TEST(Attribute, WhatTheListingSawIsNotReadAgain) {
  RepoBuilder builder;
  builder.Write("dir/a.txt", "a");
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  const ObjectList objects = ListObjects(repo, commits, 1, {}).value();
  for (const std::string& tree : {builder.Git({"rev-parse", "HEAD^{tree}"}), builder.Git({"rev-parse", "HEAD:dir"})})
    std::filesystem::remove(builder.path() / ".git/objects" / tree.substr(0, 2) / tree.substr(2));
  Repo without = OpenRepo(builder.path());
  const ObjectId blob = objects.blobs.at(0).id;
  const AttributionQuery query{.blobs = {blob}, .objects = &objects};
  EXPECT_THAT(Attribute(without, commits, query, {}).value().at(blob), ElementsAre(Introduction{0, "dir/a.txt", false}));
}

TEST(Attribute, StoppedKnowsNothingForCertain) {
  RepoBuilder builder;
  builder.Write("a.txt", "a");
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  std::stop_source stop;
  stop.request_stop();
  const AttributionQuery query{.blobs = {Id(builder.Git({"rev-parse", "HEAD:a.txt"}))}};
  EXPECT_THAT(Attribute(repo, ListAll(&repo), query, stop.get_token()).value(), IsEmpty());
}

// A blob at ten to the sixth paths: the places are bounded, and so is the time.
TEST(Attribute, TreeBombGivesABoundedNumberOfPlaces) {
  RepoBuilder builder;
  const std::string blob = builder.Git({"hash-object", "-w", "--stdin"}, "payload");
  std::string tree = builder.Git({"mktree"}, "100644 blob " + blob + "\tf.txt\n");
  for (int level = 0; level < 6; ++level) {
    std::string entries;
    for (int i = 0; i < 10; ++i) entries += "040000 tree " + tree + "\t" + std::to_string(i) + "\n";
    tree = builder.Git({"mktree"}, entries);
  }
  const std::string commit = builder.Git({"commit-tree", tree, "-m", "bomb"});
  builder.Git({"update-ref", "refs/heads/main", commit});
  Repo repo = OpenRepo(builder.path());
  const Attribution attribution = Ask(repo, ListAll(&repo), {.blobs = {Id(blob)}, .head = Id(commit)});
  EXPECT_EQ(attribution.at(Id(blob)).size(), Projector::kMaxPlaces);
  EXPECT_EQ(attribution.at(Id(blob))[0].path, "0/0/0/0/0/0/f.txt");
}

TEST(Projector, EqualContentsHaveEqualNumbersByWhateverWay) {
  RepoBuilder builder;
  ImportHistory(&builder, 36, 120);
  Repo repo = OpenRepo(builder.path());
  const CommitList commits = ListAll(&repo);
  IdIndex wanted;
  const ObjectList objects = ListObjects(repo, commits, 1, {}).value();
  for (const BlobRef& blob : objects.blobs) {
    if (blob.id.bytes[0] % 4 == 0) wanted.Insert(blob.id);
  }
  ASSERT_GT(wanted.size(), 3U);
  Projector projector(&repo, wanted);
  std::map<uint32_t, std::set<std::pair<std::string, std::string>>> contents;
  std::optional<Similar> similar;
  for (const Commit& commit : commits.commits) {
    const uint32_t number = projector.Project(commit.tree, similar);
    similar = Similar{commit.tree};
    std::set<std::pair<std::string, std::string>> places, expected;
    projector.ForEachPlace(number, {},
                           [&](uint32_t blob, const std::string& path) { places.emplace(path, wanted.at(blob).Hex()); });
    for (const auto& file : FilesOf(&builder, commit.id.Hex())) {
      if (wanted.Contains(Id(file.second))) expected.insert(file);
    }
    ASSERT_EQ(places, expected) << commit.id.Hex();
    EXPECT_EQ(contents.try_emplace(number, places).first->second, places);
    EXPECT_EQ(number == Projector::kNothing, expected.empty());
  }
  std::set<std::set<std::pair<std::string, std::string>>> distinct;
  for (const auto& [number, places] : contents) EXPECT_TRUE(distinct.insert(places).second) << "two numbers for the same content";
}

}  // namespace
}  // namespace sluice::git
