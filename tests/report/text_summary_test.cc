#include "report/text_summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

class TextSummary : public testing::Test {
 protected:
  std::string Show() const { return RenderSummary(tally_, info_, summary_, options_); }
  void AddSamples() {
    for (const Finding& finding : SampleFindings(rules_)) tally_.Add(finding);
  }
  SampleRules rules_;
  Tally tally_;
  ScanInfo info_ = SampleInfo();
  Summary summary_ = SampleSummary();
  ReportOptions options_;
};

TEST_F(TextSummary, InformationIsCountedApart) {
  AddSamples();
  EXPECT_EQ(tally_.secrets, 5u);
  EXPECT_EQ(tally_.infos, 2u);
  EXPECT_THAT(Show(), HasSubstr("2 critical, 1 high, 1 medium, 1 low\n"));
  EXPECT_THAT(Show(), HasSubstr("3 long-lived, 1 expiring, 1 of unknown lifetime\n"));
}

TEST_F(TextSummary, WhatLastsAndIsInHeadComesFirst) {
  AddSamples();
  EXPECT_THAT(Show(), HasSubstr("  1. Revoke and replace first the 2 long-lived secrets that are still in HEAD"));
  EXPECT_THAT(Show(), HasSubstr("  2. Then the 2 secrets of long or unknown life that are only in history"));
  EXPECT_THAT(Show(), HasSubstr("the last known end is 2026-04-02"));
}

TEST_F(TextSummary, AdviceFitsTheMode) {
  AddSamples();
  EXPECT_THAT(Show(), HasSubstr("git filter-repo"));
  info_.mode = "range";
  EXPECT_THAT(Show(), HasSubstr("Not pushed yet?"));
  info_.mode = "change";
  EXPECT_THAT(Show(), HasSubstr("force-push before"));
  info_.mode = "staged";
  EXPECT_THAT(Show(), HasSubstr("  1. Take the secrets out of the staged files before you commit"));
  info_.mode = "folder";
  EXPECT_THAT(Show(), Not(HasSubstr("filter-repo")));
}

TEST_F(TextSummary, APointIsNotTakenForAFullStop) {
  info_.target = ".";
  EXPECT_THAT(Show(), HasSubstr(" this repository"));
  info_.mode = "folder";
  EXPECT_THAT(Show(), HasSubstr(" this folder"));
}

TEST_F(TextSummary, NothingFoundSaysWhatWasRead) {
  summary_.findings_at_or_above_threshold = 0;
  EXPECT_EQ(Show(), "No secrets found in shop.\nRead 1,234 commits, 1 tag, 45,678 blobs and 2,345 path names, 1.2 GiB in all.\n");
  info_ = {"0.1.0", "-", "stdin", {}};
  summary_ = {};
  summary_.bytes = 12;
  EXPECT_EQ(Show(), "No secrets found in standard input.\nRead 12 bytes.\n");
  summary_.bytes = 0;
  EXPECT_EQ(Show(), "No secrets found in standard input.\nThere was nothing to read.\n");
}

TEST_F(TextSummary, IncompleteScanNeverLooksClean) {
  summary_ = IncompleteSummary();
  EXPECT_THAT(Show(), HasSubstr("No secrets found in what could be read of shop."));
  EXPECT_THAT(Show(), HasSubstr("\nINCOMPLETE: stopped by SIGINT, 2 things not read\n"));
  EXPECT_THAT(Show(), HasSubstr("  - blob bbbb012345 (data/dump.sql): missing"));
  EXPECT_THAT(Show(), EndsWith("There may be secrets that are not listed here.\n"));
  EXPECT_THAT(Show(), HasSubstr("2 findings not shown: the allow list names them"));
}

TEST_F(TextSummary, TwentyUnreadThingsAreListedAndTheRestCounted) {
  for (int i = 0; i < 20; ++i) summary_.unread.push_back({"blob " + std::to_string(i), "gone"});
  EXPECT_THAT(Show(), HasSubstr("blob 19: gone"));
  EXPECT_THAT(Show(), Not(HasSubstr(" more;")));
  summary_.unread.push_back({"blob 20", "gone"});
  EXPECT_THAT(Show(), Not(HasSubstr("blob 20: gone")));
  EXPECT_THAT(Show(), HasSubstr("and 1 more; the json and sarif reports name every one\n"));
}

TEST_F(TextSummary, ThresholdIsMentionedWhenItHidesSomething) {
  AddSamples();
  EXPECT_THAT(Show(), Not(HasSubstr("to fail on")));
  summary_.findings_at_or_above_threshold = 2;
  EXPECT_THAT(Show(), HasSubstr("to fail on   2 at or above"));
}

TEST_F(TextSummary, HostileNamesCannotForgeLines) {
  summary_ = HostileSummary();
  info_.target = "shop\n\x1b[2J";
  EXPECT_THAT(Show(), Not(HasSubstr("\x1b")));
  EXPECT_THAT(Show(), HasSubstr("gone\\nINCOMPLETE: nothing"));
}

}  // namespace
}  // namespace sluice
