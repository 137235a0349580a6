#include "report/blocked.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/samples.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;
using testing::Not;

class RenderBlockedReport : public testing::Test {
 protected:
  RenderBlockedReport() {
    blocked_.headline = "push to origin blocked: 1 secret in 1 new commit";
    blocked_.findings.push_back(
        {AwsFinding(rules_), {"git add -- conf/prod.env", "git commit --amend --no-edit"}, "sluice baseline update"});
    blocked_.closing = {"Nothing was pushed.", "  SLUICE_BYPASS='why' git push …"};
  }
  const SampleRules rules_;
  Blocked blocked_;
};

TEST_F(RenderBlockedReport, FindingStepsAcceptanceAndClosing) {
  const std::string text = RenderBlocked(blocked_, {});
  EXPECT_THAT(text, testing::StartsWith("sluice: push to origin blocked: 1 secret in 1 new commit\n\nCRITICAL"));
  EXPECT_THAT(text, HasSubstr("AKIA…7QXY"));
  EXPECT_THAT(
      text,
      HasSubstr("  undo    git add -- conf/prod.env\n          git commit --amend --no-edit\n  accept  sluice baseline update\n"));
  EXPECT_THAT(text, testing::EndsWith("Nothing was pushed.\n  SLUICE_BYPASS='why' git push …\n"));
}

TEST_F(RenderBlockedReport, WhatIsNotUpToTheReaderIsLeftOut) {
  blocked_.findings.front().steps.clear();
  blocked_.findings.front().accept.clear();
  EXPECT_THAT(RenderBlocked(blocked_, {}), Not(testing::AnyOf(HasSubstr("undo"), HasSubstr("accept"))));
}

TEST_F(RenderBlockedReport, WhatWasNotScannedIsNamedUpToABound) {
  blocked_.interrupted = "the deadline of 30 s";
  for (int i = 0; i < 25; ++i) blocked_.unread.push_back({"blob " + std::to_string(i), "missing"});
  const std::string text = RenderBlocked(blocked_, {});
  EXPECT_THAT(text, HasSubstr("stopped by the deadline of 30 s\nnot scanned: blob 0: missing\n"));
  EXPECT_THAT(text, HasSubstr("not scanned: blob 9: missing\nnot scanned: 15 more\n"));
}

TEST_F(RenderBlockedReport, FurtherFindingsAreCounted) {
  blocked_.more_findings = 1234;
  EXPECT_THAT(RenderBlocked(blocked_, {}), HasSubstr("and 1,234 more secrets\n"));
}

TEST_F(RenderBlockedReport, NothingReachesTheTerminalUnescaped) {
  blocked_.headline += "\x1b[2J";
  blocked_.findings.front().steps = {"git add -- 'a\x1b[2J\nb'"};
  blocked_.unread = {{"blob \x1b[2J", "\x07"}};
  blocked_.closing = {"\x1b[2J", " \x1b[2J"};
  const std::string text = RenderBlocked(blocked_, {});
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("  undo    git add -- 'a\\x1b[2J\\nb'\n"));
}

}  // namespace
}  // namespace sluice::testlib
