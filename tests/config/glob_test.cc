#include "config/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

bool Matches(std::string_view pattern, std::string_view path) {
  const auto glob = Glob::Compile(pattern);
  EXPECT_TRUE(glob.ok()) << pattern << ": " << glob.error().message;
  return glob.ok() && glob->Matches(path);
}

std::string Refusal(std::string_view pattern) {
  const auto glob = Glob::Compile(pattern);
  EXPECT_TRUE(glob.ok() || glob.error().code == Code::kConfig);
  return glob.ok() ? "" : glob.error().message;
}

TEST(Glob, NameWithoutSlashMatchesAtAnyDepth) {
  EXPECT_TRUE(Matches("*.pem", "a.pem"));
  EXPECT_TRUE(Matches("*.pem", "x/y/a.pem"));
  EXPECT_FALSE(Matches("*.pem", "a.pem.txt"));
  EXPECT_FALSE(Matches("*.pem", "x.pem/y"));
  EXPECT_TRUE(Matches("build.env", "x/build.env"));
  EXPECT_FALSE(Matches("build.env", "x/rebuild.env"));
}

TEST(Glob, SlashInsideOrInFrontAnchors) {
  EXPECT_TRUE(Matches("/a.env", "a.env"));
  EXPECT_FALSE(Matches("/a.env", "x/a.env"));
  EXPECT_TRUE(Matches("conf/a.env", "conf/a.env"));
  EXPECT_FALSE(Matches("conf/a.env", "x/conf/a.env"));
  EXPECT_TRUE(Matches("**/conf/a.env", "x/conf/a.env"));
}

TEST(Glob, StarAndQuestionMarkStayInsideAFolder) {
  EXPECT_TRUE(Matches("conf/*", "conf/a"));
  EXPECT_FALSE(Matches("conf/*", "conf/x/a"));
  EXPECT_FALSE(Matches("conf?a", "conf/a"));
  EXPECT_TRUE(Matches("/a?c", "abc"));
  EXPECT_FALSE(Matches("/a?c", "ac"));
  EXPECT_TRUE(Matches("/a*c*", "abcd"));
  EXPECT_TRUE(Matches("/*", ".hidden"));
}

TEST(Glob, TwoStarsCrossFolders) {
  EXPECT_TRUE(Matches("testdata/**", "testdata/a"));
  EXPECT_TRUE(Matches("testdata/**", "testdata/x/y/a"));
  EXPECT_FALSE(Matches("testdata/**", "testdata"));
  EXPECT_FALSE(Matches("testdata/**", "x/testdata/a"));
  EXPECT_TRUE(Matches("a/**/b", "a/b"));
  EXPECT_TRUE(Matches("a/**/b", "a/x/y/b"));
  EXPECT_FALSE(Matches("a/**/b", "a/xb"));
  EXPECT_TRUE(Matches("a/**/**/b", "a/b"));
  EXPECT_TRUE(Matches("**", "a/b/c"));
  EXPECT_TRUE(Matches("a/**/c/**/e", "a/b/c/c/d/e"));
}

TEST(Glob, TwoStarsInsideANameAreOne) {
  EXPECT_TRUE(Matches("/a**c", "abc"));
  EXPECT_FALSE(Matches("/a**c", "a/c"));
}

TEST(Glob, SlashAtTheEndMeansAllBelow) {
  EXPECT_TRUE(Matches("vendor/", "vendor/a"));
  EXPECT_TRUE(Matches("vendor/", "x/vendor/y/a"));
  EXPECT_FALSE(Matches("vendor/", "x/vendor"));
  EXPECT_TRUE(Matches("/vendor/", "vendor/y/a"));
  EXPECT_FALSE(Matches("/vendor/", "x/vendor/a"));
}

TEST(Glob, FolderWithoutSlashDoesNotCoverWhatIsInIt) { EXPECT_FALSE(Matches("vendor", "vendor/a")); }

