// Strings in parts are put together where the parts are those of a token.
#include "scanner/unpack/joints.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/base64.h"
#include "tests/scanner/unpack/unpacked.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Joints, OfManyLanguagesAreTakenOut) {
  for (const std::string text :
       {R"(const t = "head_of_it" + "_and_its_end";)", "const t = 'head_of_it'+'_and_its_end';",
        "\"head_of_it\" +\n   \"_and_its_end\"", "\"head_of_it\"\n   + \"_and_its_end\"", "(\"head_of_it\"\r\n   \"_and_its_end\")",
        "f\"head_of_it\" f\"_and_its_end\"", "$t = 'head_of_it' . '_and_its_end';", "Dim t = \"head_of_it\" & \"_and_its_end\"",
        "\"head_of_it\" & _\n \"_and_its_end\"", "t = \"head_of_it\" .. \"_and_its_end\"", "'head_of_it' || '_and_its_end'",
        "\"head_of_it\" \\\n  \"_and_its_end\"", "\"head_of_it\" + `\n  \"_and_its_end\"", "@\"head_of_it\" + @\"_and_its_end\"",
        "T='head_of_it'\"_and_its_end\"", "export T=head_of_it\\\n_and_its_end", "t=head_of_it\\\r\n    _and_its_end",
        "\"head_\" + \"of_it_and_i\" + \"ts_end\""}) {
    const auto found = UnpackAll("first\n" + text + "\nlast\n").With("head_of_it_and_its_end");
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_THAT(found[0].decoded, ElementsAre("joined"));
  }
}

TEST(Joints, OfLinesStandBehindTheirBreaks) {
  for (const char* text : {R"($k = "head_of_it\n" . "_and_its_end\n";)", "$k = \"head_of_it\\r\\n\"\n  . \"_and_its_end\"",
                           "Dim k = \"head_of_it\" & vbCrLf & _\n \"_and_its_end\"", "'head_of_it' || CHR(10) ||\n'_and_its_end'",
                           "\"head_of_it\" + Environment.NewLine +\n \"_and_its_end\""}) {
    const Unpacked all = UnpackAll(text);
    EXPECT_EQ(all.With("head_of_it_and_its_end").size() + all.With("head_of_it\\n_and_its_end").size() +
                  all.With("head_of_it\\r\\n_and_its_end").size(),
              1U)
        << text;
  }
  EXPECT_TRUE(UnpackAll(R"("head_of_it\n" + "_and_its_end\n")").With("it\\n_and").empty()) << "known as they stand";
}

TEST(Joints, OtherStringsStayApart) {
  for (const char* text : {R"("head_of_it", "_and_its_end")", R"("head_of_it" "x")", R"("a head of it " + "and its end")",
                           R"("head_of_it" + and_its_end)", R"(a="head_of_it" b="and_its_end")", R"("head" + "end")",
                           "#define X head_of_it \\\n  and_its_end", R"("head_of_it" - "_and_its_end")", "'head_of_it'",
                           "1,\"head_of_it\"\n\"_and_its_end\",2"})
    EXPECT_THAT(UnpackAll(text).texts, IsEmpty()) << text;
}

TEST(Joints, OfBase64AreTakenOutFirst) {
  const std::string plain = "name = some words that are long enough for a few lines, and for some more of them";
  const std::string digits = Base64Encode(plain);
  std::string text = "data = (\n";
  for (size_t at = 0; at < digits.size(); at += 40) text += "    \"" + digits.substr(at, 40) + "\"\n";
  const auto found = UnpackAll(text + ")\n").With(plain);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].decoded, ElementsAre("joined", "base64"));
}

TEST(Joints, LookNotFar) {
  EXPECT_EQ(ReadJoint("\"head_of_it\"" + std::string(1 << 10, ' ') + "\"_and_its_end\"", 11), 0U);
  EXPECT_EQ(ReadJoint("\"head_of_it\" + \"_and_its_end\"", 11), 5U);
  EXPECT_EQ(ReadJoint("\"", 0), 0U);
}

}  // namespace
}  // namespace sluice::testlib
