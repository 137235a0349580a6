// Holds every #include to the table in ARCHITECTURE.md, section "Layers", so that an engine can be replaced inside one folder and a
// lower layer never learns of a higher one. The table is read from the page: there is no other.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/testlib/source_tree.h"

namespace sluice {
namespace {

using testlib::Include;
using testlib::SourceFile;

struct Layer {
  std::vector<std::string> may_include;  // an entry that ends in '/' is a folder with all below it
  std::vector<std::string> third_party;  // names of Libraries(); in .cc files only
};

// How the headers of the table's libraries begin.
const std::map<std::string, std::vector<std::string>>& Libraries() {
  static const std::map<std::string, std::vector<std::string>> libraries{
      {"spdlog", {"spdlog/"}}, {"xxHash", {"xxhash.h"}},         {"yaml-cpp", {"yaml-cpp/"}},
      {"RE2", {"re2/"}},       {"OpenSSL", {"openssl/"}},        {"nlohmann-json", {"nlohmann/"}},
      {"toml++", {"toml++/"}}, {"libgit2", {"git2.h", "git2/"}}, {"Hyperscan", {"hs/"}},
      {"PCRE2", {"pcre2.h"}},  {"libdeflate", {"libdeflate.h"}}, {"libarchive", {"archive.h", "archive_entry.h"}},
      {"CLI11", {"CLI/"}},
  };
  return libraries;
}

// "a, b, c" as a list; "-" is none.
std::vector<std::string> Names(const std::string& cell) {
  std::vector<std::string> names;
  std::string name;
  for (re2::StringPiece rest(cell); RE2::FindAndConsume(&rest, R"(([^\s,]+))", &name);) {
    if (name != "-") names.push_back(name);
  }
  return names;
}

// The rows of the page's table by module: a folder, or a header to which another row applies than to its folder.
std::map<std::string, Layer> ReadLayers(const std::string& page) {
  std::map<std::string, Layer> layers;
  const size_t begin = std::min(page.find("\n## Layers\n"), page.size());
  const size_t rows = std::min(page.find("\n|---|", begin), page.size());
  re2::StringPiece rest(page.data() + rows, std::min(page.find("\n\n", rows), page.size()) - rows);
  std::string modules, may_include, libraries;
  while (RE2::FindAndConsume(&rest, R"(\n\| ([^|\n]+) \| ([^|\n]+) \| ([^|\n]+) \|)", &modules, &may_include, &libraries)) {
    for (const std::string& module : Names(modules)) {
      Layer& layer = layers[module];
      layer.third_party = Names(libraries);
      for (const std::string& name : Names(may_include)) layer.may_include.push_back(name.ends_with(".h") ? name : name + "/");
      if (!module.ends_with(".h")) layer.may_include.push_back(module + "/");
    }
  }
  return layers;
}

const std::map<std::string, Layer>& Layers() {
  static const std::map<std::string, Layer> layers = [] {
    for (const SourceFile& file : testlib::SourceFiles()) {
      if (file.path == "ARCHITECTURE.md") return ReadLayers(file.text);
    }
    return std::map<std::string, Layer>();
  }();
  return layers;
}

bool Allows(const std::vector<std::string>& entries, const std::string& target) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const std::string& entry) { return entry.ends_with('/') ? target.starts_with(entry) : target == entry; });
}

// The row of the longest folder that holds the file, or its own; null when the table knows none.
const Layer* LayerOf(const SourceFile& file) {
  const Layer* best = nullptr;
  size_t longest = 0;
  for (const auto& [module, layer] : Layers()) {
    if ((file.IsBelow(module) || file.path == module) && module.size() >= longest) {
      best = &layer;
      longest = module.size();
    }
  }
  return best;
}

bool AllowsLibraryOf(const Layer& layer, const std::string& target) {
  return std::ranges::any_of(layer.third_party, [&](const std::string& name) {
    const auto library = Libraries().find(name);
    return library != Libraries().end() && Allows(library->second, target);
  });
}

// <vector>, <cstdint>: lower case without a folder. <hs.h> and <git2.h> have a point, so has POSIX: <sys/stat.h>, <unistd.h>.
bool IsStandard(const std::string& target) { return target.find_first_of("./") == std::string::npos; }

bool IsPosix(const std::string& target) {
  static const std::vector<std::string> known{"sys/",     "unistd.h",    "fcntl.h",  "dirent.h", "poll.h",   "pwd.h",
                                              "signal.h", "stdlib.h",    "string.h", "time.h",   "errno.h",  "pthread.h",
                                              "sched.h",  "termios.h",   "limits.h", "stdio.h",  "locale.h", "langinfo.h",
                                              "cpuid.h",  "immintrin.h", "malloc.h"};
  return Allows(known, target);
}

std::string At(const SourceFile& file, const Include& include) {
  return file.path + ":" + std::to_string(include.line) + ": #include of " + include.target;
}

std::vector<std::string> ForbiddenIncludes(const SourceFile& file) {
  std::vector<std::string> forbidden;
  for (const Include& include : testlib::Includes(file.text)) {
    if (!include.is_angled) {
      if (!Allows(LayerOf(file)->may_include, include.target))
        forbidden.push_back(At(file, include) + " is not in this layer's row");
    } else if (!IsStandard(include.target) && !IsPosix(include.target)) {
      if (file.IsHeader()) forbidden.push_back(At(file, include) + ": third party stays out of headers");
      if (!AllowsLibraryOf(*LayerOf(file), include.target)) forbidden.push_back(At(file, include) + " belongs to another layer");
    }
  }
  return forbidden;
}

