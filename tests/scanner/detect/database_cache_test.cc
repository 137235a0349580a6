#include "scanner/detect/database_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "scanner/detect/matcher.h"
#include "tests/scanner/test_rules.h"
#include "tests/testlib/temp_dir.h"

namespace sluice {
namespace {

namespace fs = std::filesystem;
using testlib::TempDir;

std::shared_ptr<const RuleSet> KeyRules() { return testlib::TestRules({testlib::TestRule("a-key", "\\b(KEY[0-9]{4})\\b")}); }
std::shared_ptr<const RuleSet> OtherRules() { return testlib::TestRules({testlib::TestRule("a-key", "\\b(YEK[0-9]{4})\\b")}); }

std::shared_ptr<const Database> Opened(const std::shared_ptr<const RuleSet>& rules, const std::string& cache) {
  auto database = Database::Open(rules, cache);
  SLUICE_CHECK(database.ok());
  return std::move(database).value();
}

bool IsCached(const std::string& cache) { return Opened(KeyRules(), cache)->was_cached(); }

fs::path OnlyFile(const std::string& cache) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(cache)) files.push_back(entry.path());
  SLUICE_CHECK(files.size() == 1);
  return files.front();
}

std::vector<Match> Matches(const std::shared_ptr<const Database>& database, const std::string& text) {
  std::vector<Match> matches;
  auto matcher = Matcher::Make(database, {});
  EXPECT_TRUE(matcher.ok() && matcher->Match({text, "a.txt"}, &matches).ok());
  return matches;
}

// A folder with a stored database that would be loaded.
class StoredDatabase : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_FALSE(IsCached(cache_));
    file_ = OnlyFile(cache_);
    ASSERT_TRUE(IsCached(cache_));
  }
  void Overwrite(const std::string& bytes) { dir_.Write("cache/" + file_.filename().string(), bytes); }

  TempDir dir_;
  const std::string cache_ = dir_ / "cache";
  fs::path file_;
};

TEST_F(StoredDatabase, FindsTheSame) {
  const std::string text = "one KEY1234 two KEY56 three KEY7890";
  const auto compiled = Opened(KeyRules(), ""), loaded = Opened(KeyRules(), cache_);
  ASSERT_TRUE(loaded->was_cached());
  const std::vector<Match> expected = Matches(compiled, text), found = Matches(loaded, text);
  ASSERT_EQ(found.size(), 2U);
  ASSERT_EQ(expected.size(), 2U);
  for (size_t i = 0; i < 2; ++i) EXPECT_EQ(found[i].secret, expected[i].secret);
}

TEST_F(StoredDatabase, NobodyElseCanReadOrWriteIt) {
  struct stat status {};
  ASSERT_EQ(stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  ASSERT_EQ(stat(cache_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(StoredDatabase, FileThatOthersCanWriteIsRefused) {
  for (const mode_t mode : {0620U, 0602U}) {
    ASSERT_EQ(chmod(file_.c_str(), mode), 0);
    EXPECT_FALSE(LoadCompiled(cache_, *KeyRules())) << mode;
    EXPECT_FALSE(IsCached(cache_));  // and stores a file of its own
    EXPECT_TRUE(IsCached(cache_));
  }
}

TEST_F(StoredDatabase, FolderThatOthersCanWriteIsRefused) {
  for (const mode_t mode : {0720U, 0702U}) {
    ASSERT_EQ(chmod(cache_.c_str(), mode), 0);
    EXPECT_FALSE(IsCached(cache_)) << mode;
  }
}

TEST_F(StoredDatabase, FileOfAnotherUserIsRefused) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  ASSERT_EQ(chown(file_.c_str(), 12345, 12345), 0);
  EXPECT_FALSE(IsCached(cache_));
}

TEST_F(StoredDatabase, OtherRulesHaveAFileOfTheirOwn) {
  EXPECT_FALSE(Opened(OtherRules(), cache_)->was_cached());
  EXPECT_TRUE(Opened(OtherRules(), cache_)->was_cached());
  EXPECT_TRUE(IsCached(cache_));
}

TEST_F(StoredDatabase, OtherRulesUnderItsNameAreRefused) {
  const std::string other = dir_ / "other";
  Opened(OtherRules(), other);
  Overwrite(testlib::ReadFile(OnlyFile(other)));
  const auto database = Opened(KeyRules(), cache_);
  EXPECT_FALSE(database->was_cached());
  EXPECT_EQ(Matches(database, "KEY1234").size(), 1U);
}

TEST_F(StoredDatabase, DamagedContentIsCompiledAgain) {
  const std::string bytes = testlib::ReadFile(file_);
  std::string flipped = bytes;
  flipped[bytes.size() - bytes.size() / 4] ^= 0x55;
  const size_t header_end = bytes.find("\n", bytes.find("\n", bytes.find("\n") + 1) + 1) + 1;
  for (const std::string& damaged :
       {std::string(), std::string("garbage"), bytes.substr(0, header_end), bytes.substr(0, header_end + 4),
        bytes.substr(0, bytes.size() - 1), bytes.substr(0, header_end + 4) + "garbage", flipped}) {
    Overwrite(damaged);
    const auto database = Opened(KeyRules(), cache_);
    EXPECT_FALSE(database->was_cached()) << damaged.size();
    EXPECT_EQ(Matches(database, "KEY1234").size(), 1U);
  }
  EXPECT_TRUE(IsCached(cache_));
}

TEST_F(StoredDatabase, SymbolicLinkIsRefused) {
  const fs::path elsewhere = dir_ / "elsewhere";
  fs::rename(file_, elsewhere);
  fs::create_symlink(elsewhere, file_);
  EXPECT_FALSE(IsCached(cache_));
  EXPECT_FALSE(fs::is_symlink(file_));  // replaced, not written through
}

TEST_F(StoredDatabase, NoTemporaryFileStaysBehind) {
  Overwrite("garbage");
  EXPECT_FALSE(IsCached(cache_));
  EXPECT_EQ(OnlyFile(cache_), file_);
}

// What the Debian package compiled for everybody.
TEST_F(StoredDatabase, IsLoadedFromTheSystemsFolderWhenTheUserHasNone) {
  const std::string users = dir_ / "users";
  const auto database = Database::Open(KeyRules(), users, cache_);
  ASSERT_TRUE(database.ok());
  EXPECT_TRUE((*database)->was_cached());
  EXPECT_FALSE(fs::exists(users)) << "nothing needs to be stored";
  ASSERT_EQ(chmod(file_.c_str(), 0666), 0);
  EXPECT_FALSE((*Database::Open(KeyRules(), users, cache_))->was_cached()) << "the same conditions hold there";
  EXPECT_TRUE(IsCached(users));
}

TEST_F(StoredDatabase, NothingIsWrittenToTheSystemsFolder) {
  ASSERT_FALSE((*Database::Open(OtherRules(), dir_ / "users", cache_))->was_cached());
  EXPECT_EQ(OnlyFile(cache_), file_);
}

TEST(DatabaseOpen, WorksWithoutACache) {
  for (int run = 0; run < 2; ++run) {
    const auto database = Opened(KeyRules(), "");
    EXPECT_FALSE(database->was_cached());
    EXPECT_EQ(Matches(database, "KEY1234").size(), 1U);
  }
}

TEST(DatabaseOpen, WorksWhereNothingCanBeStored) {
  const TempDir dir;
  const std::string file = dir.Write("file", "");
  for (int run = 0; run < 2; ++run) EXPECT_FALSE(Opened(KeyRules(), file + "/cache")->was_cached());
}

}  // namespace
}  // namespace sluice
