#include "report/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::Each;
using testing::Not;

// A reader of RFC 4180, so that the test does not trust the writer.
std::vector<std::vector<std::string>> Parse(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool is_quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    std::string& field = rows.back().back();
    if (is_quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      field += text[i++];
    } else if (text[i] == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && text[i] == ',') {
      rows.back().emplace_back();
    } else if (!is_quoted && text.compare(i, 2, "\r\n") == 0) {
      rows.push_back({""});
      ++i;
    } else {
      field += text[i];
    }
  }
  rows.pop_back();
  return rows;
}

std::string PathField(const std::string& path) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.location.path = path;
  const auto rows = Parse(Render("csv", {finding}, SampleSummary(), SampleInfo()));
  const auto column = std::find(rows[0].begin(), rows[0].end(), "path") - rows[0].begin();
  return rows[1][static_cast<size_t>(column)];
}

TEST(Csv, EveryRowHasEveryColumn) {
  const SampleRules rules;
  const auto rows = Parse(Render("csv", SampleFindings(rules), SampleSummary(), SampleInfo()));
  ASSERT_EQ(rows.size(), 8U);
  EXPECT_THAT(rows, Each(testing::SizeIs(rows[0].size())));
}

TEST(Csv, QuotesAndSeparatorsStayInTheirField) {
  EXPECT_EQ(PathField("a,\"b\";c\td"), "a,\"b\";c\\td");
  EXPECT_EQ(PathField("a\r\nb"), "a\\r\\nb");
}

TEST(Csv, NoFieldIsAFormula) {
  for (const std::string start : {"=", "+", "-", "@", "  =", "＝", "＋", "－", "＠"}) {
    EXPECT_EQ(PathField(start + "cmd|'/c calc'!A1"), "'" + start + "cmd|'/c calc'!A1");
  }
  EXPECT_EQ(PathField("\t=1"), "\\t=1");
  EXPECT_EQ(PathField("a=b"), "a=b");
}

TEST(Csv, NoCellOfAHostileRepositoryIsAFormula) {
  const SampleRules rules;
  for (const auto& row : Parse(Render("csv", {HostileFinding(rules)}, HostileSummary(), SampleInfo()))) {
    EXPECT_THAT(row, Each(Not(testing::ContainsRegex("^ *[=+@-]"))));
  }
}

}  // namespace
}  // namespace sluice
