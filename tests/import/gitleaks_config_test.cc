#include "import/gitleaks_config.h"

#include <gmock/gmock.h>

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Imported Import(const std::string& toml, const std::set<std::string>& taken = {}) {
  auto imported = ImportGitleaksConfig(toml, "g.toml", taken);
  EXPECT_TRUE(imported.ok()) << imported.error().message;
  return imported ? std::move(*imported) : Imported{};
}

// "g.toml:3: what", those that were lost with "lost " before.
std::vector<std::string> Notes(const Imported& imported) {
  std::vector<std::string> notes;
  for (const ImportNote& note : imported.notes) notes.push_back((note.is_lost ? "lost " : "") + note.place + ": " + note.what);
  return notes;
}

TEST(ImportGitleaksConfig, ARuleKeepsWhatItSays) {
  const Imported imported = Import(
      "[[rules]]\nid = 'acme-token'\ndescription = \"Acme's token\"\nregex = '''\\b(acme_[a-z]{20})\\b'''\nentropy = 3.5\n"
      "keywords = ['acme_']\n");
  EXPECT_THAT(Notes(imported), IsEmpty());
  ASSERT_EQ(imported.rules.size(), 1U);
  const Rule& rule = imported.rules[0];
  EXPECT_EQ(rule.id, "acme-token");
  EXPECT_EQ(rule.name, "Acme's token");
  EXPECT_EQ(rule.regex, R"(\b(acme_[a-z]{20})\b)");
  EXPECT_EQ(rule.entropy->min_bits_per_char, 3.5);
  EXPECT_FALSE(rule.near) << "the expression spells the keyword out";
  EXPECT_EQ(rule.line, 1);
}

TEST(ImportGitleaksConfig, IdsBecomeOurs) {
  const Imported imported =
      Import("[[rules]]\nid='Acme Token_1'\nregex='a'\n[[rules]]\nid='jwt-token'\nregex='b'\n", {"jwt-token"});
  ASSERT_EQ(imported.rules.size(), 2U);
  EXPECT_EQ(imported.rules[0].id, "acme-token-1");
  EXPECT_EQ(imported.rules[1].id, "imported-jwt-token");
  EXPECT_THAT(Notes(imported), ElementsAre("g.toml:1: rule Acme Token_1 is called acme-token-1 here",
                                           "g.toml:4: rule jwt-token is called imported-jwt-token here"));
}

TEST(ImportGitleaksConfig, KeywordsThatTheExpressionLacksMustStandNear) {
  const Imported imported = Import("[[rules]]\nid='a'\nregex='[a-f0-9]{32}'\nkeywords=['Acme', 'zork']\n");
  EXPECT_THAT(imported.rules.at(0).near->words, ElementsAre("acme", "zork"));
  EXPECT_THAT(Notes(imported), ElementsAre(HasSubstr("keywords")));
}

TEST(ImportGitleaksConfig, WhatHasNoCounterpartIsNamedWithItsLine) {
  const Imported imported = Import(
      "[extend]\nuseDefault = true\npath = 'x.toml'\ndisabledRules = ['one']\n"
      "[[rules]]\nid = 'names'\npath = 'id_rsa'\n"
      "[[rules]]\nid = 'their-own'\n"
      "[[rules]]\nid = 'ahead'\nregex = 'a(?!b)'\n"
      "[[rules]]\nid = 'ahead'\nregex = 'a'\nskipReport = true\n"
      "[[rules]]\nid = 'ahead'\nregex = 'a'\n"
      "[[rules]]\nid = 'wide'\nregex = 'abc'\npath = 'x'\n"
      "[surprise]\nx = 1\n");
  EXPECT_THAT(
      Notes(imported),
      ElementsAre(HasSubstr("lost g.toml:24: the file: `surprise`"), HasSubstr("lost g.toml:3: `extend`: `path`"),
                  HasSubstr("lost g.toml:4: `disabledRules`: one"), HasSubstr("lost g.toml:5: rule names: looks at file names"),
                  HasSubstr("lost g.toml:8: rule their-own: has no expression"),
                  HasSubstr("lost g.toml:10: rule ahead: look-around"), HasSubstr("lost g.toml:16: rule ahead: `skipReport`"),
                  HasSubstr("lost g.toml:17: rule ahead: its id is missing or stands twice"),
                  HasSubstr("g.toml:20: rule wide: looks at every file")));
  EXPECT_EQ(imported.rules.size(), 2U);
}

