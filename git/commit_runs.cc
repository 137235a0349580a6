#include "git/commit_runs.h"

namespace sluice::git {

std::vector<CommitRun> SplitCommits(CommitRun commits, unsigned jobs, RunSizes sizes) {
  const uint64_t size = commits.end - std::min(commits.begin, commits.end);
  const uint64_t count = jobs <= 1 ? 1 : std::clamp<uint64_t>(size / sizes.min_commits, 1, uint64_t{sizes.runs_per_job} * jobs);
  std::vector<CommitRun> runs;
  for (uint64_t i = 0; i < count; ++i)
    runs.push_back(
        {commits.begin + static_cast<uint32_t>(size * i / count), commits.begin + static_cast<uint32_t>(size * (i + 1) / count)});
  return runs;
}

}  // namespace sluice::git
