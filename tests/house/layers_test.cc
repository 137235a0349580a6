// Holds every #include to the layer table of ARCHITECTURE.md, so that an engine can be replaced inside one folder and a lower layer
// never learns of a higher one.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/testlib/source_tree.h"

namespace sluice {
namespace {

using testlib::Include;
using testlib::SourceFile;

// An entry that ends in '/' is a folder with all below it.
struct Layer {
  std::vector<std::string> may_include;
  std::vector<std::string> third_party;  // in .cc files only; beginnings of include names
};

const std::map<std::string, Layer>& Layers() {
  static const std::map<std::string, Layer> layers{
      {"base", {{"base/"}, {"spdlog/", "xxhash.h"}}},
      {"patterns", {{"base/", "patterns/"}, {"yaml-cpp/", "re2/", "openssl/"}}},
      {"config", {{"base/", "patterns/", "config/"}, {"re2/", "nlohmann/"}}},
      {"import", {{"base/", "patterns/", "config/", "import/"}, {"toml++/", "nlohmann/", "openssl/"}}},
      {"git", {{"base/", "git/"}, {"git2.h", "git2/", "libdeflate.h"}}},
      {"scanner/detect", {{"base/", "patterns/", "scanner/content.h", "scanner/detect/"}, {"hs/", "re2/", "pcre2.h"}}},
      {"scanner/unpack", {{"base/", "scanner/content.h", "scanner/unpack/"}, {"archive.h", "archive_entry.h", "libdeflate.h"}}},
      {"scanner/judge",
       {{"base/", "patterns/", "config/", "scanner/finding.h", "scanner/content.h", "scanner/judge/"},
        {"openssl/", "nlohmann/", "re2/"}}},
      {"scanner", {{"base/", "patterns/", "config/", "git/", "scanner/"}, {"openssl/"}}},
      {"report", {{"base/", "patterns/", "scanner/finding.h", "scanner/sink.h", "scanner/content.h", "report/"}, {"nlohmann/"}}},
      {"report/html", {{"base/"}, {"openssl/"}}},
      {"cli", {{"base/", "patterns/", "config/", "git/", "scanner/", "report/", "import/", "cli/"}, {"CLI/", "nlohmann/"}}},
  };
  return layers;
}

// What lower layers read of the scanner must not lead them to the rest of it.
const std::vector<std::string> kSharedScannerHeaders{"scanner/content.h", "scanner/finding.h", "scanner/sink.h"};
const std::vector<std::string> kSharedScannerMayInclude{"base/", "patterns/", "scanner/content.h", "scanner/finding.h"};

bool Allows(const std::vector<std::string>& entries, const std::string& target) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const std::string& entry) { return entry.ends_with('/') ? target.starts_with(entry) : target == entry; });
}

// The layer of the longest folder that holds the file; null when the table knows none.
const Layer* LayerOf(const SourceFile& file) {
  const Layer* best = nullptr;
  size_t longest = 0;
  for (const auto& [folder, layer] : Layers()) {
    if (file.IsBelow(folder) && folder.size() >= longest) {
      best = &layer;
      longest = folder.size();
    }
  }
  return best;
}

const std::vector<std::string>& MayInclude(const SourceFile& file) {
  const bool is_shared =
      std::find(kSharedScannerHeaders.begin(), kSharedScannerHeaders.end(), file.path) != kSharedScannerHeaders.end();
  return is_shared ? kSharedScannerMayInclude : LayerOf(file)->may_include;
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
      if (!Allows(MayInclude(file), include.target)) forbidden.push_back(At(file, include) + " is not in this layer's row");
    } else if (!IsStandard(include.target) && !IsPosix(include.target)) {
      if (file.IsHeader()) forbidden.push_back(At(file, include) + ": third party stays out of headers");
      if (!Allows(LayerOf(file)->third_party, include.target)) forbidden.push_back(At(file, include) + " belongs to another layer");
    }
  }
  return forbidden;
}

TEST(Layers, EveryModuleFolderHasARow) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file)) continue;
    EXPECT_NE(LayerOf(file), nullptr) << file.path << ": add its folder to the table of this test and of ARCHITECTURE.md";
  }
}

TEST(Layers, NoFileIncludesWhatItsLayerMayNot) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file) || LayerOf(file) == nullptr) continue;
    for (const std::string& message : ForbiddenIncludes(file)) ADD_FAILURE() << message;
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