TEST(Glob, SetsTakeOneCharacter) {
  EXPECT_TRUE(Matches("/[abc]x", "bx"));
  EXPECT_FALSE(Matches("/[abc]x", "dx"));
  EXPECT_TRUE(Matches("/[a-c0-3]", "2"));
  EXPECT_TRUE(Matches("/[!a-c]", "d"));
  EXPECT_TRUE(Matches("/[^a-c]", "d"));
  EXPECT_FALSE(Matches("/[!a-c]", "b"));
  EXPECT_TRUE(Matches("/[]x]", "]"));
  EXPECT_TRUE(Matches("/[!]x]", "a"));
  EXPECT_TRUE(Matches("/[a-]", "-"));
  EXPECT_TRUE(Matches("/[\\]]", "]"));
  EXPECT_FALSE(Matches("a[!b]c", "a/c"));
}

TEST(Glob, BackslashTakesTheNextCharacterLiterally) {
  EXPECT_TRUE(Matches("/\\*", "*"));
  EXPECT_FALSE(Matches("/\\*", "a"));
  EXPECT_TRUE(Matches("/\\{\\{project}}", "{{project}}"));
  EXPECT_TRUE(Matches("\\!a", "!a"));
}

TEST(Glob, BytesBeyondAsciiMatchThemselves) {
  EXPECT_TRUE(Matches("/\xC3\xBC*", "\xC3\xBC.txt"));
  EXPECT_TRUE(Matches("/a*", "a\xFF\xFE"));
}

TEST(Glob, MalformedPatternsSayWhatIsWrong) {
  EXPECT_EQ(Refusal(""), "an empty path pattern");
  EXPECT_NE(Refusal("!a").find("does not turn a pattern round"), std::string::npos);
  EXPECT_NE(Refusal("*.{pem,key}").find("one pattern for each choice"), std::string::npos);
  EXPECT_NE(Refusal("a[bc").find("without its `]`"), std::string::npos);
  EXPECT_NE(Refusal("a[b/c]").find("slash between"), std::string::npos);
  EXPECT_NE(Refusal("[").find("without its `]`"), std::string::npos);
  EXPECT_NE(Refusal("[a-").find("without its `]`"), std::string::npos);
  EXPECT_NE(Refusal("[z-a]").find("before its beginning"), std::string::npos);
  EXPECT_NE(Refusal("[[:alpha:]]").find("named classes"), std::string::npos);
  EXPECT_NE(Refusal("[\xC3\xBC]").find("beyond ASCII"), std::string::npos);
  EXPECT_NE(Refusal("a\\").find("nothing after it"), std::string::npos);
  EXPECT_NE(Refusal("/").find("empty name"), std::string::npos);
  EXPECT_NE(Refusal("a//b").find("empty name"), std::string::npos);
  EXPECT_NE(Refusal("./a").find("never part of a path"), std::string::npos);
  EXPECT_NE(Refusal("a/../b").find("never part of a path"), std::string::npos);
  EXPECT_NE(Refusal(std::string(5000, 'a')).find("4096"), std::string::npos);
}

TEST(Glob, EmptyAndHugePathsNeverMatch) {
  EXPECT_FALSE(Matches("**", ""));
  EXPECT_FALSE(Matches("**", std::string(100'000, 'a')));
}

// A matcher that backtracks over every star would not end before the test's time limit.
TEST(Glob, HostilePathsTakeBoundedTime) {
  std::string stars, folders;
  for (int i = 0; i < 60; ++i) {
    stars += "*a";
    folders += "**/a*a*/";
  }
  const std::string name(60'000, 'a');
  EXPECT_FALSE(Matches("/" + stars + "b", name));
  std::string path;
  while (path.size() < 60'000) path += "aaa/";
  EXPECT_FALSE(Matches(folders + "b", path + "c"));
}

TEST(GlobForPath, MatchesThatPathAndNoOther) {
  for (const std::string path : {"a.env", "conf/prod.env", "a*b", "x[1]/{y}", "!a", "back\\slash", "what?"}) {
    const auto glob = Glob::Compile(GlobForPath(path));
    ASSERT_TRUE(glob.ok()) << path << ": " << glob.error().message;
    EXPECT_TRUE(glob->Matches(path)) << path;
    EXPECT_FALSE(glob->Matches("deeper/" + path)) << path;
    EXPECT_FALSE(glob->Matches(path + "x")) << path;
  }
  EXPECT_EQ(GlobForPath("./a"), "/a");
  EXPECT_FALSE(Glob::Compile(GlobForPath("a*b"))->Matches("axb"));
}

}  // namespace
}  // namespace sluice
