#include "git/pack/pack_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> Packs(const RepoBuilder& builder) {
  std::vector<fs::path> packs;
  for (const auto& entry : fs::directory_iterator(builder.path() / ".git/objects/pack")) {
    if (entry.path().extension() == ".pack") packs.push_back(entry.path());
  }
  return packs;
}

PackReader OpenReader(const RepoBuilder& builder) { return PackReader(PackSet::Open((builder.path() / ".git").string())); }

const char* TypeName(ObjectType type) {
  constexpr const char* kNames[] = {"commit", "tree", "blob", "tag"};
  return kNames[static_cast<size_t>(type)];
}

std::vector<std::string> AllIds(RepoBuilder* builder) {
  return SplitLines(builder->Git({"cat-file", "--batch-all-objects", "--batch-check=%(objectname)"}));
}

std::string TrimNewlines(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// Every object, in an order that is not the packs', as `git cat-file --batch` prints it. Returns how many our reader read.
size_t ExpectEqualsGit(RepoBuilder* builder) {
  PackReader reader = OpenReader(*builder);
  std::vector<std::string> ids = AllIds(builder);
  std::shuffle(ids.begin(), ids.end(), std::mt19937(7));
  std::string asked, ours;
  size_t read = 0;
  for (const std::string& id : ids) {
    const std::shared_ptr<const PackedObject> object = reader.Read(Id(id), UINT64_MAX);
    if (object == nullptr) continue;
    ++read;
    asked += id + "\n";
    ours +=
        id + " " + TypeName(object->type) + " " + std::to_string(object->size_bytes) + "\n" + std::string(object->bytes()) + "\n";
  }
  EXPECT_EQ(TrimNewlines(builder->Git({"cat-file", "--batch"}, asked)), TrimNewlines(ours));
  return read;
}

// A history with edits inside a file, tags, folders and an empty file.
void MakeHistory(RepoBuilder* builder, int begin, int end) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "line " + std::to_string(i * i) + "\n";
  builder->Write("empty", "");
  for (int i = begin; i < end; ++i) {
    text.replace(static_cast<size_t>(i * 37), 9, "edited " + std::to_string(i));
    builder->Write("src/a.txt", text);
    builder->Write("src/deep/b" + std::to_string(i % 5) + ".txt", text.substr(static_cast<size_t>(i * 11)));
    builder->Commit("version " + std::to_string(i));
    if (i % 5 == 0) builder->Git({"tag", "-a", "-m", "tag", "v" + std::to_string(i)});
  }
}

TEST(PackReader, ReadsWhatGitReads) {
  for (const char* depth : {"--depth=1", "--depth=50"}) {
    RepoBuilder builder;
    MakeHistory(&builder, 0, 15);
    builder.Git({"repack", "-adfq", depth});
    EXPECT_EQ(ExpectEqualsGit(&builder), AllIds(&builder).size());
  }
}

TEST(PackReader, ReadsBasesByIdAndSeveralPacks) {
  RepoBuilder builder;
  builder.Git({"config", "repack.useDeltaBaseOffset", "false"});
  builder.Git({"config", "pack.indexVersion", "1"});
  MakeHistory(&builder, 0, 8);
  builder.Git({"repack", "-adfq"});
  MakeHistory(&builder, 8, 13);
  builder.Git({"repack", "-dq"});
  ASSERT_EQ(Packs(builder).size(), 2U);
  EXPECT_EQ(ExpectEqualsGit(&builder), AllIds(&builder).size());
}

TEST(PackReader, LooseObjectsAreLeftToLibgit2) {
  RepoBuilder builder;
  builder.Write("a", "loose");
  builder.Commit("loose");
  EXPECT_EQ(ExpectEqualsGit(&builder), 0U);
}

TEST(PackReader, ObjectsOverTheLimitAreLeftToLibgit2) {
  RepoBuilder builder;
  builder.Write("a", std::string(1000, 'a'));
  builder.Commit("a");
  builder.Git({"repack", "-adq"});
  PackReader reader = OpenReader(builder);
  const ObjectId id = Id(builder.Git({"rev-parse", "HEAD:a"}));
  EXPECT_EQ(reader.Read(id, 999), nullptr);
  ASSERT_NE(reader.Read(id, 1000), nullptr);
  EXPECT_EQ(reader.Read(id, 999), nullptr) << "also when it is kept";
}

