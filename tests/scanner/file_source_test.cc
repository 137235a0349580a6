#include "scanner/file_source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "tests/testlib/temp_dir.h"

namespace sluice {
namespace {

namespace fs = std::filesystem;
using testlib::TempDir;

// What a source gave, by path: bytes or "error: ...". Path names in `names`, in reading order.
struct Seen {
  std::vector<std::string> files, names;
  std::map<std::string, std::string> content;
  std::vector<Unread> unread;
};

Seen See(const FileQuery& query) {
  const auto source = MakeFileSource(query);
  auto plan = source->Plan({});
  auto reader = source->OpenReader();
  SLUICE_CHECK(plan.ok() && reader.ok());
  Seen seen{{}, {}, {}, plan->unread};
  for (const Item& item : plan->items) {
    const auto content = (*reader)->Read(item);
    if (item.source == LocationSource::kPath) {
      seen.names.emplace_back(content.ok() ? content.value().bytes : "");
      continue;
    }
    const std::string path = (*source->Locate({item}, {}))[0][0].location.path;
    seen.files.push_back(path);
    seen.content[path] = content.ok() ? std::string(content.value().bytes) : "error: " + content.error().message;
  }
  return seen;
}

TEST(FileSource, FilesAndTheirNamesStandInOrder) {
  const TempDir dir;
  for (const char* name : {"b/2", "a", "c", "b/1", "b/sub/deep"}) dir.Write(name, std::string("in ") + name);
  const Seen seen = See({dir.path().string()});
  const std::vector<std::string> sorted = {"a", "b/1", "b/2", "b/sub/deep", "c"};
  EXPECT_EQ(seen.files, sorted);
  EXPECT_EQ(seen.names, sorted);
  EXPECT_EQ(seen.content.at("b/sub/deep"), "in b/sub/deep");
  EXPECT_TRUE(seen.unread.empty());
}

TEST(FileSource, LinkIsItsTargetNotWhatStandsThere) {
  const TempDir dir, outside;
  outside.Write("file", "not below the folder");
  fs::create_symlink(outside / "file", dir / "to-file");
  fs::create_symlink(outside.path(), dir / "to-folder");
  fs::create_symlink("no/such/place", dir / "dangling");
  const Seen seen = See({dir.path().string()});
  EXPECT_EQ(seen.files, (std::vector<std::string>{"dangling", "to-file", "to-folder"}));
  EXPECT_EQ(seen.content.at("to-file"), outside / "file");
  EXPECT_EQ(seen.content.at("to-folder"), outside.path().string());
  EXPECT_EQ(seen.content.at("dangling"), "no/such/place");
}

TEST(FileSource, LoopsOfLinksEnd) {
  const TempDir dir;
  dir.Write("sub/file", "x");
  fs::create_symlink("..", dir / "sub/up");
  fs::create_symlink("itself", dir / "itself");
  const Seen seen = See({dir.path().string()});
  EXPECT_EQ(seen.files, (std::vector<std::string>{"itself", "sub/file", "sub/up"}));
  EXPECT_EQ(seen.content.at("sub/up"), "..");
  EXPECT_EQ(seen.content.at("itself"), "itself");
}

TEST(FileSource, ObjectDatabasesAreLeftOut) {
  const TempDir dir;
  for (const char* name : {".git/HEAD", ".git/config", ".git/objects/ab/cd", "bare/HEAD", "bare/objects/pack/p", "objects/plain"}) {
    dir.Write(name, "x");
  }
  EXPECT_EQ(See({dir.path().string()}).files, (std::vector<std::string>{".git/HEAD", ".git/config", "bare/HEAD", "objects/plain"}));
}

TEST(FileSource, GitFolderIsNoContentOfAWorktree) {
  const TempDir dir;
  for (const char* name : {".git/config", ".gitignore", "sub/.git"}) dir.Write(name, "x");
  FileQuery query{dir.path().string()};
  query.skip_git_folders = true;
  EXPECT_EQ(See(query).files, (std::vector<std::string>{".gitignore"}));
}

TEST(FileSource, IgnoredFoldersAreNotEntered) {
  const TempDir dir;
  for (const char* name : {"keep/a", "drop/a", "keep/drop"}) dir.Write(name, "x");
  FileQuery query{dir.path().string()};
  std::vector<std::string> asked;
  query.is_ignored = [&](const std::string& path) {
    asked.push_back(path);
    return path == "drop";
  };
  EXPECT_EQ(See(query).files, (std::vector<std::string>{"keep/a", "keep/drop"}));
  EXPECT_EQ(std::ranges::count(asked, "drop/a"), 0);
}

TEST(FileSource, FileAboveTheLimitIsNamedWithItsSize) {
  const TempDir dir;
  dir.Write("fits", std::string(10, 'x'));
  dir.Write("large", std::string(12345, 'x'));
  const Seen seen = See({dir.path().string(), 10});
  EXPECT_EQ(seen.content.at("fits"), std::string(10, 'x'));
  EXPECT_NE(seen.content.at("large").find("error: 12345 bytes"), std::string::npos) << seen.content.at("large");
}

TEST(FileSource, FileThatWentAwayOrBecameAPipeIsAnError) {
  const TempDir dir;
  dir.Write("gone", "x");
  dir.Write("pipe", "x");
  dir.Write("stays", "x");
  const auto source = MakeFileSource({dir.path().string()});
  const auto plan = source->Plan({});
  ASSERT_TRUE(plan.ok());
  fs::remove(dir / "gone");
  fs::remove(dir / "pipe");
  ASSERT_EQ(mkfifo((dir / "pipe").c_str(), 0600), 0);
  auto reader = source->OpenReader();
  ASSERT_TRUE(reader.ok());
  for (const size_t unreadable : {0U, 1U}) {
    const auto content = (*reader)->Read(plan.value().items[unreadable]);
    ASSERT_FALSE(content.ok()) << unreadable;
    EXPECT_EQ(content.error().code, Code::kUnreadable);
    EXPECT_FALSE(content.error().message.empty());
  }
  EXPECT_TRUE((*reader)->Read(plan.value().items[2]).ok());
  EXPECT_EQ(source->Describe(plan.value().items[0]), "file gone");
}

TEST(FileSource, PipesAreNotOpened) {
  const TempDir dir;
  dir.Write("file", "x");
  ASSERT_EQ(mkfifo((dir / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(See({dir.path().string()}).files, (std::vector<std::string>{"file"}));
}

TEST(FileSource, SingleFileIsOneItemAndItsLinkIsFollowed) {
  const TempDir dir;
  const std::string file = dir.Write("file", "content");
  fs::create_symlink(file, dir / "link");
  for (const std::string& root : {file, dir / "link"}) {
    const Seen seen = See({root});
    EXPECT_EQ(seen.files, (std::vector<std::string>{root}));
    EXPECT_TRUE(seen.names.empty());
    EXPECT_EQ(seen.content.at(root), "content");
  }
}

TEST(FileSource, RootThatIsNothingToReadIsWrongUsage) {
  const TempDir dir;
  ASSERT_EQ(mkfifo((dir / "pipe").c_str(), 0600), 0);
  for (const std::string& root : {dir / "missing", dir / "pipe"}) {
    const auto plan = MakeFileSource({root})->Plan({});
    ASSERT_FALSE(plan.ok()) << root;
    EXPECT_EQ(plan.error().code, Code::kUsage);
    EXPECT_NE(plan.error().message.find(root), std::string::npos);
  }
}

TEST(FileSource, TooDeepFoldersAreNamed) {
  const TempDir dir;
  std::string deep = dir.path().string();
  for (int i = 0; i < 202; ++i) {
    deep += "/d";
    ASSERT_EQ(mkdir(deep.c_str(), 0700), 0);
  }
  dir.Write("file", "x");
  const Seen seen = See({dir.path().string()});
  EXPECT_EQ(seen.files, (std::vector<std::string>{"file"}));
  ASSERT_EQ(seen.unread.size(), 1U);
  EXPECT_NE(seen.unread[0].why.find("200"), std::string::npos);
}

}  // namespace
}  // namespace sluice
