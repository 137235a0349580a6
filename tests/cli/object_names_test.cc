// The names of a repository's own objects are no tokens, whatever word stands beside them.
#include <gtest/gtest.h>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

TEST(ObjectNames, OfTheRepositoryItselfAreNoTokens) {
  RepoBuilder repo;
  repo.Write("a.txt", "x\n");
  repo.Commit("first");
  const std::string commit = repo.Git({"rev-parse", "HEAD"});
  repo.Write("build.env", "API_TOKEN=" + commit + "\n");
  repo.Commit("second");
  EXPECT_EQ(Scan(repo.path()).exit_code, 0);
  std::string other = commit;
  std::ranges::reverse(other);
  repo.Write("build.env", "API_TOKEN=" + other + "\n");
  repo.Commit("third");
  EXPECT_TRUE(Scan(repo.path()).Holds(other));
}

}  // namespace
}  // namespace sluice::testlib
