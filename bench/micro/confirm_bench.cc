// The price of finding: text in which one line of `range(0)` proposes something that RE2 and the judging stages must then look at.
#include <benchmark/benchmark.h>

#include "bench/micro/rules.h"
#include "patterns/forge.h"

namespace sluice {
namespace {

constexpr size_t kTextBytes = 256 << 10;

std::string WithLines(int64_t one_of, const std::string& line_template) {
  const std::string code = bench::Code(kTextBytes);
  std::string text;
  uint64_t number = 0;
  for (size_t begin = 0; begin < code.size();) {
    const size_t end = std::min(code.find('\n', begin), code.size() - 1);
    text.append(code, begin, end + 1 - begin);
    begin = end + 1;
    if (++number % static_cast<uint64_t>(one_of) != 0) continue;
    auto line = ForgeExample(line_template, number);
    SLUICE_CHECK(line.ok());
    text += *line + "\n";
  }
  return text;
}

void Run(benchmark::State& state, const std::string& line_template) {
  Matcher matcher = bench::MakeMatcher();
  const std::string text = WithLines(state.range(0), line_template);
  std::vector<Match> matches;
  for (auto _ : state) {
    SLUICE_CHECK(matcher.Match({text, "src/settings.py"}, &matches).ok());
    benchmark::DoNotOptimize(matches.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
  state.counters["matches"] = static_cast<double>(matches.size());
}

// Reported: the whole pipeline for each.
void Tokens(benchmark::State& state) { Run(state, "token = \"ghp_${base62:30}${github-crc32}\""); }
BENCHMARK(Tokens)->Arg(1000)->Arg(100)->Arg(10)->Arg(1);

// Refused by arithmetic: a right shape with a wrong checksum.
void WrongChecksums(benchmark::State& state) { Run(state, "token = \"ghp_${base62:36}\""); }
BENCHMARK(WrongChecksums)->Arg(100)->Arg(10)->Arg(1);

// Refused by what the line says: the commonest false alarm, a secret's name with something else behind it.
void References(benchmark::State& state) { Run(state, "password = os.environ[\"${pick:DB|API|APP}_PASSWORD\"]"); }
BENCHMARK(References)->Arg(100)->Arg(10)->Arg(1);

}  // namespace
}  // namespace sluice
