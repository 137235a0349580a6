#include "git/repo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// Where a loose object lies.
fs::path LooseFile(const RepoBuilder& builder, const std::string& id) {
  return builder.path() / ".git/objects" / id.substr(0, 2) / id.substr(2);
}

void Overwrite(const fs::path& file, const std::string& bytes) {
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  FILE* stream = std::fopen(file.c_str(), "wb");
  ASSERT_NE(stream, nullptr);
  std::fwrite(bytes.data(), 1, bytes.size(), stream);
  std::fclose(stream);
}

TEST(Repo, EveryLayoutReadsTheSameObject) {
  RepoBuilder builder;
  builder.Write("a.txt", "content");
  builder.Commit("first");
  const fs::path parent = builder.path().parent_path();
  const ObjectId blob = Id(builder.Git({"rev-parse", "HEAD:a.txt"}));
  builder.Git({"worktree", "add", "-q", "../linked", "-b", "topic"});
  builder.Git({"clone", "-q", "--bare", ".", "../bare.git"});
  builder.Git({"clone", "-q", "--shared", ".", "../borrows"});
  builder.Git({"clone", "-q", "--separate-git-dir", "../elsewhere", ".", "../separate"});
  for (const fs::path& path : {builder.path(), builder.path() / ".git", parent / "linked", parent / "bare.git", parent / "borrows",
                               parent / "separate", parent / "elsewhere"}) {
    ASSERT_TRUE(Repo::IsRepository(path)) << path;
    Repo repo = OpenRepo(path);
    EXPECT_EQ(repo.Read(blob)->bytes, "content") << path;
    EXPECT_EQ(repo.Read(blob)->type, ObjectType::kBlob);
    EXPECT_EQ(repo.HeadCommit(), Id(builder.Git({"rev-parse", "HEAD"}))) << path;
    EXPECT_EQ(repo.Reopen()->Read(blob)->bytes, "content") << path;
  }
  EXPECT_EQ(OpenRepo(parent / "bare.git").work_dir(), "");
}

TEST(Repo, ForgottenObjectsAreReadAgain) {
  RepoBuilder builder;
  builder.Write("a.txt", "content");
  builder.Commit("first");
  builder.Git({"repack", "-adq"});
  Repo repo = OpenRepo(builder.path());
  const ObjectId blob = Id(builder.Git({"rev-parse", "HEAD:a.txt"}));
  const Result<KeptObject> kept = repo.ReadAndKeep(blob);
  repo.ForgetObjects();
  EXPECT_EQ(kept->view.bytes, "content") << "its owner keeps it";
  EXPECT_EQ(repo.Read(blob)->bytes, "content");
}

TEST(Repo, DiscoverLooksUpwards) {
  RepoBuilder builder;
  builder.Write("a/b.txt", "x");
  EXPECT_EQ(Repo::Discover(builder.path() / "a")->work_dir(), fs::canonical(builder.path()).string());
  const testlib::TempDir plain;
  EXPECT_EQ(Repo::Discover(plain.path()).error().code, Code::kUsage);
  EXPECT_EQ(Repo::Open(builder.path() / "a").error().code, Code::kUsage);
}

TEST(Repo, Sha256IsUnsupportedAndSaysSo) {
  RepoBuilder builder;
  builder.Git({"init", "-q", "--object-format=sha256", "../long"});
  const Result<Repo> repo = Repo::Open(builder.path().parent_path() / "long");
  ASSERT_FALSE(repo.ok());
  EXPECT_EQ(repo.error().code, Code::kUnsupported);
  EXPECT_THAT(repo.error().message, HasSubstr("sha256"));
  EXPECT_THAT(repo.error().message, HasSubstr("long"));
}

