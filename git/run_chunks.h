// Runs numbered pieces of work on some threads. A worker takes the pieces in ascending order, so what it keeps between them always
// comes from earlier pieces.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace sluice::git {

// Calls `work(take)` once on each of `jobs` threads; `take()` gives the next piece's number, or `count` when there is none left.
// With one job it runs on the calling thread.
template <class Work>
void RunChunks(size_t count, unsigned jobs, const Work& work) {
  std::atomic<size_t> next{0};
  const auto take = [&next, count] {
    const size_t piece = next.fetch_add(1);
    return piece < count ? piece : count;
  };
  if (jobs <= 1) return work(take);
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < jobs; ++i) threads.emplace_back([&work, &take] { work(take); });
}

}  // namespace sluice::git
