// GitLab's JSON schema is not in the tree; what its version 15.0.7 demands of this report is checked here piece by piece.
#include "report/gitlab.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

void ExpectText(const Json& json, const char* key, size_t longest = 1048576) {
  ASSERT_TRUE(json.contains(key) && json[key].is_string()) << key;
  EXPECT_FALSE(json[key].get<std::string>().empty()) << key;
  EXPECT_LE(json[key].get<std::string>().size(), longest) << key;
}

void ExpectTool(const Json& tool) {
  for (const char* key : {"id", "name", "version"}) ExpectText(tool, key);
  ExpectText(tool["vendor"], "name");
}

void ExpectScan(const Json& scan) {
  ExpectTool(scan["analyzer"]);
  ExpectTool(scan["scanner"]);
  EXPECT_EQ(scan["type"], "secret_detection");
  EXPECT_TRUE(scan["status"] == "success" || scan["status"] == "failure");
  for (const char* key : {"start_time", "end_time"}) {
    EXPECT_THAT(scan[key].get<std::string>(),
                MatchesRegex("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]"));
  }
  for (const Json& message : scan["messages"]) {
    EXPECT_TRUE(std::set<std::string>({"info", "warn", "fatal"}).contains(message["level"]));
    ExpectText(message, "value");
  }
}

void ExpectVulnerability(const Json& one) {
  ExpectText(one, "id");
  ExpectText(one, "name", 255);
  ExpectText(one, "description");
  ExpectText(one, "solution", 7000);
  EXPECT_TRUE(std::set<std::string>({"Info", "Unknown", "Low", "Medium", "High", "Critical"}).contains(one["severity"]));
  ASSERT_GE(one["identifiers"].size(), 1U);
  for (const Json& identifier : one["identifiers"]) {
    for (const char* key : {"type", "name", "value"}) ExpectText(identifier, key);
    EXPECT_THAT(identifier.value("url", "https://none"), testing::StartsWith("https://"));
  }
  ExpectText(one["location"]["commit"], "sha");
  EXPECT_TRUE(!one["location"].contains("start_line") || one["location"]["start_line"].is_number());
  for (const auto& [key, field] : one["details"].items()) {
    ExpectText(field, "name");
    EXPECT_EQ(field["type"], "text");
    EXPECT_TRUE(field["value"].is_string()) << key;
  }
}

Json Report(const std::vector<Finding>& findings, const Summary& summary = SampleSummary(), const ReportOptions& options = {}) {
  Json json = Json::parse(Render("gitlab", findings, summary, SampleInfo(), options));
  EXPECT_EQ(json["version"], "15.0.7");
  ExpectScan(json["scan"]);
  for (const Json& one : json["vulnerabilities"]) ExpectVulnerability(one);
  return json;
}

TEST(Gitlab, FindingsOfEveryKindAreValid) {
  const SampleRules rules;
  EXPECT_EQ(Report(SampleFindings(rules))["vulnerabilities"].size(), 7U);
  EXPECT_EQ(Report({})["vulnerabilities"], Json::array());
}

TEST(Gitlab, HostileAndExtremeFindingsAreValid) {
  SampleRules rules;
  rules.aws.name = std::string(300, 'n');
  rules.aws.docs = "javascript:alert(1)";
  Finding finding = AwsFinding(rules);
  finding.remediation = std::string(8000, 'r');
  finding.location = {};
  finding.fingerprint.clear();
  const Json json = Report({HostileFinding(rules), finding}, HostileSummary());
  EXPECT_EQ(json["vulnerabilities"][1]["location"]["commit"]["sha"], "0000000");
}

TEST(Gitlab, IncompleteScanFailedAndNamesEveryUnreadThing) {
  const Json scan = Report({}, IncompleteSummary())["scan"];
  EXPECT_EQ(scan["status"], "failure");
  EXPECT_EQ(scan["messages"].size(), 3U);
  EXPECT_EQ(Report({})["scan"]["status"], "success");
}

TEST(Gitlab, TimesComeFromTheClockThatIsGiven) {
  ReportOptions options;
  options.clock_s = [] { return kSampleTime; };
  EXPECT_EQ(Report({}, SampleSummary(), options)["scan"]["start_time"], "2026-01-02T03:04:05");
}

TEST(Gitlab, DescriptionHoldsNoMarkdownOfOthers) {
  const SampleRules rules;
  const std::string text = Report({HostileFinding(rules)})["vulnerabilities"][0]["description"];
  EXPECT_THAT(text, HasSubstr("\\[this\\]\\(https"));
}

TEST(Gitlab, NamesNobodyAndNeverHoldsAWholeSecret) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.secret = finding.match = "whole-secret";
  ReportOptions options;
  options.show_secrets = true;
  const std::string text = Render("gitlab", {finding}, SampleSummary(), SampleInfo(), options);
  EXPECT_THAT(text, Not(HasSubstr("whole-secret")));
  EXPECT_THAT(text, Not(HasSubstr("Lovelace")));
  EXPECT_THAT(text, Not(HasSubstr("ada@")));
}

}  // namespace
}  // namespace sluice
