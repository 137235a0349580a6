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
  for (const char* path : {"docs/setup.md", "README.md", ".env.example", "config.yml.dist", "examples/a.tf", "tests/.env.sample",
                           "src/setup.md", "guide.rst"}) {
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

// The same value in hundreds of files is a sample or public; severity stays.
TEST(SpreadConfidence, FallsWhereHundredsOfFilesHoldTheSame) {
  EXPECT_EQ(SpreadConfidence(0), 1);
  EXPECT_EQ(SpreadConfidence(5), 1);
  EXPECT_LT(SpreadConfidence(300), 0.7);
  EXPECT_GT(SpreadConfidence(1'000'000), 0);
}

// Templates for people to copy: what also stands in a real file keeps the confidence it has there (the greatest counts).
TEST(PathConfidence, ExampleFilesAreLower) {
  for (const char* path : {".env.example", "config.sample.yml", "settings.py.template", "app.ini.dist", "db.yml.tpl"})
    EXPECT_LT(PathConfidence(path), 0.8) << path;
  EXPECT_EQ(PathConfidence(".env"), 1);
}

}  // namespace
}  // namespace sluice
