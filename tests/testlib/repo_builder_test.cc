#include "tests/testlib/repo_builder.h"

#include <gtest/gtest.h>

namespace sluice::testlib {
namespace {

TEST(Run, GivesOutputsAndExitCode) {
  const CommandResult result = testlib::Run({"sh", "-c", "cat; echo oops >&2; exit 7"}, "input");
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_EQ(result.out, "input");
  EXPECT_EQ(result.err, "oops\n");
}

TEST(Run, PassesMoreThanAPipeHolds) {
  const std::string much(1 << 20, 'x');
  EXPECT_EQ(testlib::Run({"cat"}, much).out, much);
}

TEST(Run, AProgramThatDoesNotReadItsInputIsNoHang) { EXPECT_EQ(testlib::Run({"true"}, std::string(1 << 20, 'x')).exit_code, 0); }

TEST(Run, PassesEnvironmentAndFolder) {
  const TempDir dir;
  EXPECT_EQ(testlib::Run({"sh", "-c", "printf %s \"$SLUICE_TEST_WORD\""}, "", {"SLUICE_TEST_WORD=a=b"}).out, "a=b");
  const std::string folder = testlib::Run({"pwd", "-P"}, "", {}, dir.path()).out;
  EXPECT_EQ(folder, std::filesystem::canonical(dir.path()).string() + "\n");
}

TEST(Run, TellsSignalsAndMissingPrograms) {
  EXPECT_EQ(testlib::Run({"sh", "-c", "kill -TERM $$"}).exit_code, 128 + 15);
  EXPECT_EQ(testlib::Run({"no-such-program-of-sluice"}).exit_code, 127);
}

TEST(RepoBuilder, TheSameStepsGiveTheSameIds) {
  auto build = [] {
    RepoBuilder repo;
    repo.Write("a.txt", "one\n");
    repo.Commit("first");
    repo.Write("b/c.txt", "two\n");
    return repo.Commit("second");
  };
  const std::string id = build();
  EXPECT_EQ(id.size(), 40U);
  EXPECT_EQ(build(), id);
}

TEST(RepoBuilder, KeepsMessagesAsTheyAre) {
  RepoBuilder repo;
  repo.Commit("# not a comment\n\n  indented  \n");
  EXPECT_EQ(repo.TryGit({"log", "-1", "--format=%B"}).out, "# not a comment\n\n  indented  \n\n");
}

TEST(RepoBuilder, MakesBareRepositories) {
  RepoBuilder repo(RepoBuilder::Layout::kBare);
  EXPECT_EQ(repo.Git({"rev-parse", "--is-bare-repository"}), "true");
}

TEST(RepoBuilder, TryGitReportsFailureWithoutFailingTheTest) {
  RepoBuilder repo;
  EXPECT_NE(repo.TryGit({"rev-parse", "--verify", "no-such-ref"}).exit_code, 0);
}

}  // namespace
}  // namespace sluice::testlib
