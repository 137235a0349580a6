#include "config/allowlist.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

constexpr std::string_view kCommit = "0123456789abcdef0123456789abcdef01234567";
constexpr std::string_view kFingerprint = "fedcba9876543210fedcba9876543210fedcba98";

AllowEntry Entry() {
  AllowEntry entry;
  entry.why = "a test";
  entry.line = 7;
  return entry;
}

Allowlist Compiled(const std::vector<AllowEntry>& entries) {
  auto list = Allowlist::Make(entries, "x.yaml");
  EXPECT_TRUE(list.ok()) << list.error().message;
  return list.ok() ? std::move(list).value() : Allowlist();
}

TEST(Allowlist, EmptyAllowsNothing) {
  for (const Allowlist& list : {Allowlist(), Compiled({})}) {
    EXPECT_TRUE(list.empty());
    EXPECT_FALSE(list.AllowsSecret("jwt", "x"));
    EXPECT_FALSE(list.AllowsPlace("jwt", "a", kCommit));
    EXPECT_FALSE(list.AllowsFingerprint("jwt", kFingerprint));
  }
}

TEST(Allowlist, ExpressionIsSearchedInTheSecret) {
  AllowEntry entry = Entry();
  entry.regexes = {"^EXA", "M[PQ]LE$"};
  const Allowlist list = Compiled({entry});
  EXPECT_FALSE(list.empty());
  EXPECT_TRUE(list.AllowsSecret("jwt", "EXA1234"));
  EXPECT_TRUE(list.AllowsSecret("jwt", "1234MQLE"));
  EXPECT_FALSE(list.AllowsSecret("jwt", "1EXA1234"));
  EXPECT_FALSE(list.AllowsSecret("jwt", ""));
}

TEST(Allowlist, ExpressionSeesBytes) {
  AllowEntry entry = Entry();
  entry.regexes = {"^\\xff.\xC3\xBC$"};
  EXPECT_TRUE(Compiled({entry}).AllowsSecret("jwt", "\xff\xfe\xC3\xBC"));
}

TEST(Allowlist, PathOrCommitAllowsAPlace) {
  AllowEntry entry = Entry();
  entry.paths = {"testdata/**", "*.snap"};
  entry.commits = {"0123456"};
  const Allowlist list = Compiled({entry});
  EXPECT_TRUE(list.AllowsPlace("jwt", "testdata/a", ""));
  EXPECT_TRUE(list.AllowsPlace("jwt", "x/y.snap", ""));
  EXPECT_TRUE(list.AllowsPlace("jwt", "x", kCommit));
  EXPECT_TRUE(list.AllowsPlace("jwt", "", kCommit));
  EXPECT_FALSE(list.AllowsPlace("jwt", "x", "1123456789abcdef0123456789abcdef01234567"));
  EXPECT_FALSE(list.AllowsPlace("jwt", "x", "012345"));
  EXPECT_FALSE(list.AllowsPlace("jwt", "", ""));
}

TEST(Allowlist, FingerprintIsComparedWhole) {
  AllowEntry entry = Entry();
  entry.fingerprints = {"ffff", std::string(kFingerprint), "0000"};
  const Allowlist list = Compiled({entry});
  EXPECT_TRUE(list.AllowsFingerprint("jwt", kFingerprint));
  EXPECT_FALSE(list.AllowsFingerprint("jwt", kFingerprint.substr(1)));
  EXPECT_FALSE(list.AllowsFingerprint("jwt", ""));
}

TEST(Allowlist, RulesRestrictTheirEntryOnly) {
  AllowEntry restricted = Entry();
  restricted.paths = {"a"};
  restricted.regexes = {"A"};
  restricted.fingerprints = {std::string(kFingerprint)};
  restricted.rules = {"slack-token", "jwt"};
  AllowEntry open = Entry();
  open.paths = {"b"};
  const Allowlist list = Compiled({restricted, open});
  EXPECT_TRUE(list.AllowsPlace("jwt", "a", ""));
  EXPECT_FALSE(list.AllowsPlace("npm-token", "a", ""));
  EXPECT_TRUE(list.AllowsPlace("npm-token", "b", ""));
  EXPECT_TRUE(list.AllowsSecret("slack-token", "A"));
  EXPECT_FALSE(list.AllowsSecret("npm-token", "A"));
  EXPECT_FALSE(list.AllowsFingerprint("npm-token", kFingerprint));
}

