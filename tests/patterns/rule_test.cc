#include "patterns/rule.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Rule, SeverityNamesReadBack) {
  for (const Severity severity : {Severity::kInfo, Severity::kLow, Severity::kMedium, Severity::kHigh, Severity::kCritical}) {
    EXPECT_EQ(ParseSeverity(SeverityName(severity)), severity);
  }
  EXPECT_EQ(SeverityName(Severity::kCritical), "critical");
  EXPECT_EQ(ParseSeverity("Critical"), std::nullopt);
}

TEST(Rule, LifetimeNamesReadBack) {
  for (const LifetimeClass lifetime : {LifetimeClass::kLongLived, LifetimeClass::kExpiring, LifetimeClass::kExpired,
                                       LifetimeClass::kIdentifier, LifetimeClass::kUnknown}) {
    EXPECT_EQ(ParseLifetimeClass(LifetimeClassName(lifetime)), lifetime);
  }
  EXPECT_EQ(LifetimeClassName(LifetimeClass::kLongLived), "long-lived");
}

TEST(Rule, KindNamesReadBack) {
  for (const Kind kind : {Kind::kStructured, Kind::kToken, Kind::kPassword}) EXPECT_EQ(ParseKind(KindName(kind)), kind);
  EXPECT_EQ(KindName(Kind::kPassword), "password");
}

TEST(Rule, StageNamesReadBack) {
  for (int i = 0; i <= static_cast<int>(Stage::kReported); ++i) EXPECT_EQ(ParseStage(StageName(Stage(i))), Stage(i));
  EXPECT_EQ(StageName(Stage::kCandidate), "candidate");
  EXPECT_EQ(StageName(Stage::kReported), "reported");
  EXPECT_EQ(ParseStage(""), std::nullopt);
}

}  // namespace
}  // namespace sluice
