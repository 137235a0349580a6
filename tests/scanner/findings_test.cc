#include "scanner/findings.h"

#include <gtest/gtest.h>

#include "tests/scanner/fake_source.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::At;
using testlib::Commit;
using testlib::FakeSource;
using testlib::TestRule;

// Rule 0 is an id that names rule 1 as its other half.
std::shared_ptr<const RuleSet> PairRules() {
  Rule id = TestRule("a-id", "\\b(KEYID[0-9]{4})\\b");
  id.pair = Pair{"b-secret", "", 3, Severity::kCritical};
  return testlib::TestRules({id, TestRule("b-secret", "\\b(KEYSECRET[0-9]{4})\\b")});
}

class Findings : public testing::Test {
 protected:
  void Put(uint32_t rule, const std::string& secret, uint32_t item, uint32_t line = 1) {
    MatchGroup& group = matches_.Group(MakeSecretKey((*rules_)[rule], secret), rule);
    group.sealed.secret = secret;
    group.occurrences.push_back({{LocationSource::kBlob, item}, line, 1, line, 9, 0.9F, Severity::kMedium});
  }
  void AllowPath(const std::string& glob) {
    AllowEntry entry;
    entry.paths = {glob};
    entry.why = "a test";
    auto made = Allowlist::Make({entry}, "x.yaml");
    ASSERT_TRUE(made.ok()) << made.error().message;
    allowlist_ = std::move(made).value();
  }
  std::vector<Finding> Make(bool all_locations = false, unsigned jobs = 1) {
    return MakeFindings(*rules_, matches_, &source_, {&allowlist_, all_locations, jobs, 0}, {}, &unread_).list;
  }

  std::shared_ptr<const RuleSet> rules_ = PairRules();
  MatchTable matches_;
  FakeSource source_;
  Allowlist allowlist_;
  std::vector<Unread> unread_;
};

std::string Partner(const Finding& finding) {
  for (const auto& [name, value] : finding.details) {
    if (name == "paired_with") return value;
  }
  return "";
}

TEST_F(Findings, OneForASecretAtItsEarliestPlace) {
  source_.places = {{1, {At(5, "later"), At(7, "latest")}}, {2, {At(3, "first")}}};
  Put(0, "one", 1, 10);
  Put(0, "one", 2, 20);
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].location.path, "first");
  EXPECT_EQ(findings[0].location.line, 20U);
  EXPECT_EQ(findings[0].locations_total, 3U);
  ASSERT_EQ(findings[0].other_locations.size(), 2U);
  EXPECT_EQ(findings[0].other_locations[0].path, "later");
  EXPECT_EQ(findings[0].other_locations[1].path, "latest");
  EXPECT_EQ(findings[0].fingerprint.size(), 40U);
  EXPECT_TRUE(unread_.empty());
}

TEST_F(Findings, PlacesOfOneOrderStandByPathAndLine) {
  source_.places = {{1, {At(1, "b"), At(1, "a")}}};
  Put(0, "one", 1, 8);
  Put(0, "one", 1, 3);
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].location.path, "a");
  EXPECT_EQ(findings[0].location.line, 3U);
  ASSERT_EQ(findings[0].other_locations.size(), 3U);
  EXPECT_EQ(findings[0].other_locations[0].line, 8U);
  EXPECT_EQ(findings[0].other_locations[1].path, "b");
}

TEST_F(Findings, SecretsAreSortedAsReportsListThem) {
  source_.places = {{1, {At(1, "z", 1)}}, {2, {At(2, "a", 2)}}};
  Put(1, "of the second rule", 1);
  Put(0, "at z", 1, 2);
  Put(0, "at a", 2);
  source_.places[3] = {At(9, "zz", 9)};
  matches_.Group(MakeSecretKey((*rules_)[1], "worst"), 1)
      .occurrences.push_back({{LocationSource::kBlob, 3}, 1, 1, 1, 9, 0.9F, Severity::kHigh});
  const auto findings = Make(false, 4);
  ASSERT_EQ(findings.size(), 4U);
  for (size_t i = 1; i < findings.size(); ++i) EXPECT_TRUE(ReportsBefore(findings[i - 1], findings[i])) << i;
}

TEST_F(Findings, OtherPlacesAreCappedAndCounted) {
  for (uint64_t i = 0; i < 150; ++i) source_.places[1].push_back(At(i, "file"));
  Put(0, "one", 1);
  const auto capped = Make(), all = Make(true);
  ASSERT_EQ(capped.size(), 1U);
  EXPECT_EQ(capped[0].other_locations.size(), 100U);
  EXPECT_EQ(capped[0].locations_total, 150U);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].other_locations.size(), 149U);
}

