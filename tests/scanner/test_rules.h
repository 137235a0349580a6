// Small rules of the tests' own, so that no test depends on what patterns/*.yaml says today.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "patterns/forge.h"
#include "patterns/rule_set.h"
#include "scanner/detect/database.h"

namespace sluice::testlib {

inline Rule TestRule(const std::string& id, const std::string& regex) {
  Rule rule;
  rule.id = id;
  rule.name = "A test rule";
  rule.provider = "x";
  rule.severity = Severity::kMedium;
  rule.regex = rule.prefilter = regex;
  rule.remedy = "Revoke it.";
  rule.file = "x.yaml";
  return rule;
}

inline std::shared_ptr<const RuleSet> TestRules(std::vector<Rule> rules) {
  auto made = RuleSet::Make(std::move(rules));
  SLUICE_CHECK(made.ok());
  return std::make_shared<const RuleSet>(std::move(made).value());
}

inline std::shared_ptr<const Database> TestDatabase(std::vector<Rule> rules) {
  auto opened = Database::Open(TestRules(std::move(rules)), "");
  SLUICE_CHECK(opened.ok());
  return std::move(opened).value();
}

inline std::string Forged(const std::string& text_template, uint64_t index = 0) {
  auto text = ForgeExample(text_template, ForgeSeed("test", index));
  SLUICE_CHECK(text.ok());
  return std::move(text).value();
}

}  // namespace sluice::testlib
