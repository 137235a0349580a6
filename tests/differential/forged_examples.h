// Examples of all built-in rules, forged from a seed, and the database that looks for them: what tests of seeds build their texts
// of.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "patterns/forge.h"
#include "patterns/load.h"
#include "scanner/detect/candidates.h"

namespace sluice::testlib {

class ForgedExamples : public testing::TestWithParam<unsigned> {
 protected:
  ForgedExamples() : random_(GetParam()), rules_(LoadRules(SLUICE_SOURCE_DIR "/patterns").value()) {
    Result<RuleSet> set = RuleSet::Make(rules_);
    SLUICE_CHECK(set.ok());
    database_ = Database::Open(std::make_shared<const RuleSet>(std::move(*set)), SLUICE_TEST_CACHE).value();
  }

  size_t Next(size_t bound) { return random_() % bound; }

  // Of any rule; empty for one that has none.
  std::string Example() {
    const Rule& rule = rules_[Next(rules_.size())];
    if (rule.accept.empty()) return "";
    return ForgeExample(rule.accept[Next(rule.accept.size())].text, random_()).value();
  }

  CandidateFinder Finder() { return CandidateFinder::Make(*database_).value(); }

  void ExpectSame(const CandidateFinder& less, const CandidateFinder& whole, uint64_t step) {
    ASSERT_EQ(less.rules(), whole.rules()) << "seed " << GetParam() << ", content " << step;
    for (const uint32_t rule : whole.rules())
      ASSERT_EQ(less.windows(rule), whole.windows(rule)) << rules_[rule].id << ", seed " << GetParam() << ", content " << step;
  }

  std::mt19937 random_;
  std::vector<Rule> rules_;
  std::shared_ptr<const Database> database_;
};

}  // namespace sluice::testlib
