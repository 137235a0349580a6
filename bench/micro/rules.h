// The built-in rules compiled once for a benchmark, and text for it to read. Stops the program when there is none: nothing to
// measure.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "patterns/load.h"
#include "patterns/rule_set.h"
#include "scanner/detect/database.h"
#include "scanner/detect/matcher.h"

namespace sluice::bench {

inline std::shared_ptr<const Database> BuiltinDatabase() {
  static const std::shared_ptr<const Database> database = [] {
    auto rules = BuiltinRules();
    SLUICE_CHECK(rules.ok());
    auto set = RuleSet::Make(std::move(rules).value());
    SLUICE_CHECK(set.ok());
    auto opened = Database::Open(std::make_shared<const RuleSet>(std::move(set).value()), "");
    SLUICE_CHECK(opened.ok());
    return *opened;
  }();
  return database;
}

inline Matcher MakeMatcher() {
  auto matcher = Matcher::Make(BuiltinDatabase(), {});
  SLUICE_CHECK(matcher.ok());
  return std::move(matcher).value();
}

// Source code as a scanner mostly sees it: names, numbers and brackets, nothing that a rule asks for. Same text for the same size.
inline std::string Code(size_t size) {
  static const std::vector<std::string> words{"buffer", "if (",    "offset", ") {\n  ", "return ", "index",
                                              " = ",    "0x1f",    ";\n",    "count",   "->next",  "[i]",
                                              " + ",    "struct ", "vector", "::size",  "// of",   "\n\n"};
  std::minstd_rand random(1);
  std::string text;
  while (text.size() < size) text += words[random() % words.size()];
  text.resize(size);
  return text;
}

}  // namespace sluice::bench
