// Holds the Markdown pages to the tree: what they name is there. What they say of it is for people to hold.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/testlib/source_tree.h"

namespace sluice {
namespace {

using testlib::SourceFile;

constexpr size_t kMaxColumns = 132;

std::vector<SourceFile> Pages() {
  std::vector<SourceFile> pages;
  std::ranges::copy_if(testlib::SourceFiles(), std::back_inserter(pages),
                       [](const SourceFile& file) { return file.path.ends_with(".md"); });
  return pages;
}

// A page may leave out the folders before a name: "detect/regex.h". Null when no file is called so.
const SourceFile* FindNamed(const std::string& name) {
  const auto& files = testlib::SourceFiles();
  const auto file =
      std::ranges::find_if(files, [&](const SourceFile& each) { return each.path == name || each.path.ends_with("/" + name); });
  return file == files.end() ? nullptr : &*file;
}

std::vector<std::string> MissingFiles(const std::string& text) {
  static const RE2 source(R"((?:^|[^\w>*./])((?:[a-z_0-9]+/)*[a-z_0-9]+\.(?:h|cc|py|sh))\b)");
  std::vector<std::string> missing;
  std::string name;
  for (re2::StringPiece rest(text); RE2::FindAndConsume(&rest, source, &name);) {
    if (FindNamed(name) == nullptr) missing.push_back(name);
  }
  return missing;
}

bool HasWord(const std::string& code, const std::string& word) { return RE2::PartialMatch(code, "\\b" + word + "\\b"); }

// "`kOne`, `kOther`, folder/file.h": constants with the file that holds them.
std::vector<std::string> MissingConstants(const std::string& text) {
  static const RE2 beside(R"(((?:`k\w+`, )+)([a-z_0-9/]+\.(?:h|cc)))");
  static const RE2 constant(R"(`(k\w+)`)");
  std::vector<std::string> missing;
  std::string names, path, name;
  for (re2::StringPiece rest(text); RE2::FindAndConsume(&rest, beside, &names, &path);) {
    const SourceFile* const file = FindNamed(path);
    for (re2::StringPiece each(names); RE2::FindAndConsume(&each, constant, &name);) {
      const bool is_there = file != nullptr && HasWord(testlib::CodeOnly(file->text), name);
      if (!is_there) missing.push_back(std::string(name).append(" in ").append(path));
    }
  }
  return missing;
}

// Numbers of lines that are too wide, but for tables and what stands between fences.
std::vector<size_t> WideLines(const std::string& text) {
  std::vector<size_t> wide;
  bool is_fenced = false;
  size_t number = 0;
  for (size_t begin = 0; begin < text.size(); begin = std::min(text.find('\n', begin), text.size()) + 1) {
    const std::string line = text.substr(begin, text.find('\n', begin) - begin);
    const size_t columns = std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    ++number;
    if (line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("```")) is_fenced = !is_fenced;
    if (!is_fenced && !line.starts_with('|') && columns > kMaxColumns) wide.push_back(number);
  }
  return wide;
}

TEST(Pages, NameOnlyFilesThatAreThere) {
  for (const SourceFile& page : Pages()) EXPECT_EQ(MissingFiles(page.text), std::vector<std::string>{}) << page.path;
}

TEST(Pages, NameConstantsThatStandInTheFileBesideThem) {
  for (const SourceFile& page : Pages()) EXPECT_EQ(MissingConstants(page.text), std::vector<std::string>{}) << page.path;
}

TEST(Pages, AreWrapped) {
  for (const SourceFile& page : Pages()) EXPECT_EQ(WideLines(page.text), std::vector<size_t>{}) << page.path;
}

// The test of the test: what must be refused is.
TEST(Pages, MistakesAreSeen) {
  EXPECT_EQ(MissingFiles("see `scanner/scan.h`, scan.cc and detect/no_such.h; <file>_test.cc"),
            std::vector<std::string>{"detect/no_such.h"});
  EXPECT_EQ(MissingConstants("`kMaxSteps`, `kMaxStops`, detect/backtracker.h"),
            std::vector<std::string>{"kMaxStops in detect/backtracker.h"});
  EXPECT_EQ(
      WideLines("a\n" + std::string(133, 'x') + "\n```\n" + std::string(133, 'x') + "\n```\n|" + std::string(133, 'x') + "\n"),
      std::vector<size_t>{2});
}

}  // namespace
}  // namespace sluice
