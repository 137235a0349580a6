#include <gtest/gtest.h>

#include "scanner/judge/redact.h"

namespace sluice {
namespace {

size_t Spelled(const std::string& regex, std::string_view secret) {
  Rule rule;
  rule.regex = regex;
  return SpelledOutLength(rule, secret);
}

TEST(SpelledOutLength, CountsTheLiteralsOfTheGroup) {
  EXPECT_EQ(Spelled(R"(\b(ghp_[0-9A-Za-z]{36})\b)", "ghp_0123"), 4u);
  EXPECT_EQ(Spelled(R"(\bAKIA[A-Z0-9]{16}\b)", "AKIAQQQQ"), 4u);
  EXPECT_EQ(Spelled(R"(token[=:] {0,3}(sk_live_[0-9a-z]{24}))", "sk_live_abc"), 8u);
}

TEST(SpelledOutLength, FollowsAlternativesAndShortLists) {
  EXPECT_EQ(Spelled("((?:ghp|gho)_[a-z]{3})", "gho_abc"), 4u);
  EXPECT_EQ(Spelled("(gh[pousr]_[a-z]{3})", "ghs_abc"), 4u);
  EXPECT_EQ(Spelled("(abc-[0-9]{9}|abd-x[0-9]{9})", "abd-x123456789"), 5u);
  EXPECT_EQ(Spelled("((?i:SG)\\.[a-z]{20})", "sg.abc"), 3u);
  EXPECT_EQ(Spelled("(?i)(sg\\.[a-z]{20})", "SG.abc"), 3u);
}

TEST(SpelledOutLength, StopsWhereTheSecretBegins) {
  EXPECT_EQ(Spelled("([0-9a-f]{32})", "0123"), 0u);
  EXPECT_EQ(Spelled("(ab?[0-9]{9})", "ab1"), 1u);
  EXPECT_EQ(Spelled("(a{3}[0-9]{9})", "aaa1"), 0u);
  EXPECT_EQ(Spelled("(sk-(?:proj-)?[a-z]{9})", "sk-proj-abc"), 3u);
  EXPECT_EQ(Spelled("(\\x41b)", "Ab"), 0u);
  EXPECT_EQ(Spelled("([^a]bc)", "xbc"), 0u);
}

TEST(SpelledOutLength, AgreesWithTheSecretOrStops) {
  EXPECT_EQ(Spelled("(ghp_[a-z]{9})", "ghx_abc"), 2u);
  EXPECT_EQ(Spelled("(ghp_[a-z]{9})", ""), 0u);
}

TEST(SpelledOutLength, BrokenExpressionsDoNoHarm) {
  for (const char* regex : {"", "(", ")", "[", "(?", "(?P<", "\\", "(((((((((((((a", "(a|", "[]", "(?<a>b)"})
    EXPECT_LE(Spelled(regex, "abc"), 3u) << regex;
}

}  // namespace
}  // namespace sluice
