#include "git/pack/pack_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

fs::path FindPack(const RepoBuilder& builder, const std::string& extension) {
  for (const auto& entry : fs::directory_iterator(builder.path() / ".git/objects/pack")) {
    if (entry.path().extension() == extension) return entry.path();
  }
  ADD_FAILURE() << "no pack";
  return {};
}

void PackVersions(RepoBuilder* builder) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "line " + std::to_string(i) + "\n";
  for (int i = 0; i < 20; ++i) {
    builder->Write("a.txt", text + "version " + std::to_string(i) + "\n");
    builder->Commit("version " + std::to_string(i));
  }
  builder->Git({"repack", "-adfq", "--depth=10", "--window=10"});
}

// Offsets and bases as `git verify-pack -v` prints them.
void ExpectEqualsVerifyPack(RepoBuilder* builder, const fs::path& index_path) {
  const std::optional<PackIndex> index = PackIndex::Open(index_path);
  const std::optional<PackFile> pack = PackFile::Open(fs::path(index_path).replace_extension(".pack"));
  ASSERT_TRUE(index && pack);
  uint32_t objects = 0, deltas = 0;
  for (const std::string& line : SplitLines(builder->Git({"verify-pack", "-v", index_path}))) {
    std::vector<std::string> words;
    for (const std::string& word : SplitLines(line, ' ')) words.push_back(word);
    if (words.size() < 5 || words[0].size() != 40) continue;
    ++objects;
    const std::optional<uint64_t> offset = index->FindOffset(Id(words[0]));
    ASSERT_TRUE(offset.has_value()) << line;
    EXPECT_EQ(std::to_string(*offset), words[4]);
    const std::optional<PackEntry> entry = pack->EntryAt(*offset);
    ASSERT_TRUE(entry.has_value());
    const DeltaBase* const base = &entry->base;
    EXPECT_EQ(std::to_string(entry->size_bytes), words[2]);
    if (words.size() < 7) {
      EXPECT_EQ(base->kind, DeltaBase::Kind::kNone);
      continue;
    }
    ++deltas;
    EXPECT_EQ(base->kind == DeltaBase::Kind::kId ? base->id : Id(words[6]), Id(words[6]));
    if (base->kind == DeltaBase::Kind::kOffset) {
      EXPECT_EQ(base->offset, index->FindOffset(Id(words[6])));
    }
  }
  EXPECT_EQ(index->size(), objects);
  EXPECT_EQ(index->SortedOffsets().size(), objects);
  EXPECT_GT(deltas, 5U);
}

TEST(PackIndex, EqualsVerifyPackInVersionTwo) {
  RepoBuilder builder;
  PackVersions(&builder);
  ExpectEqualsVerifyPack(&builder, FindPack(builder, ".idx"));
}

TEST(PackIndex, EqualsVerifyPackInVersionOneAndWithBasesById) {
  RepoBuilder builder;
  builder.Git({"config", "pack.indexVersion", "1"});
  builder.Git({"config", "repack.useDeltaBaseOffset", "false"});
  PackVersions(&builder);
  ExpectEqualsVerifyPack(&builder, FindPack(builder, ".idx"));
}

TEST(PackIndex, AbsentIdHasNoOffset) {
  RepoBuilder builder;
  PackVersions(&builder);
  const std::optional<PackIndex> index = PackIndex::Open(FindPack(builder, ".idx"));
  ASSERT_TRUE(index.has_value());
  EXPECT_FALSE(index->FindOffset(Id(std::string(40, '0'))).has_value());
  EXPECT_FALSE(index->FindOffset(Id(std::string(40, 'f'))).has_value());
}

TEST(PackIndex, DamagedFilesAreRefusedOrReadWithinBounds) {
  RepoBuilder builder;
  PackVersions(&builder);
  const testlib::TempDir dir;
  const std::string index_bytes = testlib::ReadFile(FindPack(builder, ".idx"));
  const std::string pack_bytes = testlib::ReadFile(FindPack(builder, ".pack"));
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    std::string index_copy = index_bytes;
    std::string pack_copy = pack_bytes;
    for (int i = 0; i < 8; ++i) {
      index_copy[random() % std::min<size_t>(index_copy.size(), 3000)] = static_cast<char>(random());
      pack_copy[random() % pack_copy.size()] = static_cast<char>(random());
    }
    if (round % 3 == 0) index_copy.resize(random() % index_copy.size());
    if (round % 5 == 0) pack_copy.resize(random() % pack_copy.size());
    const std::optional<PackIndex> index = PackIndex::Open(dir.Write("x.idx", index_copy));
    const std::optional<PackFile> pack = PackFile::Open(dir.Write("x.pack", pack_copy));
    if (!index || !pack) continue;
    for (const uint64_t offset : index->SortedOffsets()) {
      const std::optional<PackEntry> entry = pack->EntryAt(offset);
      if (entry && entry->base.kind == DeltaBase::Kind::kOffset) {
        EXPECT_LT(entry->base.offset, offset);
      }
    }
    for (const int i : {0, 1, 127, 255}) {
      ObjectId id;
      id.bytes.fill(static_cast<uint8_t>(i));
      index->FindOffset(id);
    }
  }
  EXPECT_FALSE(PackIndex::Open(dir.Write("empty.idx", "")).has_value());
  EXPECT_FALSE(PackFile::Open(dir / "missing.pack").has_value());
}

}  // namespace
}  // namespace sluice::git