TEST_F(Findings, WhatStandsInHundredsOfFilesIsLessSure) {
  for (uint64_t i = 0; i < 300; ++i) source_.places[1].push_back(At(i, "file" + std::to_string(i)));
  for (uint64_t i = 0; i < 300; ++i) source_.places[2].push_back(At(i, "one file in many versions"));
  Put(0, "sample", 1);
  Put(1, "secret", 2);
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_LT(findings[0].confidence, 0.6);
  EXPECT_NEAR(findings[1].confidence, 0.9, 0.01);
}

TEST_F(Findings, AnyPlaceInHeadCounts) {
  source_.places = {{1, {At(1, "old"), At(2, "new")}}, {2, {At(3, "gone")}}};
  source_.places[1][1].in_head = true;
  Put(0, "one", 1);
  Put(1, "two", 2);
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_TRUE(findings[0].in_head);
  EXPECT_FALSE(findings[1].in_head);
}

TEST_F(Findings, AllowedPlacesAreLeftOut) {
  source_.places = {{1, {At(1, "vendor/a"), At(2, "src/a")}}, {2, {At(1, "vendor/b")}}};
  Put(0, "in both", 1);
  Put(0, "only vendored", 2);
  ASSERT_EQ(Make().size(), 2U);
  AllowPath("vendor/**");
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].secret, "in both");
  EXPECT_EQ(findings[0].location.path, "src/a");
  EXPECT_EQ(findings[0].locations_total, 1U);
}

TEST_F(Findings, AllowedEntriesOfAnArchiveAreLeftOut) {
  source_.places = {{1, {At(1, "backup.zip")}}};
  Put(0, "one", 1);
  MatchGroup& group = matches_.Group(MakeSecretKey((*rules_)[0], "one"), 0);
  group.occurrences.back().way = matches_.WayIndex({{"in.tar", "conf/a.env"}, {}});
  for (const char* other : {"conf/**", "/backup.zip/conf/**"}) {
    AllowPath(other);
    EXPECT_EQ(Make().size(), 1U) << other;
  }
  AllowPath("backup.zip/in.tar/conf/*.env");
  EXPECT_TRUE(Make().empty());
}

TEST_F(Findings, HalvesInFilesOfOneCommitAreJoined) {
  source_.places = {{1, {At(1, "id", 7)}}, {2, {At(1, "secret", 7)}}};
  Put(0, "an id", 1);
  Put(1, "a secret", 2);
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(Partner(findings[0]), "b-secret");
  EXPECT_EQ(Partner(findings[1]), "a-id");
  for (const Finding& finding : findings) EXPECT_EQ(finding.severity, Severity::kCritical);
}

TEST_F(Findings, OneHalfEndsAndIsRevokedAsTheOther) {
  source_.places = {{1, {At(1, "id", 7)}}, {2, {At(1, "secret", 7)}}};
  Put(0, "an id", 1);
  Put(1, "a secret", 2);
  Facts& facts = matches_.Group(MakeSecretKey((*rules_)[0], "an id"), 0).sealed.facts;
  facts.lifetime = LifetimeClass::kExpiring;
  facts.max_age_s = 3600;
  facts.remedy = "End the session";
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 2U);
  for (const Finding& finding : findings) {
    EXPECT_EQ(finding.lifetime.lifetime, LifetimeClass::kExpiring) << finding.rule->id;
    EXPECT_TRUE(finding.remediation.starts_with("End the session")) << finding.rule->id;
  }
}

TEST_F(Findings, WhatWasRenewedInAnotherFileLives) {
  source_.places = {{1, {At(1, "old")}}, {2, {At(2, "new")}}, {3, {At(3, "other")}}};
  for (const uint32_t item : {1, 2, 3}) Put(0, "one", item);
  MatchGroup& group = matches_.Group(MakeSecretKey((*rules_)[0], "one"), 0);
  group.sealed.facts.expires_at_s = group.occurrences[0].end_s = -100;  // the clock stands at 0
  EXPECT_EQ(Make()[0].lifetime.lifetime, LifetimeClass::kExpired);
  group.occurrences[1].end_s = 100;
  group.occurrences[2].end_s = -50;
  EXPECT_EQ(Make()[0].lifetime.lifetime, LifetimeClass::kExpiring);
  EXPECT_EQ(Make()[0].lifetime.expires_at_s, 100);
}

