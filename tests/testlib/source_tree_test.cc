#include "tests/testlib/source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sluice::testlib {
namespace {

TEST(SourceTree, HoldsThisTestAndNothingOfTheBuild) {
  const auto& files = SourceFiles();
  EXPECT_TRUE(
      std::any_of(files.begin(), files.end(), [](const auto& file) { return file.path == "tests/testlib/source_tree_test.cc"; }));
  for (const SourceFile& file : files) {
    EXPECT_FALSE(file.IsBelow("build") || file.IsBelow(".git")) << file.path;
  }
}

TEST(SourceTree, TellsModulesFromTheRest) {
  EXPECT_TRUE(IsModuleFile({"scanner/detect/matcher.cc", ""}));
  EXPECT_FALSE(IsModuleFile({"tests/base/hex_test.cc", ""}));
  EXPECT_FALSE(IsModuleFile({"patterns/aws.yaml", ""}));
}

TEST(Includes, FindsBothFormsWithTheirLines) {
  const auto includes = Includes("#pragma once\n#include <vector>\n\n  # include \"base/hex.h\"\n// see #include \"no/such.h\"\n");
  ASSERT_EQ(includes.size(), 2U);
  EXPECT_EQ(includes[0].target, "vector");
  EXPECT_TRUE(includes[0].is_angled);
  EXPECT_EQ(includes[0].line, 2U);
  EXPECT_EQ(includes[1].target, "base/hex.h");
  EXPECT_FALSE(includes[1].is_angled);
  EXPECT_EQ(includes[1].line, 4U);
}

TEST(CodeOnly, BlanksCommentsAndLiterals) {
  EXPECT_EQ(CodeOnly("a // b\nc"), "a     \nc");
  EXPECT_EQ(CodeOnly("a /* b\nc */ d"), "a     \n     d");
  EXPECT_EQ(CodeOnly("f(\"printf(\\\"\", 'x')"), "f(           ,    )");
  EXPECT_EQ(CodeOnly("f(R\"x(\" // )x\") // g"), "f(            )     ");
}

TEST(CodeOnly, ADigitSeparatorOpensNoLiteral) { EXPECT_EQ(CodeOnly("n = 1'000; puts('a');"), "n = 1'000; puts(   );"); }

TEST(LineOf, CountsFromOne) {
  EXPECT_EQ(LineOf("a\nb\n", 0), 1U);
  EXPECT_EQ(LineOf("a\nb\n", 2), 2U);
  EXPECT_EQ(LineOf("a", 99), 1U);
}

}  // namespace
}  // namespace sluice::testlib