TEST(Allowlist, EveryCriterionAnswersItsOwnQuestionOnly) {
  AllowEntry entry = Entry();
  entry.paths = {"**"};
  const Allowlist list = Compiled({entry});
  EXPECT_FALSE(list.AllowsSecret("jwt", "a"));
  EXPECT_FALSE(list.AllowsFingerprint("jwt", kFingerprint));
}

TEST(Allowlist, BrokenExpressionNamesFileAndLine) {
  AllowEntry entry = Entry();
  entry.regexes = {"(a"};
  const auto list = Allowlist::Make({entry}, "x.yaml");
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().code, Code::kConfig);
  EXPECT_EQ(list.error().message, "x.yaml:7: `regex`: `(a`: missing ): (a");
  entry.file = "team.yaml";
  EXPECT_EQ(Allowlist::Make({entry}, "x.yaml").error().message.find("team.yaml:7: "), 0U);
}

TEST(Allowlist, BrokenGlobNamesFileAndLine) {
  AllowEntry entry = Entry();
  entry.paths = {"[a"};
  const auto list = Allowlist::Make({entry}, "x.yaml");
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().message.find("x.yaml:7: `paths`: `[a`: a `[` without its `]`"), 0U) << list.error().message;
}

TEST(Allowlist, ExpressionForEverySecretIsRefused) {
  for (const char* regex : {"a*", ".*", "", "(|x)"}) {
    EXPECT_NE(CheckSecretRegex(regex).error().message.find("every secret"), std::string::npos) << regex;
  }
  EXPECT_TRUE(CheckSecretRegex("a").ok());
}

TEST(Allowlist, HugeExpressionsAreRefused) {
  EXPECT_FALSE(CheckSecretRegex("((a{1,100}){1,100}){1,100}").ok());
  AllowEntry entry = Entry();
  entry.regexes.assign(1001, "a");
  EXPECT_NE(Allowlist::Make({entry}, "x.yaml").error().message.find("more than 1000 expressions"), std::string::npos);
}

TEST(Allowlist, PathExpressionsAreSearchedInThePath) {
  AllowEntry entry = Entry();
  entry.path_regexes = {"(^|/)vendor/", "\\.lock$"};
  const Allowlist list = Compiled({entry});
  EXPECT_TRUE(list.AllowsPlace("jwt", "a/vendor/b.js", ""));
  EXPECT_TRUE(list.AllowsPlace("jwt", "deep/yarn.lock", ""));
  EXPECT_FALSE(list.AllowsPlace("jwt", "a/myvendor/b.js", ""));
  entry.path_regexes = {"(a"};
  EXPECT_NE(Allowlist::Make({entry}, "x.yaml").error().message.find("x.yaml:7: `path_regex`: `(a`"), std::string::npos);
}

TEST(Allowlist, MatchAllNeedsThePathAndTheCommit) {
  AllowEntry entry = Entry();
  entry.paths = {"/a.env"};
  entry.commits = {"abcdef0"};
  entry.needs_all = true;
  const Allowlist list = Compiled({entry});
  EXPECT_TRUE(list.AllowsPlace("jwt", "a.env", "abcdef0123"));
  EXPECT_FALSE(list.AllowsPlace("jwt", "a.env", "1234567890"));
  EXPECT_FALSE(list.AllowsPlace("jwt", "b.env", "abcdef0123"));
}

TEST(Allowlist, CountsWhatEachEntryAccepted) {
  AllowEntry first = Entry(), second = Entry();
  first.regexes = {"A"};
  first.why = "one";
  second.regexes = {"A", "B"};
  second.line = 9;
  const Allowlist list = Compiled({first, second});
  for (const char* secret : {"xA", "xA", "xB", "xC"}) (void)list.AllowsSecret("jwt", secret);
  const std::vector<Allowlist::Use> uses = list.Uses();
  ASSERT_EQ(uses.size(), 2U);
  EXPECT_EQ(uses[0].times, 2U);
  EXPECT_EQ(uses[0].why, "one");
  EXPECT_EQ(uses[1].times, 1U) << "the first entry that accepts counts";
  EXPECT_EQ(uses[1].place.substr(uses[1].place.rfind(':')), ":9");
  EXPECT_TRUE(Allowlist().Uses().empty());
}

TEST(Allowlist, CopiesAnswerLikeTheOriginal) {
  AllowEntry entry = Entry();
  entry.regexes = {"A"};
  Allowlist copy;
  {
    const Allowlist list = Compiled({entry});
    copy = list;
  }
  EXPECT_TRUE(copy.AllowsSecret("jwt", "xAx"));
}

}  // namespace
}  // namespace sluice
