#include "report/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using Json = nlohmann::ordered_json;
using testing::ElementsAre;

std::vector<std::string> Keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

Json OneLine(const Finding& finding) { return Json::parse(Render("jsonl", {finding}, SampleSummary(), SampleInfo())); }

TEST(JsonLines, KeysAndTheirOrderAreThePromisedOnes) {
  const SampleRules rules;
  const Json json = OneLine(AwsFinding(rules));
  EXPECT_THAT(Keys(json), ElementsAre("schema", "rule", "name", "provider", "fingerprint", "severity", "confidence", "entropy",
                                      "secret", "match", "lifetime", "details", "location", "other_locations", "locations_total",
                                      "in_head", "remediation", "docs"));
  EXPECT_THAT(Keys(json["lifetime"]), ElementsAre("class", "expires_at", "why"));
  EXPECT_THAT(Keys(json["location"]), ElementsAre("source", "path", "line", "column", "end_line", "end_column", "blob", "commit",
                                                  "author", "email", "date", "ref"));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_TRUE(json["lifetime"]["expires_at"].is_null());
  EXPECT_EQ(json["entropy"], 3.84);
  EXPECT_EQ(json["location"]["date"], "2026-01-02T03:04:05Z");
  EXPECT_EQ(json["other_locations"].size(), 5u);
  EXPECT_EQ(json["locations_total"], 321);
}

TEST(JsonLines, KeysThatDoNotApplyAreLeftOut) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.location = {};
  finding.location.source = LocationSource::kStdin;
  finding.location.line = finding.location.end_line = 4;
  EXPECT_THAT(Keys(OneLine(finding)["location"]), ElementsAre("source", "line", "column", "end_line", "end_column"));
  finding.location.source = LocationSource::kPath;
  finding.location.path = "a";
  finding.location.line = 0;
  EXPECT_THAT(Keys(OneLine(finding)["location"]), ElementsAre("source", "path"));
}

TEST(JsonLines, OneFindingALineAndNothingElse) {
  const SampleRules rules;
  std::vector<Finding> findings = SampleFindings(rules);
  findings.push_back(HostileFinding(rules));
  const std::string text = Render("jsonl", findings, IncompleteSummary(), SampleInfo());
  EXPECT_EQ(static_cast<size_t>(std::count(text.begin(), text.end(), '\n')), findings.size());
  EXPECT_EQ(Render("jsonl", {}, IncompleteSummary(), SampleInfo()), "");
}

TEST(JsonLines, InvalidUtf8IsReplacedAndControlsAreEscaped) {
  const SampleRules rules;
  const std::string text = Render("jsonl", {HostileFinding(rules)}, SampleSummary(), SampleInfo());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\xc2\x9b"), std::string::npos);
  EXPECT_EQ(text.find("\u202e"), std::string::npos);
  EXPECT_EQ(Json::parse(text)["location"]["path"], "a\x1b[2J\nb\ufffd/\u202e%?#c:d.txt");
}

TEST(JsonLines, NumbersAreAlwaysNumbers) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.confidence = std::numeric_limits<double>::quiet_NaN();
  finding.entropy = std::numeric_limits<double>::infinity();
  EXPECT_EQ(OneLine(finding)["confidence"], 0);
  EXPECT_EQ(OneLine(finding)["entropy"], 0);
}

TEST(JsonReport, HoldsFindingsAndWhatWasScanned) {
  const SampleRules rules;
  const Json json = Json::parse(Render("json", SampleFindings(rules), SampleSummary(), SampleInfo()));
  EXPECT_THAT(Keys(json), ElementsAre("schema", "tool", "target", "mode", "findings", "findings_allowed", "findings_older",
                                      "scanned", "complete", "unread", "unread_accepted", "interrupted"));
  EXPECT_EQ(json["findings"].size(), 7u);
  EXPECT_EQ(json["findings"][0], OneLine(AwsFinding(rules)));
  EXPECT_EQ(json["complete"], true);
  EXPECT_TRUE(json["interrupted"].is_null());
  EXPECT_EQ(json["scanned"]["bytes"], 1288490188);
}

TEST(JsonReport, IncompleteScanNamesEveryUnreadThing) {
  const Json json = Json::parse(Render("json", {}, IncompleteSummary(), SampleInfo()));
  EXPECT_EQ(json["findings"], Json::array());
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["interrupted"], "SIGINT");
  ASSERT_EQ(json["unread"].size(), 2u);
  EXPECT_EQ(json["unread"][1]["what"], "history before 9999012345");
  EXPECT_EQ(json["findings_allowed"], 2);
}

}  // namespace
}  // namespace sluice
