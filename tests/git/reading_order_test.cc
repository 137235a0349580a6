// SortForReading, declared in git/object_list.h.
#include <gtest/gtest.h>

#include <filesystem>

#include "git/pack/pack_index.h"
#include "tests/git/fixture.h"
#include "tests/git/histories.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

std::vector<BlobRef> AllBlobs(RepoBuilder* builder) {
  std::vector<BlobRef> blobs;
  for (const std::string& id : GitBlobs(builder, {"--all"})) blobs.push_back({Id(id), 0, 0});
  return blobs;
}

std::vector<std::string> Hex(const std::vector<BlobRef>& blobs) {
  std::vector<std::string> ids;
  for (const BlobRef& blob : blobs) ids.push_back(blob.id.Hex());
  return ids;
}

// Two files that grow, so that each makes a delta tree of its own.
void MakeTwoFamilies(RepoBuilder* builder) {
  std::string one, two;
  for (int i = 0; i < 300; ++i) {
    one += "one " + std::to_string(i * i) + "\n";
    two += "two " + std::to_string(i * 7) + "\n";
  }
  for (int i = 0; i < 12; ++i) {
    builder->Write("one.txt", one + std::to_string(i));
    builder->Write("two.txt", two + std::to_string(i));
    builder->Commit("version " + std::to_string(i));
  }
}

TEST(SortForReading, BasesComeBeforeTheirDeltasAndFamiliesStayTogether) {
  RepoBuilder builder;
  MakeTwoFamilies(&builder);
  builder.Git({"repack", "-adfq", "--depth=5"});
  Repo repo = OpenRepo(builder.path());
  std::vector<BlobRef> blobs = AllBlobs(&builder);
  const std::vector<DeltaFamily> families = SortForReading(repo, &blobs);
  ASSERT_EQ(families.size(), 2U);
  EXPECT_EQ(families[0].begin, 0U);
  EXPECT_EQ(families[0].end, families[1].begin);
  EXPECT_EQ(families[1].end, blobs.size());
  const std::vector<std::string> order = Hex(blobs);
  EXPECT_EQ(std::set<std::string>(order.begin(), order.end()), GitBlobs(&builder, {"--all"}));
  std::string index;
  for (const auto& entry : fs::directory_iterator(builder.path() / ".git/objects/pack")) {
    if (entry.path().extension() == ".idx") index = entry.path();
  }
  int deltas = 0;
  for (const std::string& line : SplitLines(builder.Git({"verify-pack", "-v", index}))) {
    const std::vector<std::string> words = SplitLines(line, ' ');
    if (words.size() < 7 || words[1] != "blob") continue;
    ++deltas;
    EXPECT_LT(std::find(order.begin(), order.end(), words[6]), std::find(order.begin(), order.end(), words[0]));
  }
  EXPECT_GT(deltas, 15);
  int changes = 0;
  for (size_t i = 1; i < blobs.size(); ++i) {
    const auto family = [&](size_t at) { return repo.Read(blobs[at].id)->bytes.substr(0, 3) == "one"; };
    if (family(i) != family(i - 1)) ++changes;
  }
  EXPECT_EQ(changes, 1);
}

TEST(SortForReading, FewBlobsOfALargePackGoByOffset) {
  RepoBuilder builder;
  ImportHistory(&builder, 1, 300);
  MakeTwoFamilies(&builder);
  builder.Git({"repack", "-adfq"});
  std::vector<BlobRef> blobs;
  for (const char* name : {"main:one.txt", "main~3:two.txt", "main~7:one.txt"})
    blobs.push_back({Id(builder.Git({"rev-parse", name})), 0, 0});
  std::map<uint64_t, std::string> by_offset;
  for (const auto& entry : fs::directory_iterator(builder.path() / ".git/objects/pack")) {
    if (entry.path().extension() != ".idx") continue;
    const std::optional<PackIndex> index = PackIndex::Open(entry.path());
    ASSERT_GT(index->size(), 64 * blobs.size());
    for (const BlobRef& blob : blobs) by_offset[index->FindOffset(blob.id).value()] = blob.id.Hex();
  }
  SortForReading(OpenRepo(builder.path()), &blobs);
  std::vector<std::string> expected;
  for (const auto& [offset, id] : by_offset) expected.push_back(id);
  EXPECT_EQ(Hex(blobs), expected);
}

TEST(SortForReading, LooseObjectsComeLastById) {
  RepoBuilder builder;
  MakeTwoFamilies(&builder);
  builder.Git({"repack", "-adq"});
  std::vector<std::string> loose;
  for (const char* text : {"x", "y", "z"}) loose.push_back(builder.Git({"hash-object", "-w", "--stdin"}, text));
  std::sort(loose.begin(), loose.end());
  std::vector<BlobRef> blobs = AllBlobs(&builder);
  for (const std::string& id : loose) blobs.insert(blobs.begin(), {Id(id), 0, 0});
  SortForReading(OpenRepo(builder.path()), &blobs);
  const std::vector<std::string> order = Hex(blobs);
  EXPECT_EQ(std::vector<std::string>(order.end() - 3, order.end()), loose);
  for (size_t i = 0; i < blobs.size(); ++i) EXPECT_EQ(blobs[i].place.is_known(), i + 3 < blobs.size());
}

TEST(SortForReading, SeveralPacksAndAlternatesAreUsed) {
  RepoBuilder builder;
  MakeTwoFamilies(&builder);
  builder.Git({"repack", "-dq"});
  builder.Write("three.txt", "three");
  builder.Commit("more");
  builder.Git({"repack", "-dq"});
  builder.Git({"clone", "-q", "--shared", ".", "../borrows"});
  std::vector<BlobRef> here = AllBlobs(&builder);
  std::vector<BlobRef> there = here;
  SortForReading(OpenRepo(builder.path()), &here);
  SortForReading(OpenRepo(builder.path().parent_path() / "borrows"), &there);
  std::vector<std::string> by_id = Hex(AllBlobs(&builder));
  std::sort(by_id.begin(), by_id.end());
  EXPECT_EQ(Hex(here), Hex(there));
  EXPECT_NE(Hex(here), by_id);
  Repo repo = OpenRepo(builder.path().parent_path() / "borrows");
  for (const BlobRef& blob : there) {
    ASSERT_TRUE(blob.place.is_known());
    const std::string plain(repo.Read(blob.id)->bytes);
    EXPECT_EQ(repo.Read(blob.id, UINT64_MAX, blob.place)->bytes, plain);
  }
}

TEST(SortForReading, DamagedIndexMeansOrderById) {
  RepoBuilder builder;
  MakeTwoFamilies(&builder);
  builder.Git({"repack", "-adq"});
  std::vector<BlobRef> blobs = AllBlobs(&builder);
  Repo repo = OpenRepo(builder.path());
  for (const auto& entry : fs::directory_iterator(builder.path() / ".git/objects/pack")) {
    if (entry.path().extension() == ".idx") fs::resize_file(fs::path(entry.path()), 900);
  }
  SortForReading(repo, &blobs);
  std::vector<std::string> by_id = Hex(blobs);
  std::sort(by_id.begin(), by_id.end());
  EXPECT_EQ(Hex(blobs), by_id);
}

}  // namespace
}  // namespace sluice::git
