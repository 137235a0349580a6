// Tests mirror the tree: a source file has a test beside which a reader would look for it, and every test is run.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "tests/testlib/source_tree.h"

namespace sluice {
namespace {

using testlib::SourceFile;

// Source files, and folders with all they hold, without a test of their own name, and what tests them instead.
const std::map<std::string, std::string>& TestedElsewhere() {
  static const std::map<std::string, std::string> elsewhere{
      {"cli/", "flags and exit codes without logic of their own: tests/cli runs the program"},
      {"report/html/embed.cc", "a program of the build; report/html_test.cc reads what it makes, html_browser_test.cc runs it"},
      {"patterns/embed.cc", "a program of the build; patterns/load_test.cc reads what it makes"},
      {"scanner/git_source.cc", "needs whole repositories: tests/cli/scan_places_test.cc and scan_failures_test.cc"},
      {"scanner/scan.cc", "the program from top to bottom: tests/cli/scan_output_test.cc and scan_failures_test.cc"},
      {"scanner/worker.cc", "one thread of scan.cc: tests/cli/scan_output_test.cc compares numbers of threads"},
  };
  return elsewhere;
}

bool IsExcepted(const std::string& path) {
  return std::any_of(TestedElsewhere().begin(), TestedElsewhere().end(), [&](const auto& entry) {
    return entry.first.ends_with('/') ? path.starts_with(entry.first) : path == entry.first;
  });
}

bool IsTest(const SourceFile& file) { return file.IsBelow("tests") && file.path.ends_with("_test.cc"); }

// A file counts as tested by tests/<folder>/<stem>_test.cc, or by any test that includes its header.
std::set<std::string> TestedFiles() {
  std::set<std::string> tested;
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsTest(file)) continue;
    tested.insert(file.path.substr(6, file.path.size() - 6 - std::string("_test.cc").size()));
    for (const testlib::Include& include : testlib::Includes(file.text)) {
      if (include.target.ends_with(".h")) tested.insert(include.target.substr(0, include.target.size() - 2));
    }
  }
  return tested;
}

TEST(Counterparts, EverySourceFileIsTested) {
  const std::set<std::string> tested = TestedFiles();
  for (const SourceFile& file : testlib::SourceFiles()) {
    if (!IsModuleFile(file) || file.IsHeader() || IsExcepted(file.path)) continue;
    EXPECT_TRUE(tested.contains(file.path.substr(0, file.path.size() - 3)))
        << file.path << ": write tests/" << file.Folder() << "/" << file.Stem() << "_test.cc, or list it here with what tests it";
  }
}

TEST(Counterparts, ExceptionsAreNeeded) {
  const std::set<std::string> tested = TestedFiles();
  const auto& files = testlib::SourceFiles();
  for (const auto& [path, reason] : TestedElsewhere()) {
    EXPECT_TRUE(std::any_of(files.begin(), files.end(), [&](const SourceFile& file) { return file.path.starts_with(path); }))
        << path << " is gone";
    EXPECT_FALSE(tested.contains(path.substr(0, path.size() - 3))) << path << " has a test: take it off the list";
    EXPECT_FALSE(reason.empty());
  }
}

TEST(Counterparts, EveryTestIsRegistered) {
  const auto& files = testlib::SourceFiles();
  const auto list =
      std::find_if(files.begin(), files.end(), [](const SourceFile& file) { return file.path == "tests/CMakeLists.txt"; });
  ASSERT_NE(list, files.end());
  for (const SourceFile& file : files) {
    if (!IsTest(file)) continue;
    const std::string call = "sluice_test(" + file.Folder().substr(std::string("tests/").size());
    EXPECT_TRUE(list->text.find(call + ")") != std::string::npos || list->text.find(call + " ") != std::string::npos)
        << file.path << " is never run: tests/CMakeLists.txt has no " << call << ")";
  }
}

}  // namespace
}  // namespace sluice