TEST(Layers, EveryModuleFolderHasARow) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file)) continue;
    EXPECT_NE(LayerOf(file), nullptr) << file.path << ": add its folder to the table of ARCHITECTURE.md";
  }
}

TEST(Layers, NoFileIncludesWhatItsLayerMayNot) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file) || LayerOf(file) == nullptr) continue;
    for (const std::string& message : ForbiddenIncludes(file)) ADD_FAILURE() << message;
  }
}

// The table promises no more than is so: what a row names, a file of it includes.
TEST(Layers, WhatARowNamesIsIncludedThere) {
  std::map<const Layer*, std::vector<std::string>> included;
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file) || LayerOf(file) == nullptr) continue;
    for (const Include& include : testlib::Includes(file.text)) included[LayerOf(file)].push_back(include.target);
  }
  for (const auto& [module, layer] : Layers()) {
    if (module.ends_with(".h")) continue;  // their row is one for all of them
    const auto is_included = [&targets = included[&layer]](const std::vector<std::string>& entries) {
      return std::ranges::any_of(targets, [&](const std::string& target) { return Allows(entries, target); });
    };
    for (const std::string& entry : layer.may_include) {
      EXPECT_TRUE(entry == module + "/" || is_included({entry})) << module << " includes nothing of " << entry;
    }
    for (const std::string& name : layer.third_party) {
      ASSERT_TRUE(Libraries().contains(name)) << name << ": add it to Libraries() in this test";
      EXPECT_TRUE(is_included(Libraries().at(name))) << module << " does not use " << name;
    }
  }
}

// Types of other people's libraries, by the beginning of their names.
const std::vector<std::string>& ThirdPartyTypes() {
  static const std::vector<std::string> types{
      "git_repository", "git_oid",    "git_odb", "git_object", "git_index",     "git_reference", "git_revwalk", "hs_",
      "YAML::",         "nlohmann::", "re2::",   "RE2",        "archive_entry", "archive_read",  "CLI::",       "spdlog::",
      "benchmark::",    "EVP_",       "X509",    "BIO",        "pcre2_"};
  return types;
}

// The first third-party type that the code names, as "word (line N)"; empty when it names none.
std::string NamedThirdParty(const SourceFile& file) {
  const std::string code = testlib::CodeOnly(file.text);
  for (const std::string& word : ThirdPartyTypes()) {
    for (size_t at = code.find(word); at != std::string::npos; at = code.find(word, at + 1)) {
      const bool begins_a_word = at == 0 || (std::isalnum(static_cast<unsigned char>(code[at - 1])) == 0 && code[at - 1] != '_');
      if (begins_a_word) return word + " (line " + std::to_string(testlib::LineOf(code, at)) + ")";
    }
  }
  return "";
}

// A header that declares an engine's type ahead is private to its folder: only that folder changes when the engine does.
TEST(Layers, HeadersThatNameAThirdPartyTypeStayInTheirFolder) {
  std::map<std::string, std::string> engine_headers;
  for (const SourceFile& file : testlib::SourceFiles()) {
    const std::string named = IsModuleFile(file) && file.IsHeader() ? NamedThirdParty(file) : "";
    if (!named.empty()) engine_headers[file.path] = named;
  }
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file)) continue;
    for (const Include& include : testlib::Includes(file.text)) {
      if (!engine_headers.contains(include.target)) continue;
      const std::string folder = include.target.substr(0, include.target.rfind('/'));
      EXPECT_TRUE(file.IsBelow(folder)) << At(file, include) << ", which names " << engine_headers[include.target];
    }
  }
}

TEST(Layers, ThirdPartyTypesAreSeen) {
  EXPECT_EQ(NamedThirdParty({"git/x.h", "// git_oid\nstruct git_oid;\n"}), "git_oid (line 2)");
  EXPECT_EQ(NamedThirdParty({"git/x.h", "const std::string& git_dir() const;\nbool is_RE2;\n"}), "");
}

// The test of the test: what must be refused is.
TEST(Layers, ForbiddenIncludesAreSeen) {
  EXPECT_EQ(ForbiddenIncludes({"base/x.cc", "#include \"git/repo.h\"\n"}).size(), 1U);
  EXPECT_EQ(ForbiddenIncludes({"scanner/detect/x.h", "#include \"scanner/finding.h\"\n"}).size(), 1U);
  EXPECT_EQ(ForbiddenIncludes({"scanner/finding.h", "#include \"scanner/judge/facts.h\"\n"}).size(), 1U);
  EXPECT_EQ(ForbiddenIncludes({"scanner/detect/x.h", "#include <hs/hs.h>\n"}).size(), 1U) << "third party in a header";
  EXPECT_EQ(ForbiddenIncludes({"report/x.cc", "#include <git2.h>\n"}).size(), 1U) << "another layer's engine";
  EXPECT_TRUE(ForbiddenIncludes({"scanner/detect/x.cc", "#include <hs/hs.h>\n#include <vector>\n#include <sys/stat.h>\n"}).empty());
  EXPECT_TRUE(ForbiddenIncludes({"scanner/scan.cc", "#include \"git/repo.h\"\n#include \"scanner/judge/facts.h\"\n"}).empty());
}

}  // namespace
}  // namespace sluice
