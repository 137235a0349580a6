#include "scanner/detect/extend.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

constexpr std::string_view kDashes = "-----";

// The extended secret, when the expression took the first `taken` bytes after `before`.
std::string Extended(std::string_view name, const std::string& before, const std::string& rest, uint64_t taken) {
  const std::string text = before + rest;
  const ByteRange range = ExtendSecret(name, text, {before.size(), before.size() + taken});
  EXPECT_EQ(range.begin, before.size());
  return text.substr(range.begin, range.size());
}

std::string Pem(const std::string& line_break, const std::string& end) {
  return std::string(kDashes) + "BEGIN TEST KEY" + std::string(kDashes) + line_break + "QUJDREVG" + line_break + "R0hJSktM" +
         line_break + end;
}

std::string PemEnd() { return std::string(kDashes) + "END TEST KEY" + std::string(kDashes); }

TEST(ExtendSecret, ABareValueGoesOnBehindABracketThatClosesNothing) {
  EXPECT_EQ(Extended("quoted", "key: \"", "ab12(cd'ef`gh;ij<kl>mn{op}\" x", 4), "ab12(cd'ef`gh;ij<kl>mn{op}");
  EXPECT_EQ(Extended("quoted", "key: \"", "ab12(cd\\\"ef`gh;ij<kl>mn{op}\" x", 4), "ab12(cd\\\"ef`gh;ij<kl>mn{op}");
  EXPECT_EQ(Extended("quoted", "key: \"", "ab12(cd ef`gh;ij<kl>mn{op}\" x", 4), "") << "a blank";
  EXPECT_EQ(Extended("quoted", "key: \"", "ab12(cd`ef\" x", 4), "") << "short";
  EXPECT_EQ(Extended("quoted", "key: \"", "ab12(cd`ef`gh;ij<kl>mn{op}", 4), "") << "nothing closes it";
  EXPECT_EQ(Extended("value", "key: ", "ab12cd==\"", 4), "ab12cd==");
  EXPECT_EQ(Extended("value", "key: ", "ab12-cd", 4), "ab12-cd");
  EXPECT_EQ(Extended("value", "key: ", "ab12 cd", 4), "ab12");
  EXPECT_EQ(Extended("value", "key: ", "ab12cd(", 4), "") << "code";
  EXPECT_EQ(Extended("value", "key: ", std::string(513, 'x') + "\"", 60), "") << "data";
  EXPECT_EQ(Extended("bare", "key: ", "ab12}cd-x\nz", 4), "ab12}cd-x");
  EXPECT_EQ(Extended("bare", "a\nkey=", "ab12}cd", 4), "ab12}cd");
  EXPECT_EQ(Extended("bare", "key: ", "ab12}\n", 4), "ab12") << "nothing behind it";
  EXPECT_EQ(Extended("bare", "key: ", "ab12});\n", 4), "ab12");
  EXPECT_EQ(Extended("bare", "{key: ", "ab12}cd\n", 4), "ab12") << "opened before";
  EXPECT_EQ(Extended("bare", "key: ", "ab12}cd ef\n", 4), "ab12") << "not the rest of its line";
  EXPECT_EQ(Extended("bare", "key: ", "ab12}" + std::string(200, 'x'), 4), "ab12") << "too far";
  EXPECT_EQ(Extended("bare", "key: ", "ab12 cd\n", 4), "ab12");
}

TEST(ExtendSecret, UnknownNamesLeaveItAsItIs) {
  EXPECT_EQ(Extended("", "x ", "abcdef", 3), "abc");
  EXPECT_EQ(Extended("other", "x ", "abcdef", 3), "abc");
}

TEST(ExtendSecret, Base64TakesItsPadding) {
  EXPECT_EQ(Extended("base64", "", "ab+/cd==\"", 2), "ab+/cd==");
  EXPECT_EQ(Extended("base64", "", "abcd===", 2), "abcd==");
  EXPECT_EQ(Extended("base64", "", "abcd-ef", 2), "abcd");
}

