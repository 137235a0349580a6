#include "scanner/sealer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

TEST(LineCounter, CountsForwardAndBack) {
  LineCounter lines("ab\ncd\n\ne");
  EXPECT_EQ(lines.At(0), std::pair(1U, 1U));
  EXPECT_EQ(lines.At(4), std::pair(2U, 2U));
  EXPECT_EQ(lines.At(7), std::pair(4U, 1U));
  EXPECT_EQ(lines.At(1), std::pair(1U, 2U));
  EXPECT_EQ(lines.At(8), std::pair(4U, 2U));
}

TEST(LineCounter, AnyOrderGivesWhatCountingFromTheBeginningGives) {
  std::mt19937 random(1);
  std::string text(300, 'x');
  for (char& c : text) c = random() % 7 == 0 ? '\n' : 'x';
  LineCounter lines(text);
  for (int round = 0; round < 2000; ++round) {
    const uint64_t offset = random() % (text.size() + 1);
    EXPECT_EQ(lines.At(offset), LineCounter(text).At(offset)) << offset;
  }
}

TEST(Sealer, ShowsNeitherTheSecretNorItsNeighbour) {
  const std::string_view text = " a=firstsecret b=othersecret \n";
  const auto rules = testlib::TestRules({testlib::TestRule("r", "a=([a-z]{4,20})")});
  const std::vector<Match> matches{{.rule = 0, .whole = {0, 29}, .secret = {3, 14}},
                                   {.rule = 0, .whole = {15, 28}, .secret = {17, 28}}};
  const Sealed sealed = Sealer(*rules, text, matches, false).Seal(matches[0]);
  EXPECT_EQ(sealed.match.find("firstsecret"), std::string::npos);
  EXPECT_EQ(sealed.match.find("othersecret"), std::string::npos);
  EXPECT_EQ(sealed.match.substr(0, 2), "a=") << "without the space around";
  EXPECT_EQ(Sealer(*rules, text, matches, true).Seal(matches[0]).secret, "firstsecret");
}

TEST(Sealer, AHalfEndsWithTheOtherOne) {
  Rule id = testlib::TestRule("id", "id=(ASIA[A-Z]{16})"), secret = testlib::TestRule("secret", "key=([a-z]{4,20})");
  id.lifetime.reader = "aws-sts";
  const auto rules = testlib::TestRules({id, secret});
  const std::string text = "id=ASIA" + std::string(16, 'Q') + " key=othersecret";
  const std::vector<Match> matches{{.rule = 0, .whole = {0, 23}, .secret = {3, 23}, .paired_with = 1},
                                   {.rule = 1, .whole = {24, 39}, .secret = {28, 39}, .paired_with = 0}};
  const Sealer sealer(*rules, text, matches, false);
  EXPECT_EQ(sealer.OtherHalfOf(matches[1]), &matches[0]);
  EXPECT_EQ(sealer.Seal(matches[1]).facts.lifetime, LifetimeClass::kExpiring);
  EXPECT_EQ(sealer.Seal(matches[1]).facts.max_age_s, 36 * 3600);
}

}  // namespace
}  // namespace sluice
