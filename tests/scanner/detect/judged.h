// Judges values in texts, for the tests of what makes them secrets. Values are forged, so that no test file holds what looks like
// one.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "patterns/forge.h"
#include "patterns/forge_keys.h"
#include "scanner/detect/judge_value.h"
#include "tests/scanner/test_rules.h"

namespace sluice::testlib {

inline Rule RuleOf(Kind kind, const std::string& provider) {
  Rule rule;
  rule.kind = kind;
  rule.provider = provider;
  return rule;
}

inline const Rule kToken = RuleOf(Kind::kToken, "x");
inline const Rule kGenericToken = RuleOf(Kind::kToken, "generic");
inline const Rule kPassword = RuleOf(Kind::kPassword, "generic");

// `value` as it stands in `text`, judged as if the match began at the start of its line.
inline Verdict Judged(const Rule& rule, const std::string& text, const std::string& value, FileKind file = FileKind::kConfig) {
  const size_t begin = text.find(value);
  EXPECT_NE(begin, std::string::npos);
  const size_t line = text.rfind('\n', begin) + 1;
  const ValueContext context = ReadContext(text, {line, begin + value.size()}, {begin, begin + value.size()}, file);
  return JudgeValue(rule, value, context);
}

// Of `count` values of these symbols, drawn without looking at what they hold: `Forged` puts a digit into every one.
inline int Lost(const Rule& rule, std::string_view symbols, size_t length, int count) {
  ForgeRandom random(ForgeSeed("context-test", symbols.size() * 1000 + length));
  int lost = 0;
  for (int i = 0; i < count; ++i) {
    std::string value(length, ' ');
    for (char& c : value) c = symbols[random.Next() % symbols.size()];
    lost += Judged(rule, "api_key = \"" + value + "\"", value).at == Stage::kReported ? 0 : 1;
  }
  return lost;
}

}  // namespace sluice::testlib
