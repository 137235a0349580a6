#include "scanner/judge/remedy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Rule AwsRule() {
  Rule rule;
  rule.provider = "aws";
  rule.remedy = "Deactivate the key in IAM; use a role instead";
  return rule;
}

Location In(LocationSource source) {
  Location location;
  location.source = source;
  location.email = "joe@acme.net";
  location.path = "conf/prod.env";
  return location;
}

const Lifetime kLongLived = {LifetimeClass::kLongLived, std::nullopt, ""};

TEST(Remedy, NamesTheAccountTheActionAndTheHistory) {
  Facts facts;
  facts.details = {{"account_id", "123456789012"}};
  const std::string text = Remedy(AwsRule(), kLongLived, facts, In(LocationSource::kBlob), true);
  EXPECT_THAT(text,
              StartsWith("AWS account 123456789012: Deactivate the key in IAM; use a role instead. Then take it out of the file."));
  EXPECT_THAT(text, HasSubstr("Rotate first"));
  EXPECT_THAT(text, Not(HasSubstr("@")));
  EXPECT_THAT(text, Not(HasSubstr("\n")));
}

TEST(Remedy, WhatIsGoneFromTheTreeStaysInHistory) {
  const std::string text = Remedy(AwsRule(), kLongLived, Facts(), In(LocationSource::kBlob), false);
  EXPECT_THAT(text, HasSubstr("gone from the current tree but stays in history"));
  EXPECT_THAT(text, Not(HasSubstr("take it out of the file")));
}

TEST(Remedy, WhatIsNotCommittedNeedsNoHistoryAdvice) {
  for (const LocationSource source : {LocationSource::kIndex, LocationSource::kWorktree, LocationSource::kStdin}) {
    EXPECT_THAT(Remedy(AwsRule(), kLongLived, Facts(), In(source), false), Not(HasSubstr("history")));
  }
}

TEST(Remedy, AMessageCannotBeEdited) {
  EXPECT_THAT(Remedy(AwsRule(), kLongLived, Facts(), In(LocationSource::kCommitMessage), true), HasSubstr("stands in a message"));
}

TEST(Remedy, AnExpiredCredentialNeedsNoRotation) {
  const Lifetime expired = {LifetimeClass::kExpired, 1704067200, ""};
  const std::string text = Remedy(AwsRule(), expired, Facts(), In(LocationSource::kBlob), false);
  EXPECT_EQ(text, "It expired by 2024-01-01T00:00:00Z: nothing to rotate.");
}

TEST(Remedy, AnExpiringOneSaysUntilWhen) {
  const Lifetime expiring = {LifetimeClass::kExpiring, 1704067200, ""};
  EXPECT_THAT(Remedy(AwsRule(), expiring, Facts(), In(LocationSource::kBlob), true),
              HasSubstr("It ends by itself by 2024-01-01T00:00:00Z"));
}

TEST(Remedy, ACanaryIsLeftAlone) {
  Facts facts;
  facts.details = {{"kind", "canary"}};
  const std::string text = Remedy(AwsRule(), kLongLived, facts, In(LocationSource::kBlob), true);
  EXPECT_THAT(text, HasSubstr("leave it alone"));
  EXPECT_THAT(text, Not(HasSubstr("Deactivate")));
}

TEST(Remedy, AnIdentifierOpensNothing) {
  EXPECT_THAT(Remedy(AwsRule(), {LifetimeClass::kIdentifier, {}, ""}, Facts(), In(LocationSource::kBlob), true),
              HasSubstr("nothing to rotate"));
}

TEST(Remedy, ARuleWithoutARemedyStillSaysWhatToDo) {
  EXPECT_THAT(Remedy(Rule(), kLongLived, Facts(), In(LocationSource::kBlob), true), StartsWith("Revoke it where it was issued"));
}

}  // namespace
}  // namespace sluice
