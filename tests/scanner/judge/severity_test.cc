#include "scanner/judge/severity.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

Lifetime Of(LifetimeClass lifetime) { return {lifetime, std::nullopt, ""}; }

TEST(JudgeSeverity, TheMatchedSeverityHolds) {
  EXPECT_EQ(JudgeSeverity(Severity::kHigh, Facts(), Of(LifetimeClass::kLongLived)), Severity::kHigh);
  EXPECT_EQ(JudgeSeverity(Severity::kCritical, Facts(), Of(LifetimeClass::kExpiring)), Severity::kCritical);
}

TEST(JudgeSeverity, TheBytesReplaceItInEitherDirection) {
  Facts canary, service_role;
  canary.severity = Severity::kInfo;
  service_role.severity = Severity::kCritical;
  EXPECT_EQ(JudgeSeverity(Severity::kCritical, canary, Of(LifetimeClass::kLongLived)), Severity::kInfo);
  EXPECT_EQ(JudgeSeverity(Severity::kMedium, service_role, Of(LifetimeClass::kLongLived)), Severity::kCritical);
}

TEST(JudgeSeverity, ExpiredCredentialsAndIdentifiersAreInfo) {
  Facts service_role;
  service_role.severity = Severity::kCritical;
  EXPECT_EQ(JudgeSeverity(Severity::kCritical, service_role, Of(LifetimeClass::kExpired)), Severity::kInfo);
  EXPECT_EQ(JudgeSeverity(Severity::kHigh, Facts(), Of(LifetimeClass::kIdentifier)), Severity::kInfo);
}

TEST(RankPath, KnowsWhatPathsAreCalled) {
  for (const char* path : {"src/main.cc", "contest/a.py", "latest.yaml", "src/testament.c", "Documents.java", "", "/",
                           "deploy/prod.env", "src/attestation.go"}) {
    EXPECT_EQ(RankPath(path), PathRank::kNormal) << path;
  }
  for (const char* path :
       {"tests/a.py", "src/Test/Main.java", "pkg/auth_test.go", "test_login.py", "a.spec.ts", "x/testdata/key.pem"}) {
    EXPECT_EQ(RankPath(path), PathRank::kTest) << path;
  }
  for (const char* path : {"docs/setup.md", "README.md", ".env.example", "config.yml.dist", "examples/a.tf", "tests/.env.sample"}) {
    EXPECT_EQ(RankPath(path), PathRank::kExample) << path;
  }
  for (const char* path : {"node_modules/a/b.js", "vendor/x/tests/a.go", "static/app.min.js"})
    EXPECT_EQ(RankPath(path), PathRank::kVendored) << path;
}

TEST(PathConfidence, LowersButNeverDrops) {
  EXPECT_EQ(PathConfidence("src/main.cc"), 1.0);
  EXPECT_LT(PathConfidence("tests/a.py"), 1.0);
  EXPECT_GE(PathConfidence("vendor/tests/docs/a.min.js"), 0.5);
}

}  // namespace
}  // namespace sluice
