#include "report/wording.h"

#include <gtest/gtest.h>

#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;

TEST(Wording, PlacesAreNamedByTheirKind) {
  Location location = SampleLocation("conf/a.env", 3, 5, '1');
  EXPECT_EQ(PlaceName(location), "conf/a.env:3:5");
  location.source = LocationSource::kPath;
  EXPECT_EQ(PlaceName(location), "the path itself: conf/a.env");
  location.source = LocationSource::kCommitMessage;
  EXPECT_EQ(PlaceName(location), "message of commit 1111012345, line 3");
  location.source = LocationSource::kStdin;
  EXPECT_EQ(PlaceName(location), "standard input:3:5");
}

TEST(Wording, LifetimeSaysWhenItEnds) {
  EXPECT_EQ(LifetimeText({LifetimeClass::kExpiring, kSampleTime, ""}), "expires 2026-01-02 03:04 UTC");
  EXPECT_EQ(LifetimeText({LifetimeClass::kExpired, kSampleTime, ""}), "expired 2026-01-02 03:04 UTC");
  EXPECT_EQ(LifetimeText({LifetimeClass::kUnknown, {}, ""}), "lifetime unknown");
  EXPECT_EQ(LifetimeText({LifetimeClass::kLongLived, {}, ""}), "long-lived");
}

TEST(Wording, RefsAreShortAsGitShowsThem) {
  EXPECT_EQ(ShortRef("refs/heads/main"), "main");
  EXPECT_EQ(ShortRef("refs/remotes/origin/main"), "origin/main");
  EXPECT_EQ(ShortRef("refs/tags/v1"), "tag: v1");
}

TEST(Wording, RemedyIsNeverEmpty) {
  SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.remediation = "Rotate\nit";
  EXPECT_EQ(Remedy(finding), "Rotate it.");
  finding.remediation.clear();
  EXPECT_EQ(Remedy(finding).substr(0, 18), "Deactivate the key");
  rules.aws.remedy.clear();
  EXPECT_EQ(Remedy(finding), "Revoke it, replace it, then take it out of the files.");
  finding.severity = Severity::kInfo;
  EXPECT_EQ(Remedy(finding), "Nothing to do.");
}

TEST(Wording, OnlyWebAddressesAreLinked) {
  EXPECT_TRUE(IsWebAddress("https://docs.example.com/a?b=c#d"));
  for (const char* text : {"", "javascript:alert(1)", "https://a b", "https://a\"onclick=", "data:text/html,x"}) {
    EXPECT_FALSE(IsWebAddress(text)) << text;
  }
}

TEST(Wording, DetailsReadAsWords) {
  const SampleRules rules;
  EXPECT_EQ(DetailsText(AwsFinding(rules)), "account id 123456789012, paired with aws-secret-access-key");
  EXPECT_EQ(Presence(AwsFinding(rules)), "still in HEAD");
}

}  // namespace
}  // namespace sluice
