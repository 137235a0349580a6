#include "patterns/prefilter.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>

#include "patterns/expression.h"
#include "patterns/forge.h"
#include "patterns/load.h"

namespace sluice {
namespace {

std::string Prefilter(std::string_view regex) { return DefaultPrefilter(ExpandMacros(regex).value()); }

TEST(DefaultPrefilter, IsTheWordsOfAnAssignment) {
  EXPECT_EQ(Prefilter("{{assign:datadog|dd_api}}([0-9a-f]{32}){{end}}"), "(?i:datadog|dd_api)");
  EXPECT_EQ(Prefilter("{{assign:dd[|]|(?:a|b)x}}([0-9]{8})"), "(?i:dd[|]|(?:a|b)x)");
}

TEST(DefaultPrefilter, IsTheNamesOfAVendor) {
  EXPECT_EQ(Prefilter("{{vendor:datadog|\\bdd_}}([0-9a-f]{32}){{end}}"), "(?i:datadog|\\bdd_)");
}

TEST(DefaultPrefilter, IsTheWholeOfWhatIsNarrowAndOfAChoice) {
  for (const char* text : {"abc([0-9]{8})", "{{assign:dd}}([0-9]{8})|other([0-9]{8})", "(?:{{assign:dd}})?([0-9]{8})",
                           "abcdefgh[0-9]{300}|ijklmnop[0-9]{300}"}) {
    EXPECT_EQ(Prefilter(text), ExpandMacros(text).value());
  }
}

TEST(DefaultPrefilter, CutsTheRepeatsAtTheEnd) {
  EXPECT_EQ(Prefilter(R"(\b(abcdef-[0-9a-z]{27,300}\.[0-9]{9})\b)"), R"(\babcdef-[0-9a-z]{27})");
  EXPECT_EQ(Prefilter(R"([a-z]{12,600}"abcd")"), R"([a-z]{12}"abcd")");
  EXPECT_EQ(Prefilter(R"((?i:"auth")\s{0,6}:([^"]{400}))"), R"((?i:"auth")\s{0,6}:[^"]{163})");
}

TEST(DefaultPrefilter, IsTheWholeWhenNoPartOfItIsWorthLookingFor) {
  for (const char* regex : {R"(\bcurl\b[^\r\n]{0,300}-u)", "[a-z]{0,300}x[a-z]{0,300}"}) EXPECT_EQ(Prefilter(regex), regex);
}

TEST(DefaultPrefilter, LeavesWhatItDoesNotKnow) {
  for (const char* regex : {"(?s:abcdefghijklmnop).[a-z]{300}", "abcdefghijklmnop[a-z]{300}(", "abcdefghijklmnop[a-z]*"})
    EXPECT_EQ(DefaultPrefilter(regex), regex);
}

// What Hyperscan does not see is never found: whatever a rule matches has to hold what its prefilter matches.
TEST(DefaultPrefilter, EveryMatchOfABuiltinRuleHoldsOne) {
  const auto rules = LoadRules(SLUICE_SOURCE_DIR "/patterns");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  size_t narrowed = 0;
  for (const Rule& rule : *rules) {
    EXPECT_LE(LongestMatch(rule.prefilter).value(), kNarrowBytes + 8) << rule.id << " widens what every rule is looked for in";
    if (rule.prefilter == rule.regex) continue;
    ++narrowed;
    const re2::RE2 regex("(" + rule.regex + ")", re2::RE2::Latin1), prefilter(rule.prefilter, re2::RE2::Latin1);
    ASSERT_TRUE(prefilter.ok()) << rule.id << ": " << rule.prefilter;
    for (uint32_t i = 0; i < rule.accept.size(); ++i) {
      const auto text = ForgeExample(rule.accept[i].text, ForgeSeed(rule.id, i));
      ASSERT_TRUE(text.ok()) << rule.id << ": " << text.error().message;
      re2::StringPiece match;
      if (!re2::RE2::PartialMatch(*text, regex, &match)) continue;
      EXPECT_TRUE(re2::RE2::PartialMatch(match, prefilter)) << rule.id << ": " << rule.prefilter << " in example " << i;
    }
  }
  EXPECT_GT(narrowed, 200U);
}

}  // namespace
}  // namespace sluice