TEST(ExtendSecret, Base64UrlAndWordTakeDashes) {
  EXPECT_EQ(Extended("base64url", "", "ab-_cd+", 2), "ab-_cd");
  EXPECT_EQ(Extended("word", "", "ab-_cd.", 2), "ab-_cd");
}

TEST(ExtendSecret, JwtTakesPartsButNoFullStop) {
  EXPECT_EQ(Extended("jwt", "", "ab.cd.ef, then", 2), "ab.cd.ef");
  EXPECT_EQ(Extended("jwt", "", "ab.cd.ef. Then", 2), "ab.cd.ef");
  EXPECT_EQ(Extended("jwt", "", "ab...", 3), "ab.");
}

TEST(ExtendSecret, PemGoesToItsEndLine) {
  const std::string pem = Pem("\n", PemEnd());
  EXPECT_EQ(Extended("pem", "key: ", pem + "\nmore text", 30), pem);
  const std::string escaped = Pem("\\n", PemEnd());
  EXPECT_EQ(Extended("pem", "\"", escaped + "\\n\"", 30), escaped);
}

// A block whose END line is missing, without the break after its last line.
std::string Unclosed(const std::string& line_break) {
  const std::string pem = Pem(line_break, "");
  return pem.substr(0, pem.size() - line_break.size());
}

TEST(ExtendSecret, PemWithoutEndStopsWithItsLastLine) {
  EXPECT_EQ(Extended("pem", "", Pem("\n", "") + "{}", 30), Unclosed("\n"));
  EXPECT_EQ(Extended("pem", "", Pem("\\n", "") + "\"", 30), Unclosed("\\n"));
  EXPECT_EQ(Extended("pem", "", Unclosed("\n"), 30), Unclosed("\n"));
  EXPECT_EQ(Extended("pem", "", Pem("\n", "") + "QQ==\nQUJDREVG\n", 30), Pem("\n", "") + "QQ==") << "a short line is the last";
  const std::string next = Pem("\n", PemEnd());
  EXPECT_EQ(Extended("pem", "", Pem("\n", "") + next, 30), Unclosed("\n")) << "the end line belongs to the next block";
}

TEST(ExtendSecret, PemWithoutEndTakesNoText) {
  EXPECT_EQ(Extended("pem", "", Pem("\n", "") + "Sincerely yours and so on", 30), Unclosed("\n"));
  EXPECT_EQ(Extended("pem", "", Pem("\n", "") + "\npassword: hunter22\n", 30), Unclosed("\n"));
  EXPECT_EQ(Extended("pem", "", Pem("\n", "") + "aVeryLongWordThatIsLongerThanALine\n", 30), Unclosed("\n"));
}

TEST(ExtendSecret, PemWithoutEndKeepsItsLineMarks) {
  EXPECT_EQ(Extended("pem", "", Pem("\n> ", "") + "that was it", 30), Unclosed("\n> "));
  EXPECT_EQ(Extended("pem", "", Pem("\\n\" +\n  \"", "") + "x y", 40), Unclosed("\\n\" +\n  \""));
  EXPECT_EQ(Extended("pem", "", Pem("\n// ", "") + "x y", 30), Unclosed("\n// "));
  EXPECT_EQ(Extended("pem", "", Pem("\n+", "") + "x y", 30), Unclosed("\n+"));
}

TEST(ExtendSecret, NeverFartherThanTheLimit) {
  for (const char* name : {"base64", "base64url", "jwt", "word", "pem"}) {
    const std::string text(200'000, 'a');
    const ByteRange range = ExtendSecret(name, text, {5, 25});
    EXPECT_EQ(range.end, 5 + kMaxExtendedBytes) << name;
  }
  const std::string far = Pem("\n", "") + std::string(kMaxExtendedBytes, '!') + PemEnd();
  EXPECT_LT(Extended("pem", "", far, 30).size(), 100U);
}

TEST(ExtendSecret, EndOfTextIsAnEnd) {
  for (const char* name : {"base64", "base64url", "jwt", "word", "pem"}) {
    EXPECT_EQ(Extended(name, "", "abc", 3), "abc") << name;
    EXPECT_EQ(Extended(name, "", "abc", 0), "abc") << name;
  }
}

}  // namespace
}  // namespace sluice
