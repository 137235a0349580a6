// What PCRE2 answers for an expression is what RE2 answers: of every built-in rule on its own examples, whole and cut anywhere, and
// of random expressions on random texts.
#include "scanner/detect/regex.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "patterns/forge.h"
#include "patterns/load.h"

namespace sluice {
namespace {

// How often it had an answer; a comparison in which it never has one proves nothing.
struct Answers {
  size_t found = 0, none = 0, unknown = 0;
};

void Compare(const Backtracker& backtracker, const Regex& by_re2, std::string_view text, ByteRange range, Answers* answers) {
  Confirmed found;
  const Backtracker::Answer answer = backtracker.Find(text, range, &found);
  const std::optional<Confirmed> expected = by_re2.Find(text, range);
  if (answer == Backtracker::Answer::kUnknown) {
    ++answers->unknown;
  } else if (answer == Backtracker::Answer::kNone) {
    ++answers->none;
    EXPECT_FALSE(expected);
  } else {
    ++answers->found;
    ASSERT_TRUE(expected);
    EXPECT_EQ(found.whole, expected->whole);
    EXPECT_EQ(found.secret, expected->secret);
  }
}

TEST(RegexEngines, AgreeOnEveryRulesExamples) {
  const Result<std::vector<Rule>> rules = LoadRules(SLUICE_SOURCE_DIR "/patterns");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  std::mt19937_64 random(7);
  Answers answers;
  for (const Rule& rule : *rules) {
    SCOPED_TRACE(rule.id);
    const auto backtracker = Backtracker::Make(rule.regex);
    ASSERT_NE(backtracker, nullptr) << "the rule costs a push a millisecond or two more";
    const Regex by_re2(rule.regex, 0);
    std::vector<Example> examples = rule.accept;
    examples.insert(examples.end(), rule.reject.begin(), rule.reject.end());
    for (const Example& example : examples) {
      const Result<std::string> forged = ForgeExample(example.text, ForgeSeed(rule.id, random()));
      ASSERT_TRUE(forged.ok()) << forged.error().message;
      const std::string text = "x" + *forged + std::array{"", "\n", "x", "'", "\v", "\xc3"}[random() % 6] + *forged;
      Compare(*backtracker, by_re2, text, {0, text.size()}, &answers);
      for (int cut = 0; cut < 8; ++cut) {
        const uint64_t begin = random() % text.size();
        Compare(*backtracker, by_re2, text, {begin, begin + 1 + random() % (text.size() - begin)}, &answers);
      }
    }
  }
  EXPECT_GT(answers.found, 1000U);
  EXPECT_GT(answers.none, 1000U);
  EXPECT_LT(answers.unknown, (answers.found + answers.none) / 5);
}

TEST(RegexEngines, AgreeOnWhatEveryRuleIgnores) {
  const Result<std::vector<Rule>> rules = LoadRules(SLUICE_SOURCE_DIR "/patterns");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  const std::array<std::string, 9> words{"password", "Passw0rd", "test",       "",           "a_b-c",
                                         "ABC_DEF",  "x?a=b",    "changeme12", "caf\xc3\xa9"};
  size_t known = 0;
  for (const Rule& rule : *rules) {
    for (const std::string& ignore : rule.ignore) {
      const auto backtracker = Backtracker::Make(ignore);
      ASSERT_NE(backtracker, nullptr) << ignore;
      const Regex by_re2(ignore, 0);
      for (const std::string& word : words) {
        const Backtracker::Answer answer = backtracker->MatchesAll(word);
        if (answer == Backtracker::Answer::kUnknown) continue;
        ++known;
        EXPECT_EQ(answer == Backtracker::Answer::kFound, by_re2.MatchesAll(word)) << ignore << " on " << word;
      }
    }
  }
  EXPECT_GT(known, 1000U);
}

// Of the dialect of rules: sequences, choices, classes, bounded repeats greedy and lazy, groups that do and do not count, case,
// places.
class RandomExpression {
 public:
  explicit RandomExpression(std::mt19937_64* random) : random_(*random) {}

  std::string Make(int depth) {
    std::string text;
    for (uint64_t i = 0, parts = 1 + random_() % 3; i < parts; ++i) text += Atom(depth) + Repeat();
    if (depth > 0 && random_() % 3 == 0) text += "|" + Make(depth - 1);
    return text;
  }

 private:
  std::string Atom(int depth) {
    static constexpr std::array kAtoms{"a",   "b",   "B",      "k", "-",   "[ab]",  "[^a]", "[a-k_]",
                                       "\\s", "\\w", "[\\d-]", ".", "\\.", "\\x41", "\\xe1"};
    static constexpr std::array kOpen{"(", "(?:", "(?i:"};
    if (depth > 0 && random_() % 3 == 0) return kOpen[random_() % kOpen.size()] + Make(depth - 1) + ")";
    return kAtoms[random_() % kAtoms.size()];
  }

  std::string Repeat() {
    static constexpr std::array kRepeats{"", "", "", "?", "{0,2}", "{1,3}", "{2}", "??", "{0,3}?"};
    static constexpr std::array kPlaces{"\\b", "\\B", "^", "$"};
    return std::string(kRepeats[random_() % kRepeats.size()]) + (random_() % 8 == 0 ? kPlaces[random_() % kPlaces.size()] : "");
  }

  std::mt19937_64& random_;
};

TEST(RegexEngines, AgreeOnRandomExpressions) {
  std::mt19937_64 random(11);
  Answers answers;
  for (int round = 0; round < 20000; ++round) {
    const std::string expression = RandomExpression(&random).Make(3);
    const auto backtracker = Backtracker::Make(expression);
    ASSERT_NE(backtracker, nullptr) << expression;
    const Regex by_re2(expression, 0);
    std::string text;
    for (uint64_t i = 0, size = 1 + random() % 16; i < size; ++i) text += "abABkK-_. 0\n\v\xe1\xc1"[random() % 15];
    const uint64_t begin = random() % text.size(), end = begin + 1 + random() % (text.size() - begin);
    SCOPED_TRACE(expression + " on " + text.substr(0, begin) + "[" + text.substr(begin, end - begin) + "]" + text.substr(end));
    Compare(*backtracker, by_re2, text, {begin, end}, &answers);
    const Backtracker::Answer all = backtracker->MatchesAll(text);
    if (all != Backtracker::Answer::kUnknown) {
      EXPECT_EQ(all == Backtracker::Answer::kFound, by_re2.MatchesAll(text));
    }
    if (HasFailure()) break;
  }
  EXPECT_GT(answers.found, 3000U);
  EXPECT_GT(answers.none, 3000U);
}

}  // namespace
}  // namespace sluice
