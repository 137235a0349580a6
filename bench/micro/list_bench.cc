// Stage "plan": which commits, then which blobs, each once and in reading order.
#include <benchmark/benchmark.h>

#include "bench/micro/history.h"

namespace sluice {
namespace {

void ListCommits(benchmark::State& state) {
  git::Repo repo = bench::OpenRepo();
  size_t commits = 0;
  for (auto _ : state) commits = bench::Commits(&repo).commits.size();
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(commits));
}
BENCHMARK(ListCommits)->Unit(benchmark::kMillisecond);

void ListObjects(benchmark::State& state) {
  git::Repo repo = bench::OpenRepo();
  const git::CommitList commits = bench::Commits(&repo);
  size_t blobs = 0;
  for (auto _ : state) {
    blobs = bench::Must(git::ListObjects(repo, commits, static_cast<unsigned>(state.range(0)), {})).blobs.size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(blobs));
  state.counters["commits"] = static_cast<double>(commits.commits.size());
}
BENCHMARK(ListObjects)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace sluice
