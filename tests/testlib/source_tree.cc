#include "tests/testlib/source_tree.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "tests/testlib/temp_dir.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kNoModule{"tests", "bench", "packaging", "cmake", ".ci", ""};

bool IsOutside(const fs::path& path) {
  const std::string name = path.filename().string();
  return name == ".git" || name == "build" || name == "results" || name == "__pycache__";
}

// A prefix such as R"x( opens a raw literal; returns the offset past its end, or `begin` when none opens here.
size_t EndOfRawLiteral(std::string_view text, size_t begin) {
  if (text.substr(begin, 2) != "R\"") return begin;
  const size_t open = text.find('(', begin);
  if (open == std::string_view::npos || open - begin > 18) return begin;
  const std::string close = ")" + std::string(text.substr(begin + 2, open - begin - 2)) + "\"";
  const size_t end = text.find(close, open);
  return end == std::string_view::npos ? text.size() : end + close.size();
}

size_t EndOfLiteral(std::string_view text, size_t begin) {
  const char quote = text[begin];
  for (size_t i = begin + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return begin + 1;
}

// The end of the comment or literal that begins at `begin`; `begin` itself for code.
size_t EndOfNonCode(std::string_view text, size_t begin) {
  if (text.substr(begin, 2) == "//") return std::min(text.find('\n', begin), text.size());
  if (text.substr(begin, 2) == "/*") {
    const size_t end = text.find("*/", begin + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  const bool follows_digit = begin > 0 && std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0;
  if (text[begin] == '"' || (text[begin] == '\'' && !follows_digit)) return EndOfLiteral(text, begin);
  return EndOfRawLiteral(text, begin);
}

// Takes blanks, `word` and blanks from the front of `line`.
bool SkipWord(std::string_view* line, std::string_view word) {
  line->remove_prefix(std::min(line->find_first_not_of(" \t"), line->size()));
  if (!line->starts_with(word)) return false;
  line->remove_prefix(word.size());
  line->remove_prefix(std::min(line->find_first_not_of(" \t"), line->size()));
  return true;
}

}  // namespace

std::string SourceFile::Folder() const { return fs::path(path).parent_path().string(); }
std::string SourceFile::Stem() const { return fs::path(path).stem().string(); }
bool SourceFile::IsBelow(std::string_view folder) const { return path.starts_with(std::string(folder) + "/"); }

const std::vector<SourceFile>& SourceFiles() {
  static const std::vector<SourceFile> files = [] {
    std::vector<SourceFile> found;
    const fs::path root = SLUICE_SOURCE_DIR;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
      if (IsOutside(entry->path())) {  // `.git` is a file in a linked worktree
        entry.disable_recursion_pending();
        continue;
      }
      if (!entry->is_regular_file()) continue;
      SourceFile file{fs::relative(entry->path(), root).generic_string(), ReadFile(entry->path())};
      if (std::string_view(file.text).substr(0, 8192).find('\0') == std::string_view::npos) found.push_back(std::move(file));
    }
    std::sort(found.begin(), found.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return found;
  }();
  return files;
}

bool IsModuleFile(const SourceFile& file) {
  const size_t slash = file.path.find('/');
  const std::string top = slash == std::string::npos ? "" : file.path.substr(0, slash);
  return file.IsCpp() && std::find(kNoModule.begin(), kNoModule.end(), top) == kNoModule.end();
}

std::vector<Include> Includes(std::string_view text) {
  std::vector<Include> includes;
  size_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (!SkipWord(&line, "#") || !SkipWord(&line, "include") || line.empty()) continue;
    const bool is_angled = line.front() == '<';
    const size_t close = line.find(is_angled ? '>' : '"', 1);
    if (close != std::string_view::npos) includes.push_back({std::string(line.substr(1, close - 1)), is_angled, number});
  }
  return includes;
}

std::string CodeOnly(std::string_view text) {
  std::string code(text);
  for (size_t i = 0; i < text.size();) {
    const size_t end = EndOfNonCode(text, i);
    for (size_t k = i; k < end; ++k) {
      if (code[k] != '\n') code[k] = ' ';
    }
    i = std::max(end, i + 1);
  }
  return code;
}

size_t LineOf(std::string_view text, size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace sluice::testlib