TEST(ImportGitleaksConfig, AllowListsOfBothFormsBecomeEntries) {
  const Imported imported = Import(
      "[allowlist]\ndescription='global'\npaths=['(^|/)vendor/']\ncommits=['0123456789ABCDEF0123456789abcdef01234567']\n"
      "[[rules]]\nid='one'\nregex='a'\n[rules.allowlist]\nregexes=['EXAMPLE$']\n"
      "[[rules.allowlists]]\nstopwords=['dummy','a.b']\n");
  EXPECT_TRUE(Notes(imported).empty());
  ASSERT_EQ(imported.allow.size(), 3U);
  EXPECT_THAT(imported.allow[0].rules, ElementsAre("one"));
  EXPECT_THAT(imported.allow[0].regexes, ElementsAre("EXAMPLE$"));
  EXPECT_EQ(imported.allow[0].why, "imported from g.toml:8");
  EXPECT_THAT(imported.allow[1].regexes, ElementsAre("(?i)dummy|a\\.b"));
  EXPECT_THAT(imported.allow[2].rules, IsEmpty());
  EXPECT_EQ(imported.allow[2].why, "global");
  EXPECT_THAT(imported.allow[2].path_regexes, ElementsAre("(^|/)vendor/"));
  EXPECT_THAT(imported.allow[2].commits, ElementsAre("0123456789abcdef0123456789abcdef01234567"));
}

TEST(ImportGitleaksConfig, TargetRulesRestrictAnEntry) {
  const Imported imported = Import(
      "[[rules]]\nid='One'\nregex='a'\n[[allowlists]]\ntargetRules=['One','two']\npaths=['a']\n[[allowlists]]\ntargetRules=['two']"
      "\n"
      "paths=['b']\n");
  ASSERT_EQ(imported.allow.size(), 1U) << "an entry for a rule that is not here must not become one for every rule";
  EXPECT_THAT(imported.allow[0].rules, ElementsAre("one"));
  EXPECT_THAT(Notes(imported), testing::Contains(HasSubstr("lost g.toml:7: the allow list: `targetRules` names two")));
}

TEST(ImportGitleaksConfig, AndJoinsPathsWithCommitsOnly) {
  const Imported imported = Import(
      "[[allowlists]]\ncondition='AND'\npaths=['a']\ncommits=['abcdef0']\n[[allowlists]]\ncondition='AND'\npaths=['a']\nregexes=['"
      "b']\n"
      "[[allowlists]]\ncondition='AND'\npaths=['a']\ncommits=['nope']\n[[allowlists]]\ncondition='AND'\nregexes=['b']\n");
  ASSERT_EQ(imported.allow.size(), 2U);
  EXPECT_TRUE(imported.allow[0].needs_all);
  EXPECT_FALSE(imported.allow[1].needs_all);
  EXPECT_THAT(imported.allow[1].regexes, ElementsAre("b"));
  EXPECT_THAT(Notes(imported),
              ElementsAre(HasSubstr("lost g.toml:5: the allow list: `condition"), HasSubstr("`nope`: is no commit")));
}

TEST(ImportGitleaksConfig, OnlyTheSecretCanBeLookedAt) {
  const Imported imported = Import("[allowlist]\nregexTarget='line'\nregexes=['a']\npaths=['(', 'x*', 'ok']\n");
  ASSERT_EQ(imported.allow.size(), 1U);
  EXPECT_THAT(imported.allow[0].regexes, IsEmpty());
  EXPECT_THAT(imported.allow[0].path_regexes, ElementsAre("ok"));
  EXPECT_EQ(imported.notes.size(), 3U);
}

TEST(ImportGitleaksConfig, WhatIsNoTomlNamesThePlace) {
  EXPECT_EQ(ImportGitleaksConfig("a = 1\nb = ]\n", "g.toml", {}).error().message, "g.toml:2:5: not TOML");
  for (const std::string_view damaged :
       {std::string_view("a = 1\n[\0x]\n", 11), std::string_view("[\\]x]\n"), std::string_view("[.a]")})
    EXPECT_FALSE(ImportGitleaksConfig(damaged, "g.toml", {}).ok()) << damaged;
  EXPECT_FALSE(ImportGitleaksConfig(std::string(100'000, '['), "g.toml", {}).ok());
  EXPECT_FALSE(ImportGitleaksConfig(std::string((4 << 20) + 1, '#'), "g.toml", {}).ok());
  EXPECT_TRUE(Import("").rules.empty());
  EXPECT_TRUE(Import("rules = 3\nallowlist = 'x'\nextend = 1\n").rules.empty());
  EXPECT_TRUE(Import("rules = [1, {id = 2, regex = 3}]\n").rules.empty());
}

}  // namespace
}  // namespace sluice
