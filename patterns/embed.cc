// Build-time program: sluice_embed OUT.cc PATTERNS_DIR. Checks patterns/*.yaml and writes them as C++, macros expanded and examples
// left out, so that nothing is parsed when Sluice starts. A rule that cannot be accepted fails the build with file:line: reason.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "patterns/embedded.h"
#include "patterns/load.h"
#include "patterns/rule_set.h"

namespace {

int Fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return Fail("usage: sluice_embed OUT.cc PATTERNS_DIR");
  auto loaded = sluice::LoadRules(argv[2]);
  if (!loaded) return Fail(loaded.error().message);
  const auto set = sluice::RuleSet::Make(std::move(loaded).value());
  if (!set) return Fail(set.error().message);
  std::vector<sluice::Rule> rules = set.value().rules();
  // The same bytes wherever the program is built.
  for (sluice::Rule& rule : rules) rule.file = "patterns/" + std::filesystem::path(rule.file).filename().string();
  std::ofstream out(argv[1], std::ios::binary);
  out << sluice::EmbeddedSource(rules);
  out.close();
  return out ? 0 : Fail(std::string(argv[1]) + ": cannot be written");
}
