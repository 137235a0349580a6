#include "git/commits_ahead.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "git/commit_text.h"
#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

// How many of the repository's commits were read ahead; each must be what reading it gives.
size_t CountRight(Repo* repo, const CommitsAhead& ahead, uint64_t max_message_bytes = UINT64_MAX) {
  size_t right = 0;
  uint64_t message_bytes = 0;
  CommitLinks links;
  for (const Commit& commit : ListAll(repo).commits) {
    const std::optional<PackPlace> place = repo->PlaceOf(commit.id);
    const std::optional<CommitsAhead::Commit> found = place ? ahead.Find(*place) : std::nullopt;
    if (!found) continue;
    const std::string raw(repo->Read(commit.id)->bytes);
    EXPECT_TRUE(ParseCommitLinks(raw, &links));
    EXPECT_EQ(found->tree, links.tree);
    EXPECT_EQ(found->committer_s, links.committer_s);
    EXPECT_EQ(std::vector<ObjectId>(found->parents.begin(), found->parents.end()), links.parents);
    const std::string_view message = std::string_view(raw).substr(MessageOffset(raw));
    EXPECT_EQ(found->message.value_or(message), message);
    EXPECT_TRUE(found->message || max_message_bytes < UINT64_MAX) << "there was room for all";
    message_bytes += found->message.value_or("").size();
    ++right;
  }
  EXPECT_LE(message_bytes, max_message_bytes);
  return right;
}

TEST(CommitsAhead, HasNearlyAllCommitsOfPacksAsTheyAre) {
  RepoBuilder builder;
  ImportLine(&builder, 700);
  builder.Git({"repack", "-adfq"});
  Repo repo = OpenRepo(builder.path());
  const size_t all = ListAll(&repo).commits.size();
  for (const unsigned jobs : {1U, 3U}) {
    EXPECT_GT(CountRight(&repo, CommitsAhead::Read(repo.packs(), 1 << 20, jobs, {})), all * 3 / 4);
    const CommitsAhead without_messages = CommitsAhead::Read(repo.packs(), 100, jobs, {});
    EXPECT_GT(CountRight(&repo, without_messages, 100), all * 3 / 4);
  }
  EXPECT_FALSE(CommitsAhead::Read(repo.packs(), 1 << 20, 1, {}).Find(PackPlace::Make(0, 13).value()));
  EXPECT_FALSE(CommitsAhead::Read(repo.packs(), 1 << 20, 1, {}).Find(PackPlace::Make(7, 12).value()));
}

TEST(CommitsAhead, SeveralPacksAndNone) {
  RepoBuilder builder;
  ImportLine(&builder, 300);
  builder.Git({"repack", "-dq"});
  const size_t packed = LineSet(builder.Git({"rev-list", "--all"})).size();
  builder.Commit("loose");
  ImportHistory(&builder, 3, 300);
  Repo repo = OpenRepo(builder.path());
  EXPECT_GE(repo.packs().packs().size(), 2U);
  const size_t right = CountRight(&repo, CommitsAhead::Read(repo.packs(), 1 << 20, 2, {}));
  EXPECT_GT(right, packed / 2);
  RepoBuilder empty;
  EXPECT_FALSE(CommitsAhead::Read(OpenRepo(empty.path()).packs(), 1, 2, {}).Find(PackPlace::Make(0, 12).value()));
}

// What stands in a damaged pack is read as it is, or not at all.
TEST(CommitsAhead, DamagedPacks) {
  RepoBuilder builder;
  ImportLine(&builder, 300);
  builder.Git({"repack", "-adfq"});
  fs::path pack;
  for (const auto& entry : fs::directory_iterator(builder.path() / ".git/objects/pack")) {
    if (entry.path().extension() == ".pack") pack = entry.path();
  }
  fs::permissions(pack, fs::perms::owner_all);
  const std::string bytes = testlib::ReadFile(pack);
  std::mt19937 random(5);
  size_t right = 0;
  for (int round = 0; round < 20; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 6; ++i) damaged[12 + random() % (damaged.size() - 32)] = static_cast<char>(random());
    std::ofstream(pack, std::ios::binary | std::ios::trunc) << damaged;
    Repo repo = OpenRepo(builder.path());
    right += CountRight(&repo, CommitsAhead::Read(repo.packs(), 1 << 20, 2, {}));
  }
  EXPECT_GT(right, 100U);
}

TEST(CommitsAhead, AStopIsHeard) {
  RepoBuilder builder;
  ImportLine(&builder, 300);
  builder.Git({"repack", "-adfq"});
  Repo repo = OpenRepo(builder.path());
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(CountRight(&repo, CommitsAhead::Read(repo.packs(), 1 << 20, 2, stop.get_token())), 0U);
}

}  // namespace
}  // namespace sluice::git
