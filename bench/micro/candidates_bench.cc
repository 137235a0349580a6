// The price of looking: text without a single candidate, so that all of the time is Hyperscan's pass over the bytes.
#include <benchmark/benchmark.h>

#include "bench/micro/rules.h"

namespace sluice {
namespace {

void CleanCode(benchmark::State& state) {
  Matcher matcher = bench::MakeMatcher();
  const std::string text = bench::Code(static_cast<size_t>(state.range(0)));
  std::vector<Match> matches;
  for (auto _ : state) {
    SLUICE_CHECK(matcher.Match({text, "src/buffer.cc"}, &matches).ok());
    benchmark::DoNotOptimize(matches.data());
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(CleanCode)->Arg(256)->Arg(4 << 10)->Arg(64 << 10)->Arg(1 << 20);

// Compressed or compiled content: every byte value is as likely as any other.
void RandomBytes(benchmark::State& state) {
  Matcher matcher = bench::MakeMatcher();
  std::mt19937_64 random(1);
  std::string bytes;
  for (int64_t i = 0; i < state.range(0); ++i) bytes += static_cast<char>(random() & 0xff);
  std::vector<Match> matches;
  for (auto _ : state) {
    SLUICE_CHECK(matcher.Match({bytes, "data.bin"}, &matches).ok());
    benchmark::DoNotOptimize(matches.data());
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(RandomBytes)->Arg(64 << 10)->Arg(1 << 20);

// What the first scan on a machine pays, and every scan without a cache.
void CompileDatabase(benchmark::State& state) {
  const auto rules = std::make_shared<const RuleSet>(bench::BuiltinDatabase()->rules());
  for (auto _ : state) {
    auto database = Database::Open(rules, "");
    SLUICE_CHECK(database.ok());
    benchmark::DoNotOptimize(database->get());
  }
  state.counters["rules"] = static_cast<double>(rules->size());
}
BENCHMARK(CompileDatabase)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sluice
