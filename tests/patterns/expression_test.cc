#include "patterns/expression.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

uint32_t Longest(std::string_view regex) {
  const auto longest = LongestMatch(regex);
  EXPECT_TRUE(longest.ok()) << regex << ": " << longest.error().message;
  return longest.ok() ? longest.value() : 0;
}

std::string Refusal(std::string_view regex) {
  const auto longest = LongestMatch(regex);
  return longest.ok() ? "" : longest.error().message;
}

TEST(LongestMatch, CountsEveryKindOfAtom) {
  EXPECT_EQ(Longest("abc"), 3U);
  EXPECT_EQ(Longest(R"(\b(gh_[0-9a-z]{36})\b)"), 39U);
  EXPECT_EQ(Longest(R"(\x41\.\d[\]a]\x{42}\pL\p{Lu})"), 7U);
  EXPECT_EQ(Longest("^a?b{2,5}.$"), 7U);
  EXPECT_EQ(Longest(R"([[:alpha:]\]]{4})"), 4U);
  EXPECT_EQ(Longest("[]a]{2}[^]]"), 3U);
}

TEST(LongestMatch, TakesTheWidestAlternative) {
  EXPECT_EQ(Longest("a|bcd|ef"), 3U);
  EXPECT_EQ(Longest("x(?:a|bcd){2}y"), 8U);
  EXPECT_EQ(Longest("(?i:ab|c)(?P<name>d){0,3}"), 5U);
  EXPECT_EQ(Longest("(?i)ab"), 2U);
}

TEST(LongestMatch, BracesThatAreNoRepeatAreText) {
  EXPECT_EQ(Longest("a{b}"), 4U);
  EXPECT_EQ(Longest("{"), 1U);
  EXPECT_EQ(Longest("a{,3}"), 5U);
}

TEST(LongestMatch, RefusesWhatHasNoBound) {
  EXPECT_NE(Refusal("a*").find("`*` has no bound"), std::string::npos);
  EXPECT_NE(Refusal("a+?").find("`+` has no bound"), std::string::npos);
  EXPECT_NE(Refusal("(?:ab){20,}").find("`{n,}` has no bound"), std::string::npos);
  EXPECT_EQ(Refusal(R"([*+]\*\+)"), "");
}

TEST(LongestMatch, RefusesWhatIsTooLong) {
  EXPECT_EQ(Refusal("a{1000}"), "");
  EXPECT_NE(Refusal("a{1001}").find("above 1000"), std::string::npos);
  EXPECT_NE(Refusal("a{99999999999}").find("above 1000"), std::string::npos);
  EXPECT_NE(Refusal("a{03}").find("begins with 0"), std::string::npos);
  EXPECT_NE(Refusal("a{1,03}").find("begins with 0"), std::string::npos);
  EXPECT_EQ(*LongestMatch("a{0,3}b{0}"), 3U);
  EXPECT_NE(Refusal("(?:a{100}){11}").find("longer than 1000 bytes"), std::string::npos);
  EXPECT_NE(Refusal("(?:(?:(?:(?:a{1000}){1000}){1000}){1000}){1000}").find("longer than"), std::string::npos);
}

TEST(LongestMatch, RefusesWhatTheTwoEnginesDoNotShare) {
  for (const char* regex : {"(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b"})
    EXPECT_NE(Refusal(regex).find("look-around"), std::string::npos) << regex;
  EXPECT_NE(Refusal(R"((a)\1)").find("back-reference"), std::string::npos);
  EXPECT_NE(Refusal("(?x) a").find("flag x"), std::string::npos);
  EXPECT_NE(Refusal(R"(\Qa\E)").find("not in the dialect"), std::string::npos);
}

TEST(LongestMatch, RefusesWhatIsMalformed) {
  for (const char* regex : {"(a", "a)", "[a", "[", "\\", "(?", "(?P<a", "\\x{41", "[[:alpha:]"})
    EXPECT_NE(Refusal(regex), "") << regex;
}

TEST(LongestMatch, RefusesDeepNesting) {
  EXPECT_NE(Refusal(std::string(100000, '(')).find("nested deeper"), std::string::npos);
  EXPECT_EQ(Longest(std::string(40, '(') + "a" + std::string(40, ')')), 1U);
}

std::string Described(std::string_view regex) {
  const auto parts = SplitExpression(regex);
  if (!parts) return "refused";
  std::string text;
  for (const Part& part : *parts) {
    text += std::string(part.text) + (part.ignores_case ? "i" : "") + (part.is_character ? "c" : "") +
            std::to_string(part.least_bytes) + "-" + std::to_string(part.most_bytes) + "x" + std::to_string(part.least_times) +
            "-" + std::to_string(part.most_times) + "l" + std::to_string(part.literal_bytes) + " ";
  }
  return text;
}

TEST(SplitExpression, TakesSequencesApart) {
  EXPECT_EQ(Described(R"(\b(a[0-9]{4,9}))"), R"(\b0-0x1-1l0 ac1-1x1-1l1 [0-9]1-1x4-9l0 )");
  EXPECT_EQ(Described(R"(\.\d(?:x)?)"), R"(\.c1-1x1-1l1 \d1-1x1-1l0 (?:x)1-1x0-1l1 )");
}

TEST(SplitExpression, LeavesChoicesAndRepeatedGroupsWhole) {
  EXPECT_EQ(Described("(?:ab|c)(de){2}"), "(?:ab|c)1-2x1-1l1 (de)2-2x2-2l2 ");
  EXPECT_EQ(Described("ab|c"), "") << "a choice is no sequence";
}

TEST(Atoms, AreThoseOfEveryChoiceAndGroup) {
  using Views = std::vector<std::string_view>;
  EXPECT_EQ(*Atoms(R"((?:ab|[0-9]{4})\b)"), (Views{"a", "b", "[0-9]", R"(\b)"}));
  EXPECT_EQ(*Atoms(R"(((?i:x)|\x41[^|)]?)$)"), (Views{"x", R"(\x41)", "[^|)]", "$"}));
  EXPECT_EQ(*Atoms(""), Views());
  EXPECT_FALSE(Atoms("(ab"));
}

TEST(SplitExpression, SaysWhereCaseIsIgnored) {
  EXPECT_EQ(Described("(?i:a)b"),
            "ai"
            "c1-1x1-1l1 bc1-1x1-1l1 ");
  EXPECT_EQ(Described("(?i)a"),
            "(?i)i0-0x1-1l0 ai"
            "c1-1x1-1l1 ");
  EXPECT_EQ(Described("(?:(?i)a)b"),
            "(?i)i0-0x1-1l0 ai"
            "c1-1x1-1l1 bc1-1x1-1l1 ");
  EXPECT_EQ(Described("(?s:a)"), "refused");
}

}  // namespace
}  // namespace sluice
