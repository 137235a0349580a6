#include "scanner/judge/severity.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr std::array<std::string_view, 16> kTestFolders = {"test",    "tests",     "testing",  "spec",      "specs", "__tests__",
                                                           "fixture", "fixtures",  "testdata", "test-data", "mock",  "mocks",
                                                           "e2e",     "cassettes", "stubs",    "testutil"};
constexpr std::array<std::string_view, 11> kExampleFolders = {"doc",     "docs", "documentation", "example",  "examples", "sample",
                                                              "samples", "demo", "demos",         "tutorial", "tutorials"};
constexpr std::array<std::string_view, 9> kVendoredFolders = {
    "node_modules", "vendor", "third_party", "third-party", "bower_components", "site-packages", ".yarn", "pods", "dist-packages"};
constexpr std::array<std::string_view, 6> kExampleSuffixes = {"example", "sample", "dist", "template", "tpl", "tmpl"};
constexpr std::array<std::string_view, 5> kDocumentMarks = {".md", ".markdown", ".mdx", ".rst", ".adoc"};
constexpr std::array<std::string_view, 4> kVendoredMarks = {".min.js", ".min.css", ".bundle.js", ".map"};

template <size_t N>
bool Contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words of a file name: what stands between the characters that are neither letters nor digits.
template <class Visit>
void ForEachWord(std::string_view name, Visit visit) {
  for (size_t begin = 0; begin < name.size();) {
    size_t end = begin;
    while (end < name.size() && IsAlnum(name[end])) ++end;
    if (end > begin) visit(name.substr(begin, end - begin));
    begin = end + 1;
  }
}

PathRank RankFile(std::string_view name) {
  for (const std::string_view mark : kVendoredMarks) {
    if (name.ends_with(mark)) return PathRank::kVendored;
  }
  const bool is_document =
      std::any_of(kDocumentMarks.begin(), kDocumentMarks.end(), [&](std::string_view mark) { return name.ends_with(mark); });
  PathRank rank = is_document || name.starts_with("readme") ? PathRank::kExample : PathRank::kNormal;
  ForEachWord(name, [&](std::string_view word) {
    if (Contains(kExampleSuffixes, word) || Contains(kExampleFolders, word)) rank = PathRank::kExample;
    if (rank == PathRank::kNormal && Contains(kTestFolders, word)) rank = PathRank::kTest;
  });
  return rank;
}

}  // namespace

Severity JudgeSeverity(Severity matched, const Facts& facts, const Lifetime& lifetime) {
  if (lifetime.lifetime == LifetimeClass::kExpired || lifetime.lifetime == LifetimeClass::kIdentifier) return Severity::kInfo;
  return facts.severity.value_or(matched);
}

PathRank RankPath(std::string_view path) {
  const std::string lower = Lower(path);
  PathRank rank = PathRank::kNormal;
  std::string_view rest = lower;
  for (size_t slash = rest.find('/'); slash != std::string_view::npos; slash = rest.find('/')) {
    const std::string_view folder = rest.substr(0, slash);
    if (Contains(kVendoredFolders, folder)) return PathRank::kVendored;
    if (Contains(kExampleFolders, folder)) rank = std::max(rank, PathRank::kExample);
    if (Contains(kTestFolders, folder)) rank = std::max(rank, PathRank::kTest);
    rest.remove_prefix(slash + 1);
  }
  return std::max(rank, RankFile(rest));
}

double PathConfidence(std::string_view path) {
  constexpr std::array<double, 4> kFactors = {1.0, 0.8, 0.7, 0.6};
  return kFactors[static_cast<size_t>(RankPath(path))];
}

double SpreadConfidence(size_t files) {
  constexpr size_t kFilesOfASample = 100;
  return files < kFilesOfASample ? 1 : 0.6;
}

}  // namespace sluice