TEST(Repo, UnknownConfigurationIsNotObeyed) {
  RepoBuilder builder;
  builder.Write("a.txt", "content");
  builder.Commit("first");
  builder.Git({"config", "core.worktree", "/nowhere"});
  builder.Git({"config", "extensions.worktreeConfig", "true"});
  builder.Git({"config", "core.repositoryFormatVersion", "1"});
  builder.Git({"config", "include.path", "/dev/zero"});
  Repo repo = OpenRepo(builder.path());
  EXPECT_EQ(repo.work_dir(), fs::canonical(builder.path()).string());
  EXPECT_EQ(RefsOf(&repo).size(), 2U);
}

TEST(Repo, ReadHeaderGivesTypeAndSize) {
  RepoBuilder builder;
  builder.Write("a.txt", "12345");
  const std::string commit = builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  const Result<Repo::Header> header = repo.ReadHeader(Id(builder.Git({"rev-parse", "HEAD:a.txt"})));
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->type, ObjectType::kBlob);
  EXPECT_EQ(header->size, 5U);
  EXPECT_EQ(repo.ReadHeader(Id(commit))->type, ObjectType::kCommit);
}

TEST(Repo, MissingObjectIsNamedAlsoAfterMany) {
  RepoBuilder builder;
  builder.Write("a.txt", "here");
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  for (int i = 10; i < 40; ++i) {
    const std::string hex = std::to_string(i) + std::string(38, '0');
    const Result<ObjectView> object = repo.Read(Id(hex));
    ASSERT_FALSE(object.ok());
    EXPECT_EQ(object.error().code, Code::kUnreadable);
    EXPECT_THAT(object.error().message, HasSubstr(hex));
    EXPECT_FALSE(repo.Contains(Id(hex)));
    EXPECT_FALSE(repo.ReadHeader(Id(hex)).ok());
  }
  EXPECT_EQ(repo.Read(Id(builder.Git({"rev-parse", "HEAD:a.txt"})))->bytes, "here");
}

TEST(Repo, CorruptLooseObjectIsAnErrorThatNamesIt) {
  RepoBuilder builder;
  builder.Write("a.txt", "content");
  builder.Commit("first");
  const std::string blob = builder.Git({"rev-parse", "HEAD:a.txt"});
  for (const std::string& bytes : {std::string("garbage"), std::string(), std::string(100, '\0')}) {
    Overwrite(LooseFile(builder, blob), bytes);
    Repo repo = OpenRepo(builder.path());
    const Result<ObjectView> object = repo.Read(Id(blob));
    ASSERT_FALSE(object.ok());
    EXPECT_EQ(object.error().code, Code::kUnreadable);
    EXPECT_THAT(object.error().message, HasSubstr(blob));
  }
}

TEST(Repo, CorruptPackIsAnErrorThatNamesTheObject) {
  RepoBuilder builder;
  builder.Write("a.txt", std::string(3000, 'x') + "content");
  const std::string commit = builder.Commit("first");
  builder.Git({"repack", "-adq"});
  for (const auto& entry : fs::directory_iterator(builder.path() / ".git/objects/pack")) {
    if (entry.path().extension() != ".pack") continue;
    std::string bytes = testlib::ReadFile(entry.path());
    std::fill(bytes.begin() + 12, bytes.end() - 20, '\x5a');
    Overwrite(entry.path(), bytes);
  }
  Repo repo = OpenRepo(builder.path());
  const Result<ObjectView> object = repo.Read(Id(commit));
  ASSERT_FALSE(object.ok());
  EXPECT_THAT(object.error().message, HasSubstr(commit));
}

