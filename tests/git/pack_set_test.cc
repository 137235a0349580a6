#include "git/pack/pack_set.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

TEST(PackSet, HoldsThePacksOfTheRepositoryAndItsAlternates) {
  RepoBuilder origin;
  origin.Write("a", "one");
  origin.Commit("one");
  origin.Git({"repack", "-adq"});
  RepoBuilder borrower;
  std::ofstream(borrower.path() / ".git/objects/info/alternates") << (origin.path() / ".git/objects").string() << "\n";
  borrower.Write("b", "two");
  borrower.Commit("two");
  borrower.Git({"repack", "-adlq"});
  EXPECT_EQ(PackSet::Open((origin.path() / ".git").string())->packs().size(), 1U);
  EXPECT_EQ(PackSet::Open((borrower.path() / ".git").string())->packs().size(), 2U);
}

TEST(PackSet, LeavesOutWhatIsNoPack) {
  RepoBuilder builder;
  builder.Write("a", "one");
  builder.Commit("one");
  builder.Git({"repack", "-adq"});
  std::ofstream(builder.path() / ".git/objects/pack/pack-1.idx") << "no index";
  std::ofstream(builder.path() / ".git/objects/pack/pack-1.pack") << "no pack";
  EXPECT_EQ(PackSet::Open((builder.path() / ".git").string())->packs().size(), 1U);
  EXPECT_TRUE(PackSet::Open((builder.path() / "nowhere").string())->packs().empty());
}

}  // namespace
}  // namespace sluice::git
