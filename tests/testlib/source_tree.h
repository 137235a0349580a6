// SourceTree: the files of this repository as text, for tests that hold the whole tree to a rule (tests/house).
// Looks at the folders that hold sources, never at build/ or .git/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sluice::testlib {

struct SourceFile {
  std::string path;  // from the root, '/' separated: "scanner/detect/matcher.h"
  std::string text;

  bool IsHeader() const { return path.ends_with(".h"); }
  bool IsCpp() const { return IsHeader() || path.ends_with(".cc"); }
  std::string Folder() const;                   // "scanner/detect"; empty at the root
  std::string Stem() const;                     // "matcher"
  bool IsBelow(std::string_view folder) const;  // at any depth
};

// An include directive with its line, 1-based. `target` keeps no delimiters.
struct Include {
  std::string target;
  bool is_angled = false;
  size_t line = 0;
};

// Sorted by path. Files that are no text (a NUL in the first 8 KiB) are left out.
const std::vector<SourceFile>& SourceFiles();
// The folders that hold the program: base, patterns, config, git, scanner, report, cli and what may be added beside them.
bool IsModuleFile(const SourceFile& file);

std::vector<Include> Includes(std::string_view text);
// `text` with comments and the insides of string and character literals blanked, line breaks kept.
std::string CodeOnly(std::string_view text);
size_t LineOf(std::string_view text, size_t offset);  // 1-based

}  // namespace sluice::testlib
