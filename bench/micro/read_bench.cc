// Stage "read": the bytes of every blob, in the order of the plan and, to show what that order is worth, by id.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "bench/micro/history.h"

namespace sluice {
namespace {

int64_t ReadAll(git::Repo* repo, const std::vector<git::BlobRef>& blobs) {
  int64_t bytes = 0;
  for (const git::BlobRef& blob : blobs) bytes += static_cast<int64_t>(bench::Must(repo->Read(blob.id)).bytes.size());
  return bytes;
}

void Run(benchmark::State& state, bool by_id) {
  git::Repo repo = bench::OpenRepo();
  std::vector<git::BlobRef> blobs = bench::Must(git::ListObjects(repo, bench::Commits(&repo), 1, {})).blobs;
  if (by_id) std::ranges::sort(blobs, {}, &git::BlobRef::id);
  int64_t bytes = 0;
  for (auto _ : state) {
    git::Repo fresh = bench::Must(repo.Reopen());
    bytes = ReadAll(&fresh, blobs);
  }
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(blobs.size()));
}

void ReadInPlanOrder(benchmark::State& state) { Run(state, false); }
BENCHMARK(ReadInPlanOrder)->Unit(benchmark::kMillisecond);

void ReadById(benchmark::State& state) { Run(state, true); }
BENCHMARK(ReadById)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sluice
