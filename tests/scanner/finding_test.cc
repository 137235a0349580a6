#include "scanner/finding.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

const Rule kFirst = testlib::TestRule("a", "KEY1");
const Rule kSecond = testlib::TestRule("b", "KEY2");

Finding Make(Severity severity, const Rule& rule, const std::string& path, uint32_t line, uint32_t column,
             const std::string& fingerprint) {
  Finding finding;
  finding.severity = severity;
  finding.rule = &rule;
  finding.location.path = path;
  finding.location.line = line;
  finding.location.column = column;
  finding.fingerprint = fingerprint;
  return finding;
}

// Each differs from the next in one respect, and everything that counts less says the opposite.
std::vector<Finding> InOrder() {
  return {
      Make(Severity::kCritical, kSecond, "z", 9, 9, "9"), Make(Severity::kInfo, kFirst, "z", 9, 9, "9"),
      Make(Severity::kInfo, kSecond, "a", 9, 9, "9"),     Make(Severity::kInfo, kSecond, "b", 1, 9, "9"),
      Make(Severity::kInfo, kSecond, "b", 2, 1, "9"),     Make(Severity::kInfo, kSecond, "b", 2, 2, "1"),
      Make(Severity::kInfo, kSecond, "b", 2, 2, "2"),
  };
}

TEST(ReportsBefore, WorstThenRuleThenPlaceThenFingerprint) {
  const std::vector<Finding> findings = InOrder();
  for (size_t i = 0; i < findings.size(); ++i) {
    for (size_t j = 0; j < findings.size(); ++j) EXPECT_EQ(ReportsBefore(findings[i], findings[j]), i < j) << i << " and " << j;
  }
}

TEST(ReportsBefore, WhatElseAFindingSaysDoesNotCount) {
  Finding a = InOrder()[0], b = a;
  b.confidence = 1;
  b.secret = "x";
  b.in_head = true;
  EXPECT_FALSE(ReportsBefore(a, b));
  EXPECT_FALSE(ReportsBefore(b, a));
}

}  // namespace
}  // namespace sluice
