#include "cli/rules_cost.h"

#include <time.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include "patterns/forge.h"
#include "patterns/forge_keys.h"
#include "scanner/detect/matcher.h"
#include "scanner/detect/words.h"

namespace sluice {
namespace {

constexpr size_t kTextBytes = 2 << 20;
constexpr int kRounds = 15;
// Each line is a template for the forge; WORD is replaced first.
constexpr std::string_view kLines[] = {
    "static int WORD_WORD(struct WORD* WORD, size_t ${digits:1}) { return WORD->WORD[${digits:2}]; }\n",
    "  \"WORD\": {\"WORD_WORD\": \"WORD WORD\", \"WORD\": ${digits:3}, \"WORD\": \"https://WORD.example/WORD/${base36:8}\"},\n",
    "WORD_WORD=WORD  # WORD WORD WORD, WORD: ${digits:4}\n",
    "WORD ${hex:40} WORD/WORD/WORD.cc\n",
    "    ${base64:76}\n",
    "The WORD of a WORD is the WORD that WORD WORD, WORD its WORD.\n"};

std::string MakeText() {
  ForgeRandom random(ForgeSeed("rules-cost", 0));
  std::string text;
  while (text.size() < kTextBytes) {
    std::string line(kLines[random.Below(std::size(kLines))]);
    for (size_t at = line.find("WORD"); at != line.npos; at = line.find("WORD", at))
      line.replace(at, 4, kCommonWords[random.Below(kCommonWords.size())]);
    const Result<std::string> forged = ForgeExample(line, random.Next());
    text += forged ? *forged : line;
  }
  return text;
}

double ThreadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Result<Matcher> MakeMatcher(std::vector<Rule> rules) {
  for (Rule& rule : rules) rule.pair.reset();  // the other half may be left out
  SLUICE_ASSIGN(RuleSet set, RuleSet::Make(std::move(rules)));
  SLUICE_ASSIGN(auto database, Database::Open(std::make_shared<const RuleSet>(std::move(set)), ""));
  return Matcher::Make(std::move(database), {});
}

Result<double> SecondsOnce(Matcher* matcher, const std::string& text) {
  std::vector<Match> matches;
  const double begin = ThreadSeconds();
  SLUICE_TRY(matcher->Match({text, "text"}, &matches));
  return ThreadSeconds() - begin;
}

}  // namespace

Result<double> CostOfRules(const RuleSet& all, const std::set<std::string>& ids) {
  std::vector<Rule> others = all.rules();
  std::erase_if(others, [&](const Rule& rule) { return ids.contains(rule.id); });
  if (others.empty()) return 0.0;
  SLUICE_ASSIGN(Matcher without, MakeMatcher(std::move(others)));
  SLUICE_ASSIGN(Matcher with, MakeMatcher(all.rules()));
  const std::string text = MakeText();
  double least_without = std::numeric_limits<double>::max(), least_with = least_without;
  for (int i = 0; i < kRounds; ++i) {
    SLUICE_ASSIGN(const double seconds_without, SecondsOnce(&without, text));
    SLUICE_ASSIGN(const double seconds_with, SecondsOnce(&with, text));
    least_without = std::min(least_without, seconds_without);
    least_with = std::min(least_with, seconds_with);
  }
  return std::max(0.0, least_with / least_without - 1);
}

}  // namespace sluice