TEST(Repo, ObjectOverTheLimitGivesItsSizeAndTheFlag) {
  RepoBuilder builder;
  builder.Write("large.txt", std::string(300'000, 'x'));
  builder.Write("small.txt", std::string(100'000, 'x'));
  builder.Commit("first");
  const ObjectId large = Id(builder.Git({"rev-parse", "HEAD:large.txt"}));
  const ObjectId small = Id(builder.Git({"rev-parse", "HEAD:small.txt"}));
  for (const bool is_packed : {false, true}) {
    if (is_packed) builder.Git({"repack", "-adfq"});
    Repo repo = OpenRepo(builder.path());
    const Result<ObjectView> object = repo.Read(large, 299'999);
    ASSERT_FALSE(object.ok());
    EXPECT_THAT(object.error().message, HasSubstr("300000 bytes"));
    EXPECT_THAT(object.error().message, HasSubstr("--max-blob-size"));
    EXPECT_TRUE(repo.Read(large, 300'000).ok());
    // Packed, this is a delta on the large one, which does not count.
    EXPECT_TRUE(repo.Read(small, 100'000).ok());
  }
}

TEST(Repo, PartialCloneIsKnownAndItsMissingBlobsSaySo) {
  RepoBuilder builder;
  builder.Write("a.txt", "left on the server");
  builder.Commit("first");
  builder.Git({"config", "uploadpack.allowFilter", "true"});
  const std::string blob = builder.Git({"rev-parse", "HEAD:a.txt"});
  builder.Git({"clone", "-q", "--bare", "--filter=blob:none", "file://" + builder.path().string(), "../partial.git"});
  Repo repo = OpenRepo(builder.path().parent_path() / "partial.git");
  EXPECT_TRUE(repo.is_partial());
  EXPECT_FALSE(OpenRepo(builder.path()).is_partial());
  const Result<ObjectView> object = repo.Read(Id(blob));
  ASSERT_FALSE(object.ok());
  EXPECT_THAT(object.error().message, HasSubstr("partial clone"));
  EXPECT_THAT(object.error().message, HasSubstr(blob));
}

TEST(Repo, HeadRefIsTheBranchOrHeadOrEmpty) {
  RepoBuilder builder;
  EXPECT_EQ(OpenRepo(builder.path()).HeadRef(), "");
  EXPECT_EQ(OpenRepo(builder.path()).HeadCommit(), std::nullopt);
  const std::string first = builder.Commit("first");
  EXPECT_EQ(OpenRepo(builder.path()).HeadRef(), "refs/heads/main");
  builder.Git({"checkout", "-q", "--detach"});
  EXPECT_EQ(OpenRepo(builder.path()).HeadRef(), "HEAD");
  EXPECT_EQ(OpenRepo(builder.path()).HeadCommit(), Id(first));
}

TEST(Repo, ShallowCloneKnowsItsBoundary) {
  RepoBuilder builder;
  builder.Commit("first");
  const std::string second = builder.Commit("second");
  builder.Git({"clone", "-q", "--bare", "--depth=1", "file://" + builder.path().string(), "../shallow.git"});
  Repo repo = OpenRepo(builder.path().parent_path() / "shallow.git");
  EXPECT_TRUE(repo.is_shallow());
  EXPECT_EQ(repo.shallow_commits(), std::vector<ObjectId>{Id(second)});
  EXPECT_FALSE(OpenRepo(builder.path()).is_shallow());
}

TEST(Repo, AllObjectsEqualGits) {
  RepoBuilder builder;
  ImportHistory(&builder, 5, 20);
  builder.Git({"hash-object", "-w", "--stdin"}, "loose and unreachable");
  Repo repo = OpenRepo(builder.path());
  std::set<std::string> found;
  const std::vector<ObjectId> all = repo.AllObjects().value();
  for (const ObjectId& id : all) found.insert(id.Hex());
  EXPECT_EQ(found, LineSet(builder.Git({"cat-file", "--batch-all-objects", "--batch-check=%(objectname)"})));
}

TEST(Repo, ObjectsOfMoreFoldersAreFound) {
  RepoBuilder here;
  here.Commit("here");
  RepoBuilder there;
  const std::string elsewhere = there.Commit("there");
  const Repo alone = OpenRepo(here.path());
  Result<Repo> repo = Repo::Open(here.path().string(), {(there.path() / ".git/objects").string()});
  ASSERT_TRUE(repo.ok());
  EXPECT_FALSE(alone.Reopen()->Contains(Id(elsewhere)));
  EXPECT_TRUE(repo->Contains(Id(elsewhere)));
  EXPECT_TRUE(repo->Reopen()->Contains(Id(elsewhere)));
}

}  // namespace
}  // namespace sluice::git
