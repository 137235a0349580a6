#include "scanner/detect/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace sluice {
namespace {

template <size_t N>
bool Holds(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::ranges::binary_search(sorted, word);
}

constexpr auto kCode = std::to_array<std::string_view>(
    {"as",  "c",  "cc",     "clj", "cpp",   "cs",  "cxx", "d",   "dart", "el", "erl", "ex",  "exs", "f90",
     "fs",  "go", "groovy", "h",   "hh",    "hpp", "hs",  "hxx", "java", "jl", "js",  "jsx", "kt",  "kts",
     "lua", "m",  "mjs",    "ml",  "mm",    "nim", "pas", "php", "pl",   "pm", "py",  "pyi", "r",   "rb",
     "rs",  "s",  "scala",  "sol", "swift", "t",   "ts",  "tsx", "v",    "vb", "vue", "zig"});
constexpr auto kConfig = std::to_array<std::string_view>({"bash", "bat",  "cfg",    "cmd", "cnf",   "conf",  "config",
                                                          "env",  "fish", "ini",    "ksh", "netrc", "npmrc", "properties",
                                                          "ps1",  "psm1", "pypirc", "sh",  "yaml",  "yml",   "zsh"});
constexpr auto kData = std::to_array<std::string_view>({"csv", "hcl", "htm", "html", "ipynb", "json", "jsonl", "plist", "sql", "tf",
                                                        "tfstate", "tfvars", "toml", "tsv", "xhtml", "xml"});
constexpr auto kProse = std::to_array<std::string_view>(
    {"1", "3", "adoc", "asciidoc", "log", "markdown", "md", "mdx", "org", "pod", "rst", "tex", "texi", "txt"});
constexpr auto kLocale =
    std::to_array<std::string_view>({"arb", "po", "pot", "resx", "storyboard", "strings", "ts_", "xaml", "xib", "xlf", "xliff"});
constexpr auto kLocaleFolders = std::to_array<std::string_view>(
    {"i18n", "lang", "langs", "language", "languages", "locale", "locales", "translation", "translations"});
constexpr auto kLock = std::to_array<std::string_view>({"cargo.lock", "composer.lock", "gemfile.lock", "go.sum", "go.work.sum",
                                                        "gopkg.lock", "mix.lock", "npm-shrinkwrap.json", "package-lock.json",
                                                        "packages.lock.json", "pdm.lock", "pipfile.lock", "pnpm-lock.yaml",
                                                        "podfile.lock", "poetry.lock", "pubspec.lock", "uv.lock", "yarn.lock"});

// Holds() searches by halves.
static_assert(std::ranges::is_sorted(kCode));
static_assert(std::ranges::is_sorted(kConfig));
static_assert(std::ranges::is_sorted(kData));
static_assert(std::ranges::is_sorted(kProse));
static_assert(std::ranges::is_sorted(kLocale));
static_assert(std::ranges::is_sorted(kLocaleFolders));
static_assert(std::ranges::is_sorted(kLock));

bool HasLocaleFolder(std::string_view lower_path) {
  while (true) {
    const size_t slash = lower_path.find('/');
    if (slash == std::string_view::npos) return false;
    if (Holds(kLocaleFolders, lower_path.substr(0, slash))) return true;
    lower_path.remove_prefix(slash + 1);
  }
}

bool IsBundleName(std::string_view name) {
  return name.find(".min.") != std::string_view::npos || name.find(".bundle.") != std::string_view::npos ||
         name.find(".chunk.") != std::string_view::npos || name.ends_with(".map");
}

}  // namespace

FileKind ClassifyPath(std::string_view path) {
  const std::string lower = Lower(path);
  const std::string_view view = lower;
  const size_t slash = view.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? view : view.substr(slash + 1);
  if (Holds(kLock, name) || name.ends_with("sums")) return FileKind::kLock;
  if (IsBundleName(name)) return FileKind::kBundle;
  const size_t dot = name.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? "" : name.substr(dot + 1);
  if (Holds(kLocale, extension) || HasLocaleFolder(view) || name.starts_with("messages_")) return FileKind::kLocale;
  if (name.starts_with(".env") || name.starts_with("dockerfile") || Holds(kConfig, extension) || Holds(kConfig, name))
    return FileKind::kConfig;
  if (Holds(kCode, extension)) return FileKind::kCode;
  if (Holds(kData, extension)) return FileKind::kData;
  if (Holds(kProse, extension) || name.starts_with("readme") || name.starts_with("changelog")) return FileKind::kProse;
  return FileKind::kUnknown;
}

}  // namespace sluice
