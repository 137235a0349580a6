#include "report/github.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string Line(const Finding& finding, const ReportOptions& options = {}) {
  return Render("github", {finding}, SampleSummary(), SampleInfo(), options);
}

std::string SummaryOf(const std::vector<Finding>& findings, const std::string& before = "") {
  const TempDir dir;
  ReportOptions options;
  options.summary_file = dir.Write("summary.md", before);
  Render("github", findings, SampleSummary(), SampleInfo(), options);
  return ReadFile(options.summary_file);
}

TEST(Github, PropertiesAndMessageAreEscapedAsTheRunnerReadsThem) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.location.path = "a,b:c%d\r\ne.txt";
  finding.secret = "50%\nx";
  const std::string line = Line(finding);
  EXPECT_THAT(line, StartsWith("::error file=a%2Cb%3Ac%25d\\r\\ne.txt,line=12,"));
  EXPECT_THAT(line, HasSubstr("::50%25\\nx, long-lived"));
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

TEST(Github, LevelsFollowSeverity) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  for (const auto& [severity, level] : {std::pair(Severity::kCritical, "::error "), std::pair(Severity::kHigh, "::error "),
                                        std::pair(Severity::kMedium, "::warning "), std::pair(Severity::kLow, "::warning "),
                                        std::pair(Severity::kInfo, "::notice ")}) {
    finding.severity = severity;
    EXPECT_THAT(Line(finding), StartsWith(level));
  }
}

TEST(Github, OnlyAFileHasALine) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.location.source = LocationSource::kCommitMessage;
  EXPECT_THAT(Line(finding), StartsWith("::error title="));
  finding.location.source = LocationSource::kPath;
  EXPECT_THAT(Line(finding), StartsWith("::error file=conf/prod.env,title="));
  finding.location.source = LocationSource::kBlob;
  finding.location.end_line = 14;
  EXPECT_THAT(Line(finding), StartsWith("::error file=conf/prod.env,line=12,endLine=14,title="));
}

TEST(Github, UnreadThingsAreErrorsUpToANumber) {
  Summary summary = SampleSummary();
  for (int i = 0; i < 30; ++i) summary.unread.push_back({"blob " + std::to_string(i), "gone"});
  const std::string text = Render("github", {}, summary, SampleInfo());
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 11);
  EXPECT_THAT(text, HasSubstr("::20 more; the log names them"));
}

TEST(Github, NamesNobodyAndNeverHoldsAWholeSecret) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.secret = finding.match = "whole-secret";
  const TempDir dir;
  ReportOptions options;
  options.show_secrets = true;
  options.summary_file = dir / "summary.md";
  const std::string text = Line(finding, options) + ReadFile(options.summary_file);
  EXPECT_THAT(text, Not(HasSubstr("whole")));
  EXPECT_THAT(text, Not(HasSubstr("Lovelace")));
}

TEST(Github, SummaryIsAppended) {
  const SampleRules rules;
  EXPECT_THAT(SummaryOf(SampleFindings(rules), "before\n"), StartsWith("before\n## Sluice: 5 secrets in shop\n"));
}

TEST(Github, SummaryKeepsToWhatGithubTakesOfAStep) {
  const SampleRules rules;
  const std::vector<Finding> many(20000, AwsFinding(rules));
  const std::string text = SummaryOf(many, std::string(500000, 'x'));
  EXPECT_LE(text.size(), size_t{1} << 20);
  EXPECT_GT(text.size(), size_t{800000});
  EXPECT_THAT(text, testing::ContainsRegex("\n[0-9,]+ more do not fit here"));
  EXPECT_EQ(SummaryOf(many, std::string(1 << 20, 'x')).size(), size_t{1} << 20);
}

TEST(Github, SummaryThatCannotBeWrittenIsAnError) {
  ReportOptions options;
  options.summary_file = "/dev/full";
  const auto out = Output::ForDescriptor(-1, "nowhere");
  const auto sink = MakeSink("github", out.get(), options);
  ASSERT_TRUE((*sink)->Begin(SampleInfo()).ok());
  const Status status = (*sink)->Finish(SampleSummary());
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message, HasSubstr("job summary"));
}

}  // namespace
}  // namespace sluice
