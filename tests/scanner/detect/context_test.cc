#include "scanner/detect/context.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

ValueContext Context(const std::string& text, std::string_view value, std::string_view match_start) {
  const size_t begin = text.find(value);
  return ReadContext(text, {text.find(match_start), begin + value.size()}, {begin, begin + value.size()}, FileKind::kUnknown);
}

TEST(ReadContext, KeyIsTheWholeIdentifier) {
  const std::string text = "spring.datasource-DB_PASSWORD = \"v4lue\"\n";
  EXPECT_EQ(Context(text, "v4lue", "PASSWORD").key, "spring.datasource-DB_PASSWORD");
  EXPECT_EQ(Context("{\"api_key\": \"v4lue\"}", "v4lue", "\"api").key, "api_key");
  EXPECT_EQ(Context("v4lue", "v4lue", "v4lue").key, "");
}

TEST(ReadContext, KeyOfASectionIsTheOneClosestToTheValue) {
  EXPECT_EQ(Context("mail_config: {apiKey: \"v4lue\"}", "v4lue", "mail").key, "apiKey");
  EXPECT_EQ(Context("[mail_config]\nregion = eu\npublic_key = v4lue", "v4lue", "mail").key, "public_key");
  EXPECT_EQ(Context("MailClient(token=\"v4lue\")", "v4lue", "Mail").key, "token");
  EXPECT_EQ(Context("enter(\"joe\", \"v4lue\")", "v4lue", "enter").key, "enter");
  EXPECT_EQ(Context("- name: MAIL_TOKEN\n  value: v4lue", "v4lue", "MAIL").key, "MAIL_TOKEN");
}

TEST(ReadContext, LineEndsAtItsBreaks) {
  EXPECT_EQ(Context("one\nkey = v4lue # two\nthree\n", "v4lue", "key").line, "key = v4lue # two");
  EXPECT_EQ(Context("v4lue", "v4lue", "v4lue").line, "v4lue");
}

TEST(ReadContext, QuotesAndTagsMustMatch) {
  EXPECT_TRUE(Context("k = \"v4lue\"", "v4lue", "k").is_quoted);
  EXPECT_TRUE(Context("k = 'v4lue'", "v4lue", "k").is_quoted);
  EXPECT_TRUE(Context("<k>v4lue</k>", "v4lue", "k").is_quoted);
  EXPECT_FALSE(Context("k = v4lue", "v4lue", "k").is_quoted);
  EXPECT_FALSE(Context("k = \"v4lue'", "v4lue", "k").is_quoted);
}

TEST(ReadContext, LongLinesAreCutAndNoted) {
  const std::string text = std::string(5000, 'x') + " k = v4lue " + std::string(5000, 'y');
  const ValueContext context = Context(text, "v4lue", "k =");
  EXPECT_TRUE(context.is_on_long_line);
  EXPECT_LE(context.line.size(), 2000U);
  EXPECT_FALSE(Context("k = v4lue", "v4lue", "k").is_on_long_line);
}

}  // namespace
}  // namespace sluice
