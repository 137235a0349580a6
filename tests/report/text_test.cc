#include "report/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::HasSubstr;
using testing::Not;

TEST(Text, InformationIsOneLineEachAfterTheSecrets) {
  const SampleRules rules;
  const std::string text = Render("text", SampleFindings(rules), SampleSummary(), SampleInfo());
  EXPECT_LT(text.find("LOW "), text.find("2 for your information"));
  EXPECT_LT(text.find("2 for your information"), text.find("5 secrets in shop"));
  EXPECT_THAT(text, Not(HasSubstr("INFO")));
  EXPECT_THAT(text, HasSubstr("  AWS user ID     AIDA…7QXY  README.md:101:5 and 2 more     identifier\n"));
}

TEST(Text, OnlyInformationIsNoSecret) {
  const SampleRules rules;
  Summary summary = SampleSummary();
  summary.findings_at_or_above_threshold = 0;
  const std::string text = Render("text", {SampleFindings(rules).back()}, summary, SampleInfo());
  EXPECT_THAT(text, HasSubstr("1 for your information"));
  EXPECT_THAT(text, HasSubstr("No secrets found in shop."));
}

TEST(Text, OneLineBreakEndsIt) {
  const std::string text = Render("text", {}, SampleSummary(), SampleInfo());
  EXPECT_TRUE(text.ends_with(".\n")) << text;
}

}  // namespace
}  // namespace sluice
