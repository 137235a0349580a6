// Runs: a list of commits cut into pieces of neighbours, which some threads walk. Neighbours have most of their trees in common: a
// thread that knows one of them is quick with the next.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "git/repo.h"
#include "git/run_chunks.h"

namespace sluice::git {

// The commits [begin, end) of a CommitList.
struct CommitRun {
  uint32_t begin = 0, end = 0;
};

// Smaller runs spread better over threads, larger ones read fewer trees twice.
struct RunSizes {
  uint32_t min_commits = 0, runs_per_job = 0;
};

// Ascending, without gaps; one run for one thread, and an empty one where there are no commits (`begin` may lie behind `end`).
std::vector<CommitRun> SplitCommits(CommitRun commits, unsigned jobs, RunSizes sizes);

// Calls `walk(*worker, run)` for the runs 0 to `count` - 1 on at most `jobs` threads. Each has a worker of its own, a pointer that
// `make_worker` makes of a handle of its own, and takes runs in ascending order. The workers are returned: what they found may
// borrow from them. Fails only when the repository cannot be opened again.
template <class MakeWorker, class Walk>
Result<std::vector<std::invoke_result_t<MakeWorker, Repo>>> WalkRuns(const Repo& repo, size_t count, unsigned jobs,
                                                                     const MakeWorker& make_worker, const Walk& walk) {
  std::vector<std::invoke_result_t<MakeWorker, Repo>> workers;
  while (workers.size() < std::clamp<size_t>(jobs, 1, std::max<size_t>(count, 1))) {
    SLUICE_ASSIGN(Repo own, repo.Reopen());
    workers.push_back(make_worker(std::move(own)));
  }
  std::atomic<size_t> next_worker{0};
  RunChunks(count, static_cast<unsigned>(workers.size()), [&](const auto& take) {
    auto& worker = *workers[next_worker.fetch_add(1)];
    for (size_t run = take(); run < count; run = take()) walk(worker, run);
  });
  return workers;
}

}  // namespace sluice::git
