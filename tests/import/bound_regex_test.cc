#include "import/bound_regex.h"

#include <gmock/gmock.h>

namespace sluice {
namespace {

using testing::HasSubstr;

std::string Bounded(const std::string& regex, int group = 0) {
  const auto bounded = BoundRegex(regex, group);
  EXPECT_TRUE(bounded.ok()) << regex << ": " << bounded.error().message;
  return bounded ? bounded->regex : "";
}

std::string Refusal(const std::string& regex, int group = 0) {
  const auto bounded = BoundRegex(regex, group);
  EXPECT_FALSE(bounded.ok()) << regex << " became " << bounded->regex;
  return bounded ? "" : bounded.error().message;
}

TEST(BoundRegex, BoundedExpressionsStayAsTheyAre) {
  for (const char* regex : {R"(\b(ghp_[0-9A-Za-z]{36})\b)", R"((?i)acme.{0,20}?[=:]{1,3}([a-f0-9]{32})(?:['"\n]|$))",
                            R"([*+{2,}]x{2}\*\+)", R"(a{,3}b{x}c)", R"([]*][^]+][[:alnum:]*]\x{41}\x41{2})"}) {
    const auto bounded = BoundRegex(regex, 0);
    ASSERT_TRUE(bounded.ok()) << regex << ": " << bounded.error().message;
    EXPECT_EQ(bounded->regex, regex);
    EXPECT_EQ(bounded->change, "");
  }
}

TEST(BoundRegex, RepeatsOfACharacterOrClassGetABound) {
  EXPECT_EQ(Bounded("acme.*([a-z]{8})"), "acme.{0,200}([a-z]{8})");
  EXPECT_EQ(Bounded("acme[^\n]+([a-z]{8})"), "acme[^\n]{1,201}([a-z]{8})");
  EXPECT_EQ(Bounded("(key_[a-z0-9]{20,})"), "(key_[a-z0-9]{20,220})");
  EXPECT_EQ(Bounded(R"(\w*?(x))"), R"(\w{0,200}?(x))");
  EXPECT_EQ(Bounded(R"([[:alpha:]]+\x{41}*(x))"), R"([[:alpha:]]{1,201}\x{41}{0,200}(x))");
  EXPECT_THAT(BoundRegex("a+b", 0)->change, HasSubstr("(1) now end after 200 more"));
}

TEST(BoundRegex, WhiteSpaceGetsASmallOne) {
  EXPECT_EQ(Bounded(R"(key\s*=\s+(x))"), R"(key\s{0,16}=\s{1,17}(x))");
  EXPECT_EQ(Bounded(R"(key[ \t]*=(x))"), R"(key[ \t]{0,16}=(x))");
}

TEST(BoundRegex, ManyRepeatsShareWhatThereIs) {
  EXPECT_EQ(Bounded("a.*b.*c.*d.*e.*f(x)"), "a.{0,100}b.{0,100}c.{0,100}d.{0,100}e.{0,100}f(x)");
  EXPECT_THAT(Refusal(std::string(80, '(') + std::string(80, ')')), HasSubstr("nested deeper"));
}

TEST(BoundRegex, ASecretIsNotCutShort) {
  EXPECT_EQ(Bounded("(a+)"), "(a{1,201})");
  EXPECT_THAT(Refusal("(a+b+c+d+e+f+g+h+i+j+k+)"), HasSubstr("longer than 1000"));
  EXPECT_THAT(Refusal("a+b+c+d+e+f+g+h+i+j+k+"), HasSubstr("longer than 1000")) << "without a group the match is the secret";
}

TEST(BoundRegex, RepeatedGroupsAreRefused) {
  for (const char* regex : {"(?:a|b)+c", "(ab)*", "(?:a){3,}"})
    EXPECT_THAT(Refusal(regex), HasSubstr("a group is repeated")) << regex;
  EXPECT_EQ(Bounded("(?:a|b){1,5}c"), "(?:a|b){1,5}c");
}

TEST(BoundRegex, OnlyTheSecretsGroupCaptures) {
  EXPECT_EQ(Bounded("(a|b)_(c)"), "(a|b)_(?:c)");
  EXPECT_EQ(Bounded("(a|b)_(c)", 2), "(?:a|b)_(c)");
  EXPECT_EQ(Bounded("(?P<who>a)(?P<key>b)", 2), "(?:a)(b)");
  EXPECT_EQ(Bounded("(?i)(?:a)(b(c))", 1), "(?i)(?:a)(b(?:c))");
  EXPECT_THAT(Refusal("(a)", 2), HasSubstr("secretGroup"));
}

TEST(BoundRegex, NothingReadsAsAMacro) {
  EXPECT_EQ(Bounded(R"(\{*(x))"), R"(\x7b{0,200}(x))");
  EXPECT_EQ(Bounded(R"({{([a-z]{3})}})"), R"(\x7b{([a-z]{3})}})");
  EXPECT_EQ(Bounded(R"(a\\{{2}(x))"), R"(a\\\x7b{2}(x))");
}

TEST(BoundRegex, WhatTheDialectLacksIsRefused) {
  EXPECT_THAT(Refusal("a(?=b)"), HasSubstr("look-around"));
  EXPECT_THAT(Refusal(R"(\Qa.b\E)"), HasSubstr("not in the dialect"));
}

TEST(BoundRegex, DamagedExpressionsDoNoHarm) {
  for (const char* regex :
       {"", "(", ")", "[", "[^", "\\", "a{", "a{2", "(?", "(?P<", "(?i", "\\x{", "*", "+a", "a**", "[[:", "a|*"}) {
    const auto bounded = BoundRegex(regex, 0);
    EXPECT_TRUE(bounded.ok() || !bounded.error().message.empty()) << regex;
  }
}

}  // namespace
}  // namespace sluice
