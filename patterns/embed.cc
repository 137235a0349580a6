// Build-time program: sluice_embed rules OUT.cc PATTERNS_DIR, or sluice_embed weights OUT.cc WEIGHTS.yaml. Checks the data and
// writes it as C++ (rules: macros expanded and examples left out), so that nothing is parsed when Sluice starts. What cannot be
// accepted fails the build with file:line: reason.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "patterns/embedded.h"
#include "patterns/load.h"
#include "patterns/rule_set.h"
#include "patterns/weights.h"

namespace {

using sluice::Result;

int Fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

Result<std::string> RulesSource(const std::string& folder) {
  SLUICE_ASSIGN(std::vector<sluice::Rule> loaded, sluice::LoadRules(folder));
  SLUICE_ASSIGN(const sluice::RuleSet set, sluice::RuleSet::Make(std::move(loaded)));
  std::vector<sluice::Rule> rules = set.rules();
  // The same bytes wherever the program is built.
  for (sluice::Rule& rule : rules) rule.file = "patterns/" + std::filesystem::path(rule.file).filename().string();
  return sluice::EmbeddedSource(rules, set.digest());
}

Result<std::string> WeightsSource(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string yaml{std::istreambuf_iterator<char>(in), {}};
  SLUICE_ASSIGN(const sluice::WeightSet weights, sluice::ParseWeights(yaml, file));
  return sluice::WeightsSource(weights);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 4 ? argv[1] : "";
  if (what != "rules" && what != "weights") return Fail("usage: sluice_embed rules OUT.cc PATTERNS_DIR | weights OUT.cc FILE");
  const Result<std::string> source = what == "rules" ? RulesSource(argv[3]) : WeightsSource(argv[3]);
  if (!source) return Fail(source.error().message);
  std::ofstream out(argv[2], std::ios::binary);
  out << source.value();
  out.close();
  return out ? 0 : Fail(std::string(argv[2]) + ": cannot be written");
}
