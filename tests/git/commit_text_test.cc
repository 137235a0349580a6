#include "git/commit_text.h"

#include <gtest/gtest.h>

namespace sluice::git {
namespace {

const std::string kTree(40, 'a');
const std::string kParent(40, 'b');

TEST(CommitLinks, TreeParentsAndDateAreRead) {
  const std::string raw = "tree " + kTree + "\nparent " + kParent + "\nparent " + kTree +
                          "\nauthor A <a@x> 5 +0000\ncommitter C > <c@x> 1767225600 -0730\n\nmessage\n";
  CommitLinks links;
  ASSERT_TRUE(ParseCommitLinks(raw, &links));
  EXPECT_EQ(links.tree.Hex(), kTree);
  ASSERT_EQ(links.parents.size(), 2U);
  EXPECT_EQ(links.parents[0].Hex(), kParent);
  EXPECT_EQ(links.committer_s, 1767225600);
}

TEST(CommitLinks, DateThatCannotBeReadIsZero) {
  CommitLinks links;
  for (const char* committer :
       {"committer C <c@x> soon\n", "committer\n", "committer C\n", "", "committer C <c@x> 99999999999999999999 +0000\n"}) {
    ASSERT_TRUE(ParseCommitLinks("tree " + kTree + "\n" + committer + "\nmessage committer C <c> 7 +0000\n", &links)) << committer;
    EXPECT_EQ(links.committer_s, 0) << committer;
  }
  ASSERT_TRUE(ParseCommitLinks("tree " + kTree + "\ncommitter C <c@x> -5 +0000\n\n", &links));
  EXPECT_EQ(links.committer_s, -5);
}

TEST(CommitLinks, DamagedHeadersAreRefused) {
  CommitLinks links;
  EXPECT_FALSE(ParseCommitLinks("", &links));
  EXPECT_FALSE(ParseCommitLinks("tree abc\n", &links));
  EXPECT_FALSE(ParseCommitLinks("tree " + std::string(40, 'z') + "\n", &links));
  EXPECT_FALSE(ParseCommitLinks("tree " + kTree, &links));
  EXPECT_FALSE(ParseCommitLinks("tree " + kTree + "\nparent 12\n", &links));
}

TEST(TagTarget, IsTheFirstLine) {
  EXPECT_EQ(ParseTagTarget("object " + kTree + "\ntype commit\n")->Hex(), kTree);
  EXPECT_FALSE(ParseTagTarget("type commit\nobject " + kTree + "\n").has_value());
}

TEST(CommitText, AuthorAndMessageAreFound) {
  const std::string raw = "tree " + kTree + "\nauthor A U Thor <author@example.com> 1767225600 +0100\ncommitter C <c@x> 7 +0000\n" +
                          "gpgsig -----BEGIN\n author Forged <f@x> 1 +0000\n \n -----END\n\nsubject\n\nbody\n";
  const Signature author = ParseAuthor(raw);
  EXPECT_EQ(author.name, "A U Thor");
  EXPECT_EQ(author.email, "author@example.com");
  EXPECT_EQ(author.time_s, 1767225600);
  EXPECT_EQ(raw.substr(MessageOffset(raw)), "subject\n\nbody\n");
}

TEST(CommitText, TaggerIsTheAuthorOfATag) {
  const std::string raw = "object " + kTree + "\ntype commit\ntag v1\ntagger T <t@x> 9 +0000\n\nrelease\n";
  EXPECT_EQ(ParseAuthor(raw).name, "T");
  EXPECT_EQ(raw.substr(MessageOffset(raw)), "release\n");
}

TEST(CommitText, AnythingIsTaken) {
  for (const std::string raw : {"", "\n", "no headers at all", "author\n\nx", "author <\n\nx", "author A <a@x\n\nx"}) {
    EXPECT_LE(MessageOffset(raw), raw.size());
    EXPECT_EQ(ParseAuthor(raw).time_s, 0);
  }
  EXPECT_EQ(MessageOffset("no headers at all"), 17U);
  EXPECT_EQ(MessageOffset("\nmessage"), 1U);
}

}  // namespace
}  // namespace sluice::git