TEST(PackReader, BlobsSayWhatTheyHaveOfTheirBase) {
  RepoBuilder builder;
  MakeHistory(&builder, 0, 12);
  builder.Git({"repack", "-adfq"});
  PackReader reader = OpenReader(builder);
  std::map<uint64_t, std::shared_ptr<const PackedObject>> by_key;
  for (const std::string& id : AllIds(&builder)) {
    const std::shared_ptr<const PackedObject> object = reader.Read(Id(id), UINT64_MAX);
    EXPECT_TRUE(by_key.emplace(object->key, object).second);
  }
  uint64_t copied_bytes = 0;
  for (const auto& [key, object] : by_key) {
    for (const CopiedRange& copied : object->copied) {
      ASSERT_TRUE(by_key.contains(object->base_key));
      const PackedObject& base = *by_key[object->base_key];
      EXPECT_EQ(object->base_bytes, base.size_bytes);
      EXPECT_EQ(object->bytes().substr(copied.begin, copied.size), base.bytes().substr(copied.base_begin, copied.size));
      copied_bytes += copied.size;
    }
  }
  EXPECT_GT(copied_bytes, 10000U);
}

TEST(PackReader, HeadersSayTypeAndSizeOfWhatIsNoDelta) {
  RepoBuilder builder;
  MakeHistory(&builder, 0, 10);
  builder.Git({"repack", "-adfq"});
  PackReader reader = OpenReader(builder);
  size_t known = 0;
  for (const std::string& id : AllIds(&builder)) {
    const std::optional<PackReader::Header> header = reader.ReadHeader(Id(id));
    if (!header) continue;
    ++known;
    const std::shared_ptr<const PackedObject> object = reader.Read(Id(id), UINT64_MAX);
    EXPECT_EQ(header->type, object->type);
    EXPECT_EQ(header->size_bytes, object->size_bytes);
  }
  EXPECT_GT(known, 10U);
  EXPECT_LT(known, AllIds(&builder).size());
  EXPECT_FALSE(reader.ReadHeader(Id(std::string(40, '4'))).has_value());
}

TEST(PackReader, ObjectsStayWhenOthersAreRead) {
  RepoBuilder builder;
  MakeHistory(&builder, 0, 10);
  builder.Git({"repack", "-adfq"});
  PackReader reader = OpenReader(builder);
  const std::shared_ptr<const PackedObject> first = reader.Read(Id(builder.Git({"rev-parse", "HEAD:src/a.txt"})), UINT64_MAX);
  ASSERT_NE(first, nullptr);
  const std::string copy(first->bytes());
  for (const std::string& id : AllIds(&builder)) reader.Read(Id(id), UINT64_MAX);
  EXPECT_EQ(first->bytes(), copy);
}

// Whatever stands in a pack, an object is read whole and right or not at all: a damaged byte fails its stream's checksum, and bases
// and sizes must agree.
TEST(PackReader, DamagedPacksGiveTheObjectOrNothing) {
  RepoBuilder builder;
  MakeHistory(&builder, 0, 10);
  builder.Git({"repack", "-adfq"});
  const std::vector<std::string> ids = AllIds(&builder);
  std::map<std::string, std::string> expected;
  {
    PackReader reader = OpenReader(builder);
    for (const std::string& id : ids) expected[id] = reader.Read(Id(id), UINT64_MAX)->bytes();
  }
  const fs::path pack = Packs(builder).front();
  fs::permissions(pack, fs::perms::owner_all);
  const std::string bytes = testlib::ReadFile(pack);
  std::mt19937 random(5);
  size_t wrong = 0, refused = 0;
  for (int round = 0; round < 60; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 6; ++i) damaged[12 + random() % (damaged.size() - 32)] = static_cast<char>(random());
    std::ofstream(pack, std::ios::binary | std::ios::trunc) << damaged;
    PackReader reader = OpenReader(builder);
    for (const std::string& id : ids) {
      const std::shared_ptr<const PackedObject> object = reader.Read(Id(id), uint64_t{1} << 20);
      refused += object == nullptr ? 1 : 0;
      wrong += object != nullptr && object->bytes() != expected[id] ? 1 : 0;
    }
  }
  EXPECT_GT(refused, 0U);
  // The distance to a base has no checksum: a damaged one may name another base of the same size.
  EXPECT_LE(wrong, refused / 20);
}

}  // namespace
}  // namespace sluice::git
