#include "scanner/judge/lifetime.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

constexpr int64_t kNow_s = 1700000000;

Rule MakeRule(LifetimeClass lifetime) {
  Rule rule;
  rule.lifetime = {lifetime, "the rule's words", ""};
  return rule;
}

TEST(JudgeLifetime, WithoutFactsTheRuleHolds) {
  const Lifetime lifetime = JudgeLifetime(MakeRule(LifetimeClass::kLongLived), Facts(), kNow_s - 5, kNow_s);
  EXPECT_EQ(lifetime.lifetime, LifetimeClass::kLongLived);
  EXPECT_EQ(lifetime.why, "the rule's words");
  EXPECT_FALSE(lifetime.expires_at_s);
}

TEST(JudgeLifetime, AnExpiryBeforeNowIsExpired) {
  Facts facts;
  facts.expires_at_s = kNow_s;
  EXPECT_EQ(JudgeLifetime(MakeRule(LifetimeClass::kLongLived), facts, {}, kNow_s).lifetime, LifetimeClass::kExpired);
  facts.expires_at_s = kNow_s + 1;
  EXPECT_EQ(JudgeLifetime(MakeRule(LifetimeClass::kLongLived), facts, {}, kNow_s).lifetime, LifetimeClass::kExpiring);
}

TEST(JudgeLifetime, TheBytesDecideTheClass) {
  Facts facts;
  facts.lifetime = LifetimeClass::kLongLived;
  facts.why = "no exp";
  const Lifetime lifetime = JudgeLifetime(MakeRule(LifetimeClass::kExpiring), facts, {}, kNow_s);
  EXPECT_EQ(lifetime.lifetime, LifetimeClass::kLongLived);
  EXPECT_EQ(lifetime.why, "no exp");
}

TEST(JudgeLifetime, ASessionIsExpiredByConstruction36HoursAfterItsCommit) {
  const Facts facts = ReadFacts("aws-sts", "", "");
  const Lifetime old = JudgeLifetime(MakeRule(LifetimeClass::kExpiring), facts, kNow_s - 36 * 3600, kNow_s);
  EXPECT_EQ(old.lifetime, LifetimeClass::kExpired);
  EXPECT_EQ(old.expires_at_s, kNow_s);
  EXPECT_NE(old.why.find("at the latest 36 hours after its commit"), std::string::npos) << old.why;
  const Lifetime fresh = JudgeLifetime(MakeRule(LifetimeClass::kExpiring), facts, kNow_s - 3600, kNow_s);
  EXPECT_EQ(fresh.lifetime, LifetimeClass::kExpiring);
  EXPECT_EQ(fresh.expires_at_s, kNow_s + 35 * 3600);
}

TEST(JudgeLifetime, WithoutACommitABoundGivesNoDate) {
  const Lifetime lifetime = JudgeLifetime(MakeRule(LifetimeClass::kLongLived), ReadFacts("ttl-90d", "", ""), {}, kNow_s);
  EXPECT_EQ(lifetime.lifetime, LifetimeClass::kExpiring);
  EXPECT_FALSE(lifetime.expires_at_s);
  EXPECT_EQ(lifetime.why, "the rule's words");
}

TEST(JudgeLifetime, ADateThatNoCommitCanHaveBoundsNothing) {
  const Facts facts = ReadFacts("aws-sts", "", "");
  EXPECT_FALSE(JudgeLifetime(MakeRule(LifetimeClass::kExpiring), facts, 0, kNow_s).expires_at_s);
  EXPECT_EQ(JudgeLifetime(MakeRule(LifetimeClass::kExpiring), facts, kNow_s + 99 * 86400, kNow_s).expires_at_s, kNow_s + 36 * 3600);
}

TEST(JudgeLifetime, TheBoundIsSaidInDaysWhenItIsLong) {
  const Lifetime lifetime = JudgeLifetime(MakeRule(LifetimeClass::kExpiring), ReadFacts("ttl-90d", "", ""), kNow_s, kNow_s);
  EXPECT_EQ(lifetime.why, "the rule's words; dead at the latest 90 days after its commit");
}

TEST(JudgeLifetime, ACommitAtTheEndOfTimeDoesNotOverflow) {
  EXPECT_EQ(JudgeLifetime(MakeRule(LifetimeClass::kExpiring), ReadFacts("ttl-90d", "", ""), INT64_MAX, kNow_s).lifetime,
            LifetimeClass::kExpiring);
}

}  // namespace
}  // namespace sluice
