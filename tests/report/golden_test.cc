// Whole reports, one golden file each: what a change does to them is read in review.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;

class Golden : public testing::TestWithParam<std::string> {
 protected:
  std::string FileName(const std::string& stem) const {
    static const std::map<std::string, std::string> endings{
        {"text", "txt"}, {"junit", "junit.xml"}, {"gitlab", "gitlab.json"}, {"github", "github.txt"}};
    const auto ending = endings.find(GetParam());
    return stem + "." + (ending == endings.end() ? GetParam() : ending->second);
  }
  // Without the style and the script of report/html/, which are long and the same in every report.
  std::string Report(const std::vector<Finding>& findings, const Summary& summary) const {
    std::string text = Render(GetParam(), findings, summary, SampleInfo());
    for (const auto& [begin, end] : {std::pair("<style>", "</style>"), std::pair("<script>", "</script>"),
                                     std::pair("style-src '", "';"), std::pair("script-src '", "';")}) {
      const size_t at = text.find(begin);
      if (GetParam() == "html" && at != std::string::npos) text.erase(at, text.find(end, at) - at);
    }
    return text;
  }
  SampleRules rules_;
};

TEST_P(Golden, FindingsOfEveryKind) { ExpectGolden(FileName("findings"), Report(SampleFindings(rules_), SampleSummary())); }

TEST_P(Golden, NothingFound) {
  Summary summary = SampleSummary();
  summary.findings_at_or_above_threshold = 0;
  ExpectGolden(FileName("nothing"), Report({}, summary));
}

TEST_P(Golden, IncompleteScan) {
  Summary summary = IncompleteSummary();
  summary.findings_at_or_above_threshold = 1;
  ExpectGolden(FileName("incomplete"), Report({AwsFinding(rules_)}, summary));
}

TEST_P(Golden, HostileStrings) {
  Summary summary = HostileSummary();
  summary.findings_at_or_above_threshold = 1;
  ExpectGolden(FileName("hostile"), Report({HostileFinding(rules_)}, summary));
}

INSTANTIATE_TEST_SUITE_P(Formats, Golden,
                         testing::Values("text", "jsonl", "json", "sarif", "csv", "junit", "gitlab", "github", "html"),
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