TEST_F(Findings, HalvesOfDifferentCommitsStayAlone) {
  source_.places = {{1, {At(1, "id", 7)}}, {2, {At(2, "secret", 8)}}};
  Put(0, "an id", 1);
  Put(1, "a secret", 2);
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 2U);
  for (const Finding& finding : findings) {
    EXPECT_EQ(Partner(finding), "");
    EXPECT_EQ(finding.severity, Severity::kMedium);
  }
}

TEST_F(Findings, OneSecretIsTheOtherHalfOfOneId) {
  source_.places = {{1, {At(1, "id", 7)}}, {2, {At(1, "secret", 7)}}};
  Put(0, "an id", 1, 1);
  Put(0, "another id", 1, 2);
  Put(1, "a secret", 2);
  size_t paired = 0;
  for (const Finding& finding : Make()) paired += Partner(finding).empty() ? 0 : 1;
  EXPECT_EQ(paired, 2U);
}

TEST_F(Findings, AreReportedWhenTheirPlacesCannotBeTold) {
  source_.fails = true;
  AllowPath("**");
  Put(0, "one", 1);
  Put(1, "two", 2);
  const auto findings = Make();
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].secret, "one");
  EXPECT_EQ(findings[0].location.path, "");
  ASSERT_EQ(unread_.size(), 1U);
  EXPECT_EQ(unread_[0].why, "the history is broken");
}

TEST_F(Findings, WhatStoodBeforeTheChangeAtAPlaceIsNotOfThatPlace) {
  Place changed = At(5, "changed"), moved = At(6, "moved");
  changed.earlier = {{LocationSource::kBlob, 11}};
  moved.earlier = {{LocationSource::kBlob, 12}};
  source_.places = {{1, {changed}}, {2, {moved}}, {3, {At(7, "added")}}};
  Put(0, "older", 1);
  Put(0, "of another file", 2);
  Put(0, "also added", 1);
  Put(0, "also added", 3);
  std::vector<Item> asked;
  const auto match_earlier = [&](const std::vector<Item>& items) {
    asked = items;
    MatchTable earlier;
    for (const char* secret : {"older", "of another file", "also added"})
      earlier.Group(MakeSecretKey((*rules_)[0], secret), 0).occurrences.push_back({.item = {LocationSource::kBlob, 11}});
    return earlier;
  };
  const FindingList made =
      MakeFindings(*rules_, matches_, &source_, {.allowlist = &allowlist_, .match_earlier = match_earlier}, {}, &unread_);
  EXPECT_EQ(asked, (std::vector<Item>{{LocationSource::kBlob, 11}, {LocationSource::kBlob, 12}}));
  std::map<std::string, std::string> places;
  for (const Finding& finding : made.list) places[finding.secret] = finding.location.path;
  EXPECT_EQ(places, (std::map<std::string, std::string>{{"also added", "added"}, {"of another file", "moved"}}));
  EXPECT_EQ(made.older, 1U);
}

TEST_F(Findings, OfAListOfPasswordsTheFirstOnesOfEveryFileAreToldAndTheRestIsNamed) {
  Rule password = TestRule("p-password", "\\b(P[0-9]{4})\\b");
  password.kind = Kind::kPassword;
  rules_ = testlib::TestRules({password, TestRule("t-token", "\\b(T[0-9]{4})\\b")});
  source_.places = {{1, {At(1, "words.txt")}}, {2, {At(2, "app.conf")}}};
  for (uint32_t line = 1; line <= 9; ++line) {
    Put(0, "word" + std::to_string(line), 1, line);
    Put(1, "token" + std::to_string(line), 1, line);
  }
  Put(0, "of the application", 2, 100);
  const FindingList made = MakeFindings(*rules_, matches_, &source_, {.allowlist = &allowlist_, .max_guessable = 4}, {}, &unread_);
  std::vector<std::string> passwords;
  for (const Finding& finding : made.list) {
    if (finding.rule->id == "p-password") passwords.push_back(finding.secret);
  }
  EXPECT_EQ(passwords, (std::vector<std::string>{"of the application", "word1", "word2", "word3"}));
  EXPECT_EQ(made.list.size(), 4U + 9U);
  EXPECT_EQ(made.left_out, 6U);
  ASSERT_EQ(unread_.size(), 1U);
  EXPECT_EQ(unread_[0].what, "words.txt");
  EXPECT_EQ(unread_[0].why.substr(0, 18), "6 passwords more t");
}

TEST_F(Findings, NothingFoundAsksForNoPlaces) {
  source_.fails = true;
  EXPECT_TRUE(Make().empty());
  EXPECT_TRUE(unread_.empty());
}

}  // namespace
}  // namespace sluice
