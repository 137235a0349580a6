// Whole reports, one golden file each: what a change does to them is read in review.
#include <gtest/gtest.h>

#include <string>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;

class Golden : public testing::TestWithParam<std::string> {
 protected:
  std::string FileName(const std::string& stem) const { return stem + "." + (GetParam() == "text" ? "txt" : GetParam()); }
  SampleRules rules_;
};

TEST_P(Golden, FindingsOfEveryKind) {
  ExpectGolden(FileName("findings"), Render(GetParam(), SampleFindings(rules_), SampleSummary(), SampleInfo()));
}

TEST_P(Golden, NothingFound) {
  Summary summary = SampleSummary();
  summary.findings_at_or_above_threshold = 0;
  ExpectGolden(FileName("nothing"), Render(GetParam(), {}, summary, SampleInfo()));
}

TEST_P(Golden, IncompleteScan) {
  Summary summary = IncompleteSummary();
  summary.findings_at_or_above_threshold = 1;
  ExpectGolden(FileName("incomplete"), Render(GetParam(), {AwsFinding(rules_)}, summary, SampleInfo()));
}

TEST_P(Golden, HostileStrings) {
  Summary summary = HostileSummary();
  summary.findings_at_or_above_threshold = 1;
  ExpectGolden(FileName("hostile"), Render(GetParam(), {HostileFinding(rules_)}, summary, SampleInfo()));
}

INSTANTIATE_TEST_SUITE_P(Formats, Golden, testing::Values("text", "jsonl", "json", "sarif"),
                         [](const auto& name) { return name.param; });

TEST(GoldenText, ColouredForANarrowTerminal) {
  const SampleRules rules;
  ReportOptions options;
  options.color = true;
  options.width = 80;
  ExpectGolden("colour.txt", Render("text", SampleFindings(rules), SampleSummary(), SampleInfo(), options));
}

}  // namespace
}  // namespace sluice
