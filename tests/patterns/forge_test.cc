#include "patterns/forge.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "base/base64.h"
#include "patterns/alphabet.h"
#include "patterns/checksum.h"

namespace sluice {
namespace {

std::string Forged(std::string_view text_template, uint64_t seed = 1) {
  const auto text = ForgeExample(text_template, seed);
  EXPECT_TRUE(text.ok()) << text.error().message;
  return text.ok() ? text.value() : "";
}

std::string Refusal(std::string_view text_template) {
  const auto text = ForgeExample(text_template, 1);
  return text.ok() ? "" : text.error().message;
}

// A change of these bytes changes every synthetic credential: benches and baselines made from them would no longer agree.
TEST(Forge, SameSeedSameBytes) {
  EXPECT_EQ(Forged("${hex:8}", ForgeSeed("a", 0)), Forged("${hex:8}", ForgeSeed("a", 0)));
  EXPECT_NE(Forged("${hex:8}", ForgeSeed("a", 0)), Forged("${hex:8}", ForgeSeed("a", 1)));
  EXPECT_NE(ForgeSeed("a", 1), ForgeSeed("b", 1));
  EXPECT_EQ(Forged("${hex:8}", 7), "c2ba16e1");
}

TEST(Forge, RandomTextKeepsToItsAlphabetAndLength) {
  EXPECT_TRUE(RE2::FullMatch(Forged("a${digits:6}b${HEX:4}"), "a[0-9]{6}b[0-9A-F]{4}"));
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const std::string text = Forged("${lower:3..5}", seed);
    EXPECT_TRUE(RE2::FullMatch(text, "[a-z]{3,5}")) << text;
  }
}

TEST(Forge, LongRandomTextShowsEveryClass) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const std::string text = Forged("${base62:12}", seed);
    EXPECT_TRUE(RE2::PartialMatch(text, "[0-9]") && RE2::PartialMatch(text, "[a-z]") && RE2::PartialMatch(text, "[A-Z]")) << text;
    EXPECT_TRUE(RE2::PartialMatch(Forged("${base32:12}", seed), "[2-7]"));
  }
}

TEST(Forge, TextStaysAsItIs) {
  EXPECT_EQ(Forged("a $b {c} $$"), "a $b {c} $$");
  EXPECT_EQ(Forged("${lit:AKIA}${lit:${x}}"), "AKIA${x}");
  EXPECT_EQ(Forged("${lit:$}{VAR}"), "${VAR}");
  EXPECT_EQ(Forged("${repeat:ab:3}"), "ababab");
  EXPECT_EQ(Forged("${repeat:a:b:2}"), "a:ba:b");
}

TEST(Forge, PickTakesOneOfItsChoices) {
  bool has_a = false, has_b = false;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const std::string text = Forged("${pick:a|${repeat:b:2}}", seed);
    has_a |= text == "a";
    has_b |= text == "bb";
    EXPECT_TRUE(text == "a" || text == "bb") << text;
  }
  EXPECT_TRUE(has_a && has_b);
}

TEST(Forge, EncodersNest) {
  EXPECT_EQ(Forged("${b64:user:pass}"), "dXNlcjpwYXNz");
  EXPECT_EQ(Forged("${b64url:${lit:\xFB\xFF}}"), "-_8");
  EXPECT_EQ(Forged("${hex:AB}"), "4142");
  EXPECT_EQ(Forged("${unhex:4142}"), "AB");
  EXPECT_EQ(Forged("${urlencode:a b/${lit:=}}"), "a%20b%2F%3D");
  EXPECT_EQ(Forged("${json:a\"\n\\}"), "a\\\"\\n\\\\");
  EXPECT_EQ(Forged("${b64:${b64:${repeat:x:3}}}"), Base64Encode(Base64Encode("xxx")));
  EXPECT_EQ(Base64Decode(Forged("${b64:${bytes:20}}"))->size(), 20U);
}

TEST(Forge, UuidIsVersionFour) { EXPECT_TRUE(ChecksumHolds("uuid", Forged("${uuid}"))); }

TEST(Forge, ChecksumCompletesTheTokenBeforeIt) {
  for (const char* before : {"", "token: ", "TOKEN=", "\"x_y\":\"", "url?token="}) {
    const std::string text = Forged(std::string(before) + "gh${lit:p}_${base62:30}${github-crc32}");
    EXPECT_TRUE(ChecksumHolds("github-crc32", text.substr(std::string_view(before).size()))) << before;
  }
}

TEST(Forge, JwtHoldsItsPayload) {
  const std::string token = Forged(R"(${jwt:{"sub":"${digits:4}","x":{"y":1}}})");
  EXPECT_TRUE(ChecksumHolds("jwt", token));
  const size_t dot = token.find('.');
  const auto payload = Base64Decode(token.substr(dot + 1, token.rfind('.') - dot - 1));
  EXPECT_TRUE(RE2::FullMatch(payload.value(), R"(\{"sub":"[0-9]{4}","x":\{"y":1\}\})")) << payload.value();
}

TEST(Forge, WrongTemplatesAreRefused) {
  for (const char* text :
       {"${", "${hex:8", "${nothing}", "${nothing:1}", "${base62:x}", "${base62:5..2}", "${base62:70000}", "${repeat:x}",
        "${bytes:x}", "${jwt}", "${github-crc32:1}", "${github-fine-grained}", "${uuid:1}", "${}"}) {
    const auto result = ForgeExample(text, 1);
    ASSERT_FALSE(result.ok()) << text;
    EXPECT_EQ(result.error().code, Code::kConfig) << text;
  }
}

TEST(Forge, ExpansionIsBounded) {
  EXPECT_NE(Refusal("${repeat:${repeat:x:65536}:65536}").find("1 MiB"), std::string::npos);
  std::string deep = "x";
  for (int i = 0; i < 40; ++i) deep = "${b64:" + deep + "}";
  EXPECT_NE(Refusal(deep).find("nested"), std::string::npos);
}

}  // namespace
}  // namespace sluice
