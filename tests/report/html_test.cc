#include "report/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "report/html_finding.h"
#include "report/html_parts.h"
#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::HasSubstr;
using testing::Not;

std::string Page(const std::vector<Finding>& findings, const Summary& summary = SampleSummary(),
                 const ReportOptions& options = {}) {
  return Render("html", findings, summary, SampleInfo(), options);
}

// Everything that others write, in every field that shows it.
Finding FindingOf(const SampleRules& rules, const std::string& text) {
  Finding finding = AwsFinding(rules);
  finding.location.path = finding.location.author = finding.location.ref = finding.secret = finding.match = text;
  finding.lifetime.why = finding.remediation = finding.fingerprint = text;
  finding.details = {{text, text}};
  finding.other_locations = {finding.location};
  return finding;
}

TEST(Html, NothingOfARepositoryIsMarkup) {
  const SampleRules rules;
  const std::string markup = "\"'><script>alert(1)</script><img src=http://evil.example onerror=alert(2)><!--";
  Summary summary = IncompleteSummary();
  summary.unread = {{markup, markup}};
  summary.interrupted = markup;
  ScanInfo info = SampleInfo();
  info.target = markup;
  const std::string page = Render("html", {FindingOf(rules, markup)}, summary, info);
  const std::string rest =
      page.substr(0, page.find("<style>")) + page.substr(page.find("</style>"), page.rfind("<script>") - page.find("</style>"));
  EXPECT_THAT(rest, Not(HasSubstr("<script")));
  EXPECT_THAT(rest, Not(HasSubstr("<img")));
  EXPECT_THAT(rest, Not(HasSubstr("<!--")));
  EXPECT_THAT(rest, Not(HasSubstr("\"'>")));
}

TEST(Html, LoadsNothingFromAnywhere) {
  const SampleRules rules;
  const std::string page = Page(SampleFindings(rules));
  for (const char* way :
       {" src=", "@import", "url(", "<link", "<iframe", "<object", "fetch(", "XMLHttpRequest", " style=\"", " onclick"}) {
    EXPECT_THAT(page, Not(HasSubstr(way)));
  }
  EXPECT_THAT(page, HasSubstr("default-src 'none'; style-src '" + std::string(kHtmlStyleHash) + "'; script-src '" +
                              std::string(kHtmlScriptHash) + "'; base-uri 'none'; form-action 'none'"));
}

TEST(Html, LinksOnlyWebAddresses) {
  SampleRules rules;
  rules.aws.docs = "javascript:alert(1)";
  EXPECT_THAT(RenderHtmlFinding(AwsFinding(rules), false), Not(HasSubstr("href")));
  rules.aws.docs = "https://docs.example.com/a";
  EXPECT_THAT(RenderHtmlFinding(AwsFinding(rules), false),
              HasSubstr("<a href=\"https://docs.example.com/a\" rel=\"noopener noreferrer\">"));
}

TEST(Html, IsRedactedAlwaysAndHoldsNoEMail) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.secret = "whole-secret";
  finding.match = "key = whole-secret";
  ReportOptions options;
  options.show_secrets = true;
  EXPECT_THAT(Page({finding}, SampleSummary(), options), Not(HasSubstr("whole-secret")));
  EXPECT_THAT(Page(SampleFindings(rules)), Not(HasSubstr("ada@")));
}

TEST(Html, IncompleteScanSaysSoBeforeTheFindings) {
  const SampleRules rules;
  const std::string page = Page({AwsFinding(rules)}, IncompleteSummary());
  EXPECT_LT(page.find("Incomplete: there may be secrets"), page.find("<article"));
  EXPECT_THAT(page, HasSubstr("data/dump.sql"));
  EXPECT_THAT(Page({}, IncompleteSummary()), HasSubstr("<h1>No secrets in what could be read of shop</h1>"));
}

TEST(Html, CleanScanHasNoControlsAndNoScript) {
  const std::string page = Page({});
  EXPECT_THAT(page, HasSubstr("<h1>No secrets found in shop</h1>"));
  EXPECT_THAT(page, Not(HasSubstr("<form")));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
}

TEST(Html, PlacesBeyondTheFirstAreCounted) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  EXPECT_THAT(RenderHtmlFinding(finding, false), HasSubstr("<li>and 315 more places</li>"));
  finding.other_locations.clear();
  EXPECT_THAT(RenderHtmlFinding(finding, false), HasSubstr("<li>320 other places</li>"));
}

}  // namespace
}  // namespace sluice
