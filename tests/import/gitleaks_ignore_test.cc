#include "import/gitleaks_ignore.h"

#include <gmock/gmock.h>

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kCommit = "0123456789abcdef0123456789abcdef01234567";

TEST(ImportGitleaksIgnore, ALineBecomesAnEntryForThatFileOfThatCommit) {
  const Imported imported = ImportGitleaksIgnore("# known\n\n" + kCommit + ":conf/prod.env:generic-api-key:12\r\n", "i");
  ASSERT_EQ(imported.allow.size(), 1U);
  EXPECT_THAT(imported.allow[0].paths, ElementsAre("/conf/prod.env"));
  EXPECT_THAT(imported.allow[0].commits, ElementsAre(kCommit));
  EXPECT_TRUE(imported.allow[0].needs_all) << "either alone would accept far more";
  EXPECT_EQ(imported.allow[0].why, "imported from i:3");
  ASSERT_EQ(imported.notes.size(), 1U);
  EXPECT_EQ(imported.notes[0].place, "i:3");
  EXPECT_THAT(imported.notes[0].what, HasSubstr("everything in this file of this commit"));
  EXPECT_FALSE(imported.notes[0].is_lost);
}

TEST(ImportGitleaksIgnore, WithoutACommitItIsTheFile) {
  const Imported imported = ImportGitleaksIgnore("a b/c*.env:some-rule:1\n", "i");
  ASSERT_EQ(imported.allow.size(), 1U);
  EXPECT_THAT(imported.allow[0].paths, ElementsAre("/a b/c\\*.env"));
  EXPECT_THAT(imported.allow[0].commits, IsEmpty());
  EXPECT_FALSE(imported.allow[0].needs_all);
  EXPECT_THAT(imported.notes.at(0).what, HasSubstr("in every commit"));
}

TEST(ImportGitleaksIgnore, ColonsInAPathStay) {
  EXPECT_THAT(ImportGitleaksIgnore(kCommit + ":a:b:c:rule:3", "i").allow.at(0).paths, ElementsAre("/a:b:c"));
  EXPECT_THAT(ImportGitleaksIgnore("abc:d:rule:3", "i").allow.at(0).paths, ElementsAre("/abc:d"));
}

TEST(ImportGitleaksIgnore, OtherLinesOfTheSamePlaceAddNothing) {
  const Imported imported = ImportGitleaksIgnore(kCommit + ":a:r:1\n" + kCommit + ":a:r:9\n" + kCommit + ":b:r:1\n", "i");
  EXPECT_EQ(imported.allow.size(), 2U);
}

TEST(ImportGitleaksIgnore, WhatCannotBeReadIsNamed) {
  const Imported imported = ImportGitleaksIgnore("nonsense\na:b\n:r:1\na:r:x\n" + kCommit + "\na:r:\n", "i");
  EXPECT_THAT(imported.allow, IsEmpty());
  ASSERT_EQ(imported.notes.size(), 6U);
  EXPECT_EQ(imported.notes[3].place, "i:4");
  EXPECT_TRUE(imported.notes[3].is_lost);
}

}  // namespace
}  // namespace sluice
