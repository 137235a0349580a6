// What must not stand in the tree: output from a place that may not print, promises without an issue, paths of somebody's machine.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/testlib/source_tree.h"

namespace sluice {
namespace {

using testlib::SourceFile;

// Files that print although they are neither report/ nor cli/.
const std::map<std::string, std::string>& Printers() {
  static const std::map<std::string, std::string> printers{
      {"base/result.h", "SLUICE_CHECK says where a bug is before it stops the program"},
      {"patterns/embed.cc", "a program of the build, which reports to whoever builds"},
  };
  return printers;
}

bool IsWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Lines on which `word` stands as a whole word.
std::vector<size_t> LinesWith(const std::string& text, const std::string& word) {
  std::vector<size_t> lines;
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !IsWordCharacter(text[at - 1])) && (end == text.size() || !IsWordCharacter(text[end]))) {
      lines.push_back(testlib::LineOf(text, at));
    }
  }
  return lines;
}

std::vector<size_t> PrintingLines(const SourceFile& file) {
  const std::string code = testlib::CodeOnly(file.text);
  std::vector<size_t> all;
  for (const char* word :
       {"cout", "cerr", "clog", "printf", "fprintf", "vprintf", "vfprintf", "puts", "fputs", "putchar", "perror"}) {
    const std::vector<size_t> lines = LinesWith(code, word);
    all.insert(all.end(), lines.begin(), lines.end());
  }
  return all;
}

// A promise to do something later carries the number of its issue: "(#12)" right after the word.
std::vector<size_t> Promises(const std::string& text) {
  std::vector<size_t> lines;
  for (const char* word : {"TO"
                           "DO",
                           "FIX"
                           "ME",
                           "XX"
                           "X",
                           "HA"
                           "CK"}) {
    for (const size_t line : LinesWith(text, word)) lines.push_back(line);
  }
  return lines;
}

bool HasIssueNumber(const std::string& text, size_t line) {
  size_t begin = 0;
  for (size_t n = 1; n < line; ++n) begin = text.find('\n', begin) + 1;
  static const RE2 numbered(R"(\(#[0-9]+\))");
  return RE2::PartialMatch(text.substr(begin, text.find('\n', begin) - begin), numbered);
}

// A folder of the machine on which something was written: not below another folder, and not a path inside a URL.
std::vector<size_t> MachinePaths(const std::string& text) {
  std::vector<size_t> lines;
  for (const std::string folder : {"/wo"
                                   "rk/",
                                   "/ro"
                                   "ot/",
                                   "/far"
                                   "m/",
                                   "/tmp/ba"
                                   "sh_jobs"}) {
    for (size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at + 1)) {
      const char before = at == 0 ? ' ' : text[at - 1];
      const bool is_absolute = !IsWordCharacter(before) && std::string("./}~*-").find(before) == std::string::npos;
      if (is_absolute) lines.push_back(testlib::LineOf(text, at));
    }
  }
  return lines;
}

TEST(Words, OnlyReportAndCliPrint) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file) || file.IsBelow("report") || file.IsBelow("cli") || Printers().contains(file.path)) continue;
    for (const size_t line : PrintingLines(file)) ADD_FAILURE() << file.path << ":" << line << ": only report/ and cli/ print";
  }
}

TEST(Words, ListedPrintersStillPrint) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!Printers().contains(file.path)) continue;
    EXPECT_FALSE(PrintingLines(file).empty()) << file.path << ": take it off the list";
  }
}

TEST(Words, PromisesCarryAnIssueNumber) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!file.IsCpp() && !file.path.ends_with(".py") && !file.path.ends_with(".txt") && file.path != "dev") continue;
    for (const size_t line : Promises(file.text)) {
      EXPECT_TRUE(HasIssueNumber(file.text, line)) << file.path << ":" << line << ": do it now, or name the issue as (#N)";
    }
  }
}

TEST(Words, NoPathOfAMachine) {
  for (const SourceFile& file : testlib::SourceFiles()) {
    for (const size_t line : MachinePaths(file.text)) ADD_FAILURE() << file.path << ":" << line << ": a path of one machine";
  }
}

// The test of the test: what must be refused is, and what looks like it is not.
TEST(Words, ForbiddenWordsAreSeen) {
  EXPECT_EQ(PrintingLines({"base/x.cc", "void F() {\n  std::cout << 1;\n  std::printf(\"x\");\n}\n"}), (std::vector<size_t>{2, 3}));
  EXPECT_TRUE(PrintingLines({"base/x.cc", "std::snprintf(b, 3, \"x\");  // no printf here\nconst char* s = \"puts\";\n"}).empty());
  EXPECT_EQ(Promises("// TO"
                     "DO: later\n")
                .size(),
            1U);
  EXPECT_TRUE(
      HasIssueNumber("a\n// TO"
                     "DO(#12): later\n",
                     2));
  EXPECT_FALSE(
      HasIssueNumber("(#1)\n// TO"
                     "DO: later\n",
                     2));
  EXPECT_EQ(MachinePaths("x\nopen(\"/wo"
                         "rk/main\")\n"),
            (std::vector<size_t>{2}));
  EXPECT_TRUE(MachinePaths("https://example.com/wo"
                           "rk/items and build/ro"
                           "ot/x")
                  .empty());
}

}  // namespace
}  // namespace sluice
