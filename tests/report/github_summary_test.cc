#include "report/github_summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::HasSubstr;
using testing::Not;

std::string Text(const std::vector<Finding>& findings, const Summary& summary, size_t max_bytes = 1 << 20) {
  GithubSummary made(SampleInfo(), false, max_bytes);
  for (const Finding& finding : findings) made.Add(finding);
  return made.Finish(summary);
}

TEST(GithubSummary, EveryFindingIsARow) {
  const SampleRules rules;
  const std::string text = Text(SampleFindings(rules), SampleSummary());
  EXPECT_THAT(text,
              HasSubstr("| critical | AWS access key ID | AKIA…7QXY | long\\-lived | conf\\/prod\\.env\\:12\\:21 | 1111012345 |"));
  EXPECT_THAT(text, HasSubstr("`444444444444444444444444c0ffee00` |\n"));
}

TEST(GithubSummary, PathsAreTextAndNotMarkdown) {
  const SampleRules rules;
  Finding finding = HostileFinding(rules);
  finding.location.path = "a|b\n| x |![i](https://evil.example)<img src=x>@team";
  const std::string text = Text({finding}, HostileSummary());
  EXPECT_THAT(text, HasSubstr("a\\|b\\\\n\\| x \\|\\!\\[i\\]\\(https\\:\\/\\/evil\\.example\\)\\<img src\\=x\\>\\@team"));
}

TEST(GithubSummary, CleanAndIncompleteScansSaySo) {
  EXPECT_THAT(Text({}, SampleSummary()), HasSubstr("## Sluice: no secrets found"));
  const std::string text = Text({}, IncompleteSummary());
  EXPECT_THAT(text, HasSubstr("no secrets in what could be read"));
  EXPECT_THAT(text, HasSubstr("- stopped by SIGINT"));
  EXPECT_THAT(text, HasSubstr("data\\/dump\\.sql"));
}

TEST(GithubSummary, CharactersWithoutAWidthCannotFloodIt) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  std::string marks;
  for (int i = 0; i < 300000; ++i) marks += "\u0301";
  finding.secret = marks;
  Summary summary = SampleSummary();
  for (int i = 0; i < 100; ++i) summary.unread.push_back({marks, marks});
  const std::string text = Text({finding, AwsFinding(rules)}, summary);
  EXPECT_THAT(text, HasSubstr("AKIA…7QXY"));
  EXPECT_LT(text.size(), size_t{200000});
}

TEST(GithubSummary, WithoutRoomThereIsNone) {
  const SampleRules rules;
  EXPECT_EQ(Text({AwsFinding(rules)}, SampleSummary(), 100), "");
  EXPECT_THAT(Text({AwsFinding(rules)}, SampleSummary(), 1000), Not(HasSubstr("AKIA")));
}

}  // namespace
}  // namespace sluice
