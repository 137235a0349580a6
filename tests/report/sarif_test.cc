// The public JSON schema is not in the tree; what it demands and what dashboards need is checked here piece by piece.
#include "report/sarif.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

Json RunOf(const std::vector<Finding>& findings, const Summary& summary = SampleSummary(), const ReportOptions& options = {}) {
  const Json json = Json::parse(Render("sarif", findings, summary, SampleInfo(), options));
  EXPECT_EQ(json["version"], "2.1.0");
  EXPECT_THAT(json["$schema"].get<std::string>(), testing::EndsWith("/sarif-schema-2.1.0.json"));
  EXPECT_EQ(json["runs"].size(), 1u);
  return json["runs"][0];
}

Json Artifact(const Finding& finding) {
  return RunOf({finding})["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
}

TEST(Sarif, EveryResultPointsAtItsRule) {
  const SampleRules rules;
  std::vector<Finding> findings = SampleFindings(rules);
  findings.push_back(AwsFinding(rules));
  const Json run = RunOf(findings);
  const Json& described = run["tool"]["driver"]["rules"];
  EXPECT_EQ(described.size(), 7u);
  std::set<std::string> ids;
  for (const Json& rule : described) EXPECT_TRUE(ids.insert(rule["id"]).second);
  for (const Json& result : run["results"]) EXPECT_EQ(described.at(result["ruleIndex"].get<size_t>())["id"], result["ruleId"]);
}

TEST(Sarif, RulesCarryWhatDashboardsShow) {
  const SampleRules rules;
  const Json rule = RunOf({AwsFinding(rules)})["tool"]["driver"]["rules"][0];
  EXPECT_EQ(rule["shortDescription"]["text"], "AWS access key ID");
  EXPECT_THAT(rule["fullDescription"]["text"].get<std::string>(), HasSubstr("long-lived"));
  EXPECT_THAT(rule["help"]["text"].get<std::string>(), HasSubstr("Deactivate the key"));
  EXPECT_THAT(rule["help"]["markdown"].get<std::string>(), HasSubstr("[Documentation](<https://"));
  EXPECT_EQ(rule["helpUri"], "https://docs.example.com/aws-access-key-id");
  EXPECT_EQ(rule["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(rule["properties"]["security-severity"], "8.0");
  EXPECT_EQ(rule["properties"]["tags"], Json::array({"security", "secret", "aws"}));
}

TEST(Sarif, HelpUriIsAUriOrAbsent) {
  SampleRules rules;
  for (const std::string docs :
       {"", "see the wiki", "https://example.com/a b", "javascript:alert(1)", "https://example.com/\x1b"}) {
    rules.aws.docs = docs;
    EXPECT_FALSE(RunOf({AwsFinding(rules)})["tool"]["driver"]["rules"][0].contains("helpUri")) << docs;
  }
}

TEST(Sarif, LevelsFollowTheFinding) {
  const SampleRules rules;
  const Json results = RunOf(SampleFindings(rules))["results"];
  std::vector<std::string> levels;
  for (const Json& result : results) levels.push_back(result["level"]);
  EXPECT_THAT(levels, testing::ElementsAre("error", "error", "error", "warning", "note", "note", "note"));
}

TEST(Sarif, PathsArePercentEncodedAndRelativeToTheRoot) {
  const SampleRules rules;
  Finding finding = HostileFinding(rules);
  EXPECT_EQ(Artifact(finding)["uri"], "a%1B%5B2J%0Ab%FF/%E2%80%AE%25%3F%23c%3Ad.txt");
  EXPECT_EQ(Artifact(finding)["uriBaseId"], "%SRCROOT%");
  finding.location.path = "/etc/app config";
  EXPECT_EQ(Artifact(finding), Json({{"uri", "file:///etc/app%20config"}}));
}

TEST(Sarif, WhatIsNoFileHasALogicalLocation) {
  const SampleRules rules;
  const Json location = RunOf({SampleFindings(rules)[1]})["results"][0]["locations"][0];
  const std::string id = SampleId('3').Hex();
  EXPECT_EQ(location["physicalLocation"]["artifactLocation"], Json({{"uri", "commit/" + id}}));
  EXPECT_EQ(location["logicalLocations"][0]["fullyQualifiedName"], "commit message " + id);
  Finding finding = AwsFinding(rules);
  finding.location = {};
  finding.location.source = LocationSource::kStdin;
  EXPECT_EQ(Artifact(finding)["uri"], "stdin");
}

TEST(Sarif, RegionsAreValidOrAbsent) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  const auto region = [&finding] {
    return RunOf({finding})["results"][0]["locations"][0]["physicalLocation"].value("region", Json());
  };
  EXPECT_EQ(region(), Json({{"startLine", 12}, {"startColumn", 21}, {"endLine", 12}, {"endColumn", 41}}));
  finding.location.column = finding.location.end_column = finding.location.end_line = 0;
  EXPECT_EQ(region(), Json({{"startLine", 12}, {"startColumn", 1}, {"endLine", 12}, {"endColumn", 1}}));
  finding.location.source = LocationSource::kPath;
  EXPECT_TRUE(region().is_null());
}

TEST(Sarif, OtherPlacesAreDistinctRelatedLocations) {
  const SampleRules rules;
  Finding finding = AwsFinding(rules);
  finding.other_locations.assign(3, finding.location);
  const Json related = RunOf({finding})["results"][0]["relatedLocations"];
  std::set<std::string> distinct;
  for (const Json& location : related) distinct.insert(location.dump());
  EXPECT_EQ(distinct.size(), 3u);
}

TEST(Sarif, FingerprintIsTheFindings) {
  const SampleRules rules;
  const Finding finding = AwsFinding(rules);
  EXPECT_EQ(RunOf({finding})["results"][0]["partialFingerprints"], Json({{"sluice/v1", finding.fingerprint}}));
}

TEST(Sarif, NamesNobodyAndNeverHoldsAWholeSecret) {
  const SampleRules rules;
  ReportOptions options;
  options.show_secrets = true;
  Finding finding = AwsFinding(rules);
  finding.secret = "whole-secret";
  finding.match = "key = whole-secret";
  const std::string text = Render("sarif", {finding}, SampleSummary(), SampleInfo(), options);
  EXPECT_THAT(text, Not(HasSubstr("whole-secret")));
  EXPECT_THAT(text, Not(HasSubstr("Lovelace")));
  EXPECT_THAT(text, Not(HasSubstr("ada@")));
  EXPECT_THAT(Render("sarif", {AwsFinding(rules)}, SampleSummary(), SampleInfo()),
              HasSubstr("AWS access key ID (AKIA…7QXY), long-lived"));
}

TEST(Sarif, MessagesHoldNoPlaceholdersAndNoLinksOfOthers) {
  const SampleRules rules;
  const std::string message = RunOf({HostileFinding(rules)})["results"][0]["message"]["text"];
  EXPECT_THAT(message, HasSubstr("{{0}}"));
  EXPECT_THAT(message, HasSubstr("[this] (https://evil.example) {{1}}"));
}

TEST(Sarif, CompleteScanWasSuccessful) {
  const Json run = RunOf({});
  EXPECT_EQ(run["results"], Json::array());
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"], Json::array());
}

TEST(Sarif, IncompleteScanNotifiesOfEveryUnreadThing) {
  const Json run = RunOf({}, IncompleteSummary());
  const Json& invocation = run["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  ASSERT_EQ(invocation["toolExecutionNotifications"].size(), 3u);
  EXPECT_THAT(invocation["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(), HasSubstr("data/dump.sql"));
  EXPECT_EQ(invocation["toolExecutionNotifications"][2]["descriptor"]["id"], "interrupted");
  EXPECT_EQ(run["tool"]["driver"]["notifications"].size(), 2u);
}

}  // namespace
}  // namespace sluice
