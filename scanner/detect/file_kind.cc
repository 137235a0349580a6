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
    {"adb",  "ads",   "applescript", "as",   "asp",    "aspx",   "awk",    "c",   "cc",   "cgi", "cjs",    "clj",   "cljc",
     "cljd", "cljs",  "coffee",      "cpp",  "cr",     "cs",     "cshtml", "cts", "cu",   "cuh", "cxx",    "d",     "dart",
     "el",   "elm",   "erb",         "erl",  "ex",     "exs",    "f",      "f03", "f77",  "f90", "f95",    "for",   "fs",
     "fsi",  "fsx",   "gd",          "go",   "gradle", "groovy", "h",      "hh",  "hpp",  "hrl", "hs",     "hx",    "hxx",
     "inc",  "ino",   "ipp",         "java", "jl",     "js",     "jsm",    "jsp", "jsx",  "kt",  "kts",    "lisp",  "lua",
     "m",    "mjs",   "ml",          "mli",  "mm",     "mts",    "nim",    "pas", "perl", "php", "phtml",  "pl",    "plx",
     "pm",   "proto", "ps1",         "psd1", "psm1",   "purs",   "py",     "pyi", "pyw",  "pyx", "r",      "rake",  "razor",
     "rb",   "re",    "rkt",         "rs",   "s",      "sc",     "scala",  "scm", "sml",  "sol", "svelte", "swift", "t",
     "tcl",  "ts",    "tsx",         "v",    "vala",   "vb",     "vbs",    "vue", "zig"});
constexpr auto kConfig =
    std::to_array<std::string_view>({"bash", "bat", "cfg", "cmd", "cnf", "conf", "config", "env", "fish", "ini", "ksh", "netrc",
                                     "npmrc", "properties", "pypirc", "sh", "yaml", "yml", "zsh"});
constexpr auto kData = std::to_array<std::string_view>({"csv", "hcl", "htm", "html", "ipynb", "json", "jsonl", "plist", "sql", "tf",
                                                        "tfstate", "tfvars", "toml", "tsv", "xhtml", "xml"});
constexpr auto kProse = std::to_array<std::string_view>(
    {"1", "3", "adoc", "asciidoc", "log", "markdown", "md", "mdx", "org", "pod", "rst", "tex", "texi", "txt"});
constexpr auto kLocale =
    std::to_array<std::string_view>({"arb", "po", "pot", "resx", "storyboard", "strings", "ts_", "xaml", "xib", "xlf", "xliff"});
constexpr auto kLocaleFolders =
    std::to_array<std::string_view>({".tx", "i18n", "l10n", "locale", "locales", "translation", "translations"});
// Of a compiler or a product as often as of translations: the file's name, or the folder's around it, tells.
constexpr auto kLanguageFolders =
    std::to_array<std::string_view>({"lang", "langs", "language", "languages", "localization", "strings"});
constexpr auto kLanguages = std::to_array<std::string_view>({"ar", "bg", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr",
                                                             "he", "hi", "hr", "hu", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt",
                                                             "ro", "ru", "sk", "sr", "sv", "th", "tr", "uk", "vi", "zh"});
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
static_assert(std::ranges::is_sorted(kLanguageFolders));
static_assert(std::ranges::is_sorted(kLanguages));
static_assert(std::ranges::is_sorted(kLock));

// "de", "pt_br", "zh-hans", "fil.json"
bool IsLanguageTag(std::string_view name) {
  const std::string_view stem = name.substr(0, name.find('.'));
  const std::string_view language = stem.substr(0, stem.find_first_of("-_"));
  const std::string_view rest = stem.substr(language.size());
  const bool is_tone = rest == "_formal" || rest == "_informal" || rest == "-formal" || rest == "-informal";
  const bool is_rest = rest.empty() || (rest.size() >= 3 && rest.size() <= 5) || is_tone;
  return (language.size() == 2 || language.size() == 3) && is_rest && std::ranges::all_of(language, IsLower) &&
         std::ranges::all_of(rest.substr(std::min<size_t>(1, rest.size())), IsAlnum);
}

// `values-de`, `values-pt-rbr`: of Android, beside `values-v21`, `values-land` and `values-night`.
bool IsTranslatedValues(std::string_view step) {
  constexpr std::string_view kValues = "values-";
  if (!step.starts_with(kValues)) return false;
  const std::string_view language = step.substr(kValues.size(), step.find('-', kValues.size()) - kValues.size());
  return Holds(kLanguages, language);
}

// A folder of translations on the way, or one of languages whose next step is the name of one: `lang/de/`,
// `lang/vendor/PACKAGE/de/`.
bool HasLocaleFolder(std::string_view lower_path) {
  size_t steps_to_language = 0;  // 1: the next one
  for (;;) {
    const size_t slash = lower_path.find('/');
    const std::string_view step = lower_path.substr(0, slash);
    if (steps_to_language == 1 && step == "vendor") {
      steps_to_language = 3;
    } else if (steps_to_language == 1 && step == "server") {
      steps_to_language = 2;
    } else if (steps_to_language == 1 && IsLanguageTag(step)) {
      return true;
    }
    if (slash == std::string_view::npos) return false;
    if (Holds(kLocaleFolders, step) || IsTranslatedValues(step)) return true;
    steps_to_language = Holds(kLanguageFolders, step) ? 1 : steps_to_language - std::min<size_t>(1, steps_to_language);
    lower_path.remove_prefix(slash + 1);
  }
}

// `LocalStrings.properties`, `config_pt_BR.properties`: what Java shows to people. Two letters may also be a stage:
// `db_qa.properties`.
bool IsMessageBundle(std::string_view lower_name) {
  constexpr std::string_view kExtension = ".properties";
  if (!lower_name.ends_with(kExtension)) return false;
  std::string_view stem = lower_name.substr(0, lower_name.size() - kExtension.size());
  if (stem.ends_with("messages") || stem.ends_with("strings")) return true;
  const size_t last = stem.rfind('_');
  if (last == stem.npos || stem.size() - last != 3) return false;
  const size_t before = stem.rfind('_', last - 1);
  const bool has_country = before != stem.npos && last - before == 3;
  return Holds(kLanguages, stem.substr((has_country ? before : last) + 1, 2));
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
  if (name == ".drone.sec") return FileKind::kSealed;
  if (IsBundleName(name)) return FileKind::kBundle;
  const size_t dot = name.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? "" : name.substr(dot + 1);
  if (Holds(kLocale, extension) || HasLocaleFolder(view) || name.starts_with("messages_") || IsMessageBundle(name))
    return FileKind::kLocale;
  if (name.starts_with(".env") || name.starts_with("dockerfile") || Holds(kConfig, extension) || Holds(kConfig, name))
    return FileKind::kConfig;
  if (Holds(kCode, extension)) return FileKind::kCode;
  if (Holds(kData, extension)) return FileKind::kData;
  if (Holds(kProse, extension) || name.starts_with("readme") || name.starts_with("changelog")) return FileKind::kProse;
  return FileKind::kUnknown;
}

}  // namespace sluice
