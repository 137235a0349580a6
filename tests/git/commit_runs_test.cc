#include "git/commit_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

constexpr RunSizes kSizes{.min_commits = 10, .runs_per_job = 4};

TEST(SplitCommits, CoversAllWithoutGaps) {
  for (const uint32_t commits : {10U, 39U, 1000U, 4'000'000'000U}) {
    for (const unsigned jobs : {1U, 2U, 7U}) {
      uint32_t at = 5;
      for (const CommitRun& run : SplitCommits({5, 5 + commits}, jobs, kSizes)) {
        EXPECT_EQ(run.begin, at);
        EXPECT_GE(run.end - run.begin, kSizes.min_commits);
        at = run.end;
      }
      EXPECT_EQ(at, 5 + commits);
    }
  }
}

TEST(SplitCommits, AsManyRunsAsCommitsAndThreadsAreWorth) {
  EXPECT_EQ(SplitCommits({0, 1000}, 1, kSizes).size(), 1U);
  EXPECT_EQ(SplitCommits({0, 1000}, 2, kSizes).size(), 8U);
  EXPECT_EQ(SplitCommits({0, 35}, 2, kSizes).size(), 3U);
  EXPECT_EQ(SplitCommits({0, 9}, 2, kSizes).size(), 1U);
  for (const CommitRun& none : {CommitRun{7, 7}, CommitRun{UINT32_MAX, 7}}) {
    const std::vector<CommitRun> runs = SplitCommits(none, 2, kSizes);
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].begin, runs[0].end);
  }
}

struct Worker {
  explicit Worker(Repo own) : repo(std::move(own)) {}
  Repo repo;
  std::vector<size_t> runs;
};

TEST(WalkRuns, EachRunOnceInAscendingOrderForAWorker) {
  RepoBuilder builder;
  const Repo repo = OpenRepo(builder.path());
  const auto make_worker = [](Repo own) { return std::make_unique<Worker>(std::move(own)); };
  for (const auto& [jobs, threads] : {std::pair(0U, 1U), {1U, 1U}, {3U, 3U}, {50U, 20U}}) {
    const auto workers = WalkRuns(repo, 20, jobs, make_worker, [](Worker& worker, size_t run) { worker.runs.push_back(run); });
    ASSERT_TRUE(workers.ok());
    EXPECT_EQ(workers->size(), threads);
    std::multiset<size_t> seen;
    for (const std::unique_ptr<Worker>& worker : *workers) {
      EXPECT_TRUE(std::is_sorted(worker->runs.begin(), worker->runs.end()));
      seen.insert(worker->runs.begin(), worker->runs.end());
    }
    EXPECT_EQ(seen.size(), 20U);
    EXPECT_EQ(std::set<size_t>(seen.begin(), seen.end()).size(), 20U);
  }
}

}  // namespace
}  // namespace sluice::git
