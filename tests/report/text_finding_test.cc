#include "report/text_finding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "base/printable.h"
#include "report/terminal.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class TextFinding : public testing::Test {
 protected:
  std::string Show(const Finding& finding) const { return RenderFinding(finding, options_); }
  SampleRules rules_;
  ReportOptions options_;
};

TEST_F(TextFinding, SeverityNameAndLifetimeComeFirst) {
  EXPECT_THAT(Show(AwsFinding(rules_)), StartsWith("CRITICAL  AWS access key ID, long-lived\n"));
}

TEST_F(TextFinding, ExpiryIsADate) {
  Finding finding = SampleFinding(rules_.sas, Severity::kHigh, "s…", SampleLocation("a", 1, 1, '1'));
  EXPECT_THAT(Show(finding), HasSubstr("signature, expiring\n"));
  finding.lifetime.expires_at_s = kSampleTime;
  EXPECT_THAT(Show(finding), HasSubstr("signature, expires 2026-01-02 03:04 UTC\n"));
  finding.lifetime.lifetime = LifetimeClass::kExpired;
  EXPECT_THAT(Show(finding), HasSubstr("signature, expired 2026-01-02 03:04 UTC\n"));
}

TEST_F(TextFinding, ThreeOtherPlacesAreShownAndTheRestCounted) {
  Finding finding = AwsFinding(rules_);
  EXPECT_THAT(Show(finding), HasSubstr("conf/old.env:5:21, commit 2222012345\n          and 317 more places\n"));
  EXPECT_THAT(Show(finding), Not(HasSubstr("conf/old.env:6:21")));
  finding.locations_total = 5;
  EXPECT_THAT(Show(finding), HasSubstr("and 1 more place\n"));
  finding.locations_total = 4;
  EXPECT_THAT(Show(finding), Not(HasSubstr("more place")));
  finding.other_locations.clear();
  finding.locations_total = 1;
  EXPECT_THAT(Show(finding), Not(HasSubstr("also")));
}

TEST_F(TextFinding, PlacesThatAreNoFilesAreDescribed) {
  Finding finding = AwsFinding(rules_);
  finding.location.source = LocationSource::kCommitMessage;
  EXPECT_THAT(Show(finding), HasSubstr("message of commit 1111012345, line 12\n"));
  finding.location.source = LocationSource::kTagMessage;
  EXPECT_THAT(Show(finding), HasSubstr("message of tag 1111012345, line 12\n"));
  finding.location.source = LocationSource::kPath;
  EXPECT_THAT(Show(finding), HasSubstr("the path itself: conf/prod.env\n"));
  finding.location.source = LocationSource::kStdin;
  EXPECT_THAT(Show(finding), HasSubstr("standard input:12:21\n"));
}

TEST_F(TextFinding, HeadIsMentionedOnlyWhereThereIsHistory) {
  Finding finding = AwsFinding(rules_);
  EXPECT_THAT(Show(finding), HasSubstr("still in HEAD"));
  finding.in_head = false;
  EXPECT_THAT(Show(finding), HasSubstr("only in history"));
  finding.location.commit.reset();
  finding.location.source = LocationSource::kWorktree;
  EXPECT_THAT(Show(finding), Not(HasSubstr("only in history")));
}

TEST_F(TextFinding, EveryByteOfHostileStringsIsPrintable) {
  const std::string shown = Show(HostileFinding(rules_));
  std::istringstream lines(shown);
  for (std::string line; std::getline(lines, line);) EXPECT_EQ(Printable(line), line);
  EXPECT_THAT(shown, HasSubstr("a\\x1b[2J\\nb\\xff/\\u{202e}%?#c:d.txt:1:1\n"));
  EXPECT_THAT(shown, HasSubstr("Eve\\x1b]0;owned\\x07\\r\\u{9b}2K"));
}

TEST_F(TextFinding, FloodsAreCut) {
  Finding finding = AwsFinding(rules_);
  finding.location.path = std::string(100000, 'p');
  finding.location.author = std::string(100000, 'a');
  finding.location.ref = std::string(100000, 'r');
  finding.details = {{"note", std::string(100000, 'd')}};
  finding.match = finding.secret = std::string(100000, 's');
  EXPECT_LT(Show(finding).size(), 3000u);
}

TEST_F(TextFinding, LinesKeepToTheWidth) {
  for (const int width : {60, 80, 100}) {
    options_.width = width;
    for (const Finding& finding : SampleFindings(rules_)) {
      std::istringstream lines(Show(finding));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(DisplayWidth(line), static_cast<size_t>(width)) << line;
    }
  }
}

TEST_F(TextFinding, ColoursChangeNoText) {
  options_.color = true;
  std::string coloured = Show(AwsFinding(rules_));
  for (size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) + 1 - at);
  }
  options_.color = false;
  EXPECT_EQ(coloured, Show(AwsFinding(rules_)));
}

TEST_F(TextFinding, WholeSecretsKeepTheirLines) {
  options_.show_secrets = true;
  Finding finding = AwsFinding(rules_);
  finding.secret = "first\r\nsecond\x1b\n";
  finding.details.clear();
  EXPECT_THAT(Show(finding), HasSubstr("  found   first\n          second\\x1b\n  where"));
}

TEST_F(TextFinding, InfoTableIsAlignedAndALongCellMovesOnlyItsRow) {
  const std::string table =
      RenderInfoTable({{"short", "s", "p", "x"}, {"a longer name", "ss", "pp", "y"}, {std::string(50, 'n'), "s", "p", "z"}}, {});
  EXPECT_EQ(table, "  short          s   p   x\n  a longer name  ss  pp  y\n  " + std::string(50, 'n') + "  s   p   z\n");
}

}  // namespace
}  // namespace sluice
