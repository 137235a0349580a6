// Stage "attribute": where some blobs entered history. The time should hardly depend on how many are wanted.
#include <benchmark/benchmark.h>

#include "bench/micro/history.h"
#include "git/attribution.h"

namespace sluice {
namespace {

void Attribute(benchmark::State& state) {
  git::Repo repo = bench::OpenRepo();
  const git::CommitList commits = bench::Commits(&repo);
  const std::vector<git::BlobRef> blobs = bench::Must(git::ListObjects(repo, commits, 1, {})).blobs;
  git::AttributionQuery query;
  query.head = repo.HeadCommit();
  const size_t step = std::max<size_t>(1, blobs.size() / static_cast<size_t>(state.range(0)));
  for (size_t i = 0; i < blobs.size(); i += step) query.blobs.push_back(blobs[i].id);
  for (auto _ : state) benchmark::DoNotOptimize(bench::Must(git::Attribute(repo, commits, query, {})).size());
  state.counters["wanted"] = static_cast<double>(query.blobs.size());
  state.counters["commits"] = static_cast<double>(commits.commits.size());
}
BENCHMARK(Attribute)->Arg(1)->Arg(10)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sluice
