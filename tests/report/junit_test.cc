#include "report/junit.h"

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

size_t Count(const std::string& text, const std::string& word) {
  size_t count = 0;
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

TEST(Junit, FindingsFailAndInfoPasses) {
  const SampleRules rules;
  const std::string text = Render("junit", SampleFindings(rules), SampleSummary(), SampleInfo());
  EXPECT_THAT(text, HasSubstr("tests=\"7\" failures=\"5\" errors=\"0\""));
  EXPECT_EQ(Count(text, "<testcase "), 7U);
  EXPECT_EQ(Count(text, "<failure "), 5U);
  EXPECT_EQ(Count(text, "<system-out>"), 2U);
}

TEST(Junit, WhatWasNotReadIsAnError) {
  const std::string text = Render("junit", {}, IncompleteSummary(), SampleInfo());
  EXPECT_THAT(text, HasSubstr("tests=\"3\" failures=\"0\" errors=\"3\""));
  EXPECT_EQ(Count(text, "<error "), 3U);
}

TEST(Junit, CleanScanHasOnePassingTestCase) {
  const std::string text = Render("junit", {}, SampleSummary(), SampleInfo());
  EXPECT_THAT(text, HasSubstr("tests=\"1\" failures=\"0\" errors=\"0\""));
}

TEST(Junit, IsWellFormedWhateverARepositoryHolds) {
  const SampleRules rules;
  Finding finding = HostileFinding(rules);
  finding.location.path = "]]></failure><x a=\"&\x01\xef\xbf\xbf";
  const std::string text = Render("junit", {finding}, HostileSummary(), SampleInfo());
  EXPECT_EQ(Count(text, "<failure "), Count(text, "</failure>"));
  EXPECT_THAT(text, HasSubstr("]]&gt;&lt;/failure&gt;&lt;x a=&quot;&amp;\\x01\\u{ffff}"));
  for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= ' ' || c == '\n');
}

TEST(Junit, NamesNobodyAndNeverHoldsAWholeSecret) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.secret = finding.match = "whole-secret";
  ReportOptions options;
  options.show_secrets = true;
  const std::string text = Render("junit", {finding}, SampleSummary(), SampleInfo(), options);
  EXPECT_THAT(text, Not(HasSubstr("whole-secret")));
  EXPECT_THAT(text, Not(HasSubstr("Lovelace")));
}

}  // namespace
}  // namespace sluice
