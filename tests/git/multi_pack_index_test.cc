#include "git/pack/multi_pack_index.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "git/pack/pack_set.h"
#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

// Three packs, an index over them all, and a fourth pack that came later.
class MultiPackIndexTest : public testing::Test {
 protected:
  void SetUp() override {
    for (int pack = 0; pack < 4; ++pack) {
      if (pack == 3) builder_.Git({"multi-pack-index", "write"});
      for (int i = 0; i < 5; ++i) {
        builder_.Write("file" + std::to_string(i), "content " + std::to_string(pack) + std::to_string(i));
        builder_.Commit("commit");
      }
      builder_.Git({"repack", "-dq"});
    }
    for (const std::string& line : SplitLines(builder_.Git({"cat-file", "--batch-all-objects", "--batch-check=%(objectname)"})))
      ids_.push_back(Id(line));
    ASSERT_GT(ids_.size(), 40U);
  }

  fs::path folder() const { return builder_.path() / ".git/objects/pack"; }
  std::string file() const { return (folder() / "multi-pack-index").string(); }
  std::string common_dir() const { return (builder_.path() / ".git").string(); }

  void ExpectAllFound(const PackSet& set) {
    for (const ObjectId& id : ids_) {
      const std::optional<PackPlace> place = set.Find(id, 0);
      ASSERT_TRUE(place.has_value()) << id.Hex();
      EXPECT_EQ(set.packs()[place->pack()].index.FindOffset(id), place->offset()) << id.Hex();
    }
    EXPECT_FALSE(set.Find(Id(std::string(40, '7')), 0).has_value());
  }

  RepoBuilder builder_;
  std::vector<ObjectId> ids_;
};

TEST_F(MultiPackIndexTest, PlacesAreThoseOfThePacksOwnIndexes) {
  const std::optional<MultiPackIndex> index = MultiPackIndex::Open(file());
  ASSERT_TRUE(index.has_value());
  ASSERT_EQ(index->pack_names().size(), 3U);
  size_t found = 0;
  for (const ObjectId& id : ids_) {
    const std::optional<MultiPackIndex::Place> place = index->Find(id);
    if (!place) continue;
    ++found;
    const std::optional<PackIndex> own = PackIndex::Open((folder() / index->pack_names()[place->pack]).string());
    ASSERT_TRUE(own.has_value());
    EXPECT_EQ(own->FindOffset(id), place->offset);
  }
  EXPECT_GT(found, ids_.size() / 2);
  EXPECT_LT(found, ids_.size()) << "the fourth pack is not in it";
}

TEST_F(MultiPackIndexTest, EveryObjectIsFoundInCoveredAndLaterPacks) {
  const auto set = PackSet::Open(common_dir());
  EXPECT_EQ(set->packs().size(), 4U);
  ExpectAllFound(*set);
}

TEST_F(MultiPackIndexTest, IsNotBelievedWhenAPackOfItIsGone) {
  builder_.Git({"repack", "-adq"});
  ASSERT_FALSE(fs::exists(file())) << "git removes it with its packs";
  ExpectAllFound(*PackSet::Open(common_dir()));
}

TEST_F(MultiPackIndexTest, IsNotBelievedWhenItNamesAPackThatIsNotThere) {
  const std::string stale = testlib::ReadFile(file());
  builder_.Git({"repack", "-adq"});
  std::ofstream(file(), std::ios::binary) << stale;
  ASSERT_TRUE(MultiPackIndex::Open(file()).has_value());
  ExpectAllFound(*PackSet::Open(common_dir()));
}

// 100 random bytes are changed, or the end is cut off: nothing is read outside of the file, which the sanitizers see.
TEST_F(MultiPackIndexTest, DamageIsSurvived) {
  const std::string whole = testlib::ReadFile(file());
  std::mt19937 random(7);
  const std::string damaged_file = (builder_.path() / "damaged").string();
  for (int round = 0; round < 150; ++round) {
    std::string damaged = whole.substr(0, round % 3 == 0 ? random() % whole.size() : whole.size());
    const size_t within = round % 2 == 0 ? 200 : damaged.size();  // the header and the table of chunks decide most
    for (int i = 0; i < 1 + round % 20 && !damaged.empty(); ++i)
      damaged[random() % std::min(within, damaged.size())] = static_cast<char>(random());
    std::ofstream(damaged_file, std::ios::binary | std::ios::trunc) << damaged;
    const std::optional<MultiPackIndex> index = MultiPackIndex::Open(damaged_file);
    for (size_t i = 0; index && i < ids_.size(); ++i) {
      const std::optional<MultiPackIndex::Place> place = index->Find(ids_[i]);
      if (place) {
        EXPECT_LT(place->pack, index->pack_names().size());
      }
    }
  }
}

TEST_F(MultiPackIndexTest, OffsetsBeyondFourGibibytes) {
  std::string bytes = testlib::ReadFile(file());
  // Adds a table of large offsets: the chunks' table grows by an entry, so all of them move.
  const auto word = [&](size_t at) {
    return static_cast<uint8_t>(bytes[at + 7]) | size_t{static_cast<uint8_t>(bytes[at + 6])} << 8;
  };
  const auto set_word = [&](size_t at, size_t value) {
    for (int i = 0; i < 8; ++i) bytes[at + 7 - i] = static_cast<char>(value >> 8 * i);
  };
  const auto chunks = static_cast<uint8_t>(bytes[6]);
  size_t places = 0;
  for (size_t i = 0; i <= chunks; ++i) {
    const size_t entry = 12 + 12 * i;
    if (bytes.substr(entry, 4) == "OOFF") places = word(entry + 4) + 12;
    set_word(entry + 4, word(entry + 4) + 12);
  }
  const size_t end_entry = 12 + 12 * size_t{chunks}, end = word(end_entry + 4);
  std::string added(12, '\0');
  bytes.insert(end_entry, added);
  bytes.replace(end_entry, 4, "LOFF");
  set_word(end_entry + 4, end);
  set_word(end_entry + 16, end + 8);
  bytes[6] = static_cast<char>(chunks + 1);
  bytes.insert(end, std::string("\0\0\0\2\0\0\0\5", 8));
  bytes.replace(places + 4, 4, std::string("\x80\0\0\0", 4));  // of the first id, the first of the large ones
  const std::string made = (builder_.path() / "made").string();
  std::ofstream(made, std::ios::binary) << bytes;
  const std::optional<MultiPackIndex> index = MultiPackIndex::Open(made);
  ASSERT_TRUE(index.has_value());
  size_t large = 0;
  for (const ObjectId& id : ids_) {
    const std::optional<MultiPackIndex::Place> place = index->Find(id);
    large += place && place->offset == (uint64_t{2} << 32 | 5) ? 1 : 0;
  }
  EXPECT_EQ(large, 1U);
}

}  // namespace
}  // namespace sluice::git
