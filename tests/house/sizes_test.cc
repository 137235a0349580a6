// Files stay small enough to be read in one go; one that does not says here why.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "tests/testlib/source_tree.h"

namespace sluice {
namespace {

constexpr std::ptrdiff_t kSourceLines = 400;
constexpr std::ptrdiff_t kHeaderLines = 150;

struct Exception {
  std::ptrdiff_t lines = 0;
  std::string reason;
};

// A table or a list of cases may be long; logic may not.
const std::map<std::string, Exception>& Exceptions() {
  static const std::map<std::string, Exception> exceptions{
      {"tests/report/samples.h", {200, "one finding of every kind, field by field: a table that all report tests share"}},
  };
  return exceptions;
}

std::ptrdiff_t Lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

TEST(Sizes, FilesStayUnderTheLimits) {
  for (const testlib::SourceFile& file : testlib::SourceFiles()) {
    if (!file.IsCpp()) continue;
    const auto exception = Exceptions().find(file.path);
    const std::ptrdiff_t limit = exception != Exceptions().end() ? exception->second.lines
                                 : file.IsHeader()               ? kHeaderLines
                                                                 : kSourceLines;
    EXPECT_LE(Lines(file.text), limit) << file.path << ": split it by what it does";
  }
}

TEST(Sizes, ExceptionsAreNeededAndSayWhy) {
  for (const auto& [path, exception] : Exceptions()) {
    const auto& files = testlib::SourceFiles();
    const auto file = std::find_if(files.begin(), files.end(), [&](const auto& candidate) { return candidate.path == path; });
    ASSERT_NE(file, files.end()) << path << " is gone: take it off the list";
    EXPECT_GT(Lines(file->text), file->IsHeader() ? kHeaderLines : kSourceLines) << path << " needs no exception any more";
    EXPECT_FALSE(exception.reason.empty()) << path;
  }
}

}  // namespace
}  // namespace sluice
