#include <gtest/gtest.h>
#include <re2/re2.h>

#include "patterns/expression.h"
#include "patterns/load.h"

namespace sluice {
namespace {

std::string Captured(const std::string& regex, const std::string& text) {
  const auto expanded = ExpandMacros(regex);
  EXPECT_TRUE(expanded.ok());
  std::string secret;
  return RE2::PartialMatch(text, RE2(expanded.value(), RE2::Latin1), &secret) ? secret : "";
}

const std::string kRegex = "{{assign:datadog|dd_api}}([0-9]{8}){{end}}";

TEST(ExpandMacros, AssignFollowsEverySyntaxOfAName) {
  for (const char* text :
       {"DD_API_KEY=\"12345678\"", "datadog.key: 12345678", "--datadog-api-key 12345678", "DataDog-Key => '12345678'",
        "datadogKey := `12345678`", "\"datadog\": \"12345678\",", "<add key=\"datadog\" value=\"12345678\"/>",
        "- name: DATADOG_KEY\n  value: 12345678\n", "{\"name\": \"dd_api_key\",\n \"value\": \"12345678\"}"}) {
    EXPECT_EQ(Captured(kRegex, text), "12345678") << text;
  }
}

TEST(ExpandMacros, AssignAsksForAnOperatorAndAnEnd) {
  EXPECT_EQ(Captured(kRegex, "datadog is a product\n12345678"), "");
  EXPECT_EQ(Captured(kRegex, "datadog=123456789"), "");
  EXPECT_EQ(Captured(kRegex, "datadog=12345678a"), "");
}

TEST(ExpandMacros, AssignFollowsTheValueToTheNextLineAndElement) {
  for (const char* text :
       {"<key>datadog</key>\n\t<string>12345678</string>", "datadog: |\n    12345678\n", "datadog_key: >-\n  12345678\n",
        "variable \"datadog_key\" {\n  type    = string\n  default = \"12345678\"\n}", "# Datadog\n12345678\n",
        "gh secret set DD_API --body \"12345678\""})
    EXPECT_EQ(Captured(kRegex, text), "12345678") << text;
  EXPECT_EQ(Captured("{{assign:acme[_.-]?key}}([0-9]{8})", "the acme key: 12345678"), "12345678");
}

TEST(ExpandMacros, VendorFollowsSectionsCallsCommandsAndAddresses) {
  const std::string regex = "{{vendor:acme}}([0-9]{8}){{end}}";
  for (const char* text :
       {"ACME_API_KEY_PROD=12345678", "acme: 12345678", "- **Acme API token**: `12345678`", "acme:\n  api_key: 12345678",
        "[acme]\ntoken = 12345678", "\"Acme\": {\n  \"ApiKey\": \"12345678\"", "'acme' => [\n  'secret' => '12345678'",
        "provider \"acme\" {\n  org = \"shop\"\n  token = \"12345678\"", "new Acme({ apiKey: '12345678' })",
        "Acme(region='eu', token='12345678')", "acme.Client('12345678')", "require('acme')('12345678')",
        "acme = new Client(\"12345678\")", "AcmeClient.create('1a2b3c4d', '12345678')", "acme login 12345678",
        "acme deploy --prod --token=12345678", "https://acme.io/v1/x?user=joe&api_key=12345678"})
    EXPECT_EQ(Captured(regex, text), "12345678") << text;
  for (const char* text :
       {"acme is a product of 12345678", "acme_region_number: 12345678", "acme:\n  region: 12345678", "acme build 12345678",
        "acme.get('key', '12345678')", "get('acme') == '12345678'", "f('acme', '12345678')", "env.ACME_KEY }) // 12345678",
        "<acme:token id=\"12345678\"/>", "https://acme.io/v1/x?user=12345678", "acme: {\n public_name: \"12345678\""})
    EXPECT_EQ(Captured(regex, text), "") << text;
}

// tests/rules/syntax_table_test.cc has every language; here what tells the three apart.
TEST(ExpandMacros, GivesStandBetweenANameAndItsValue) {
  for (const char* text :
       {"pw = \"12345678\"", "pw: 12345678", "pw: |\n  12345678\n", "pw=12345678", "pw{\"12345678\"}", "pw, '12345678'"})
    EXPECT_EQ(Captured("pw{{gives-token}}([0-9]{8})", text), "12345678") << text;
  for (const char* text : {"pw = \"12345678\"", "pw ?= `12345678`", "pw: &'static str = r#\"12345678",
                           "pw As String = \"12345678\"", "pw\" value=\"12345678\""})
    EXPECT_EQ(Captured("pw{{gives-password}}([0-9]{8})", text), "12345678") << text;
  for (const char* text : {"pw=12345678", "pw", "pw, \"12345678\"", "name=\"pw\" type=\"12345678\""})
    EXPECT_EQ(Captured("pw{{gives-password}}([0-9]{8})", text), "") << text;
  for (const char* text : {"pw=12345678", "pw ?= 12345678", "pw: 12345678", "pw:-12345678", "- name: pw\n  value: 12345678"})
    EXPECT_EQ(Captured("pw{{gives-bare-password}}([0-9]{8})", text), "12345678") << text;
  for (const char* text : {"pw=\"12345678\"", "pw:12345678", "pw 12345678"})
    EXPECT_EQ(Captured("pw{{gives-bare-password}}([0-9]{8})", text), "") << text;
}

TEST(ExpandMacros, SamplePasswordsAreWholeValues) {
  for (const char* text : {"changeme", "Password1", "db_password", "xxxxxxxx"})
    EXPECT_EQ(Captured("^({{sample-password}})$", text), text) << text;
  for (const char* text : {"changeme-Zq4x", "kR7mango", ""}) EXPECT_EQ(Captured("^({{sample-password}})$", text), "") << text;
}

TEST(ExpandMacros, EndsAcceptTheEndOfTheText) {
  EXPECT_EQ(Captured("(a){{end}}", "a"), "a");
  EXPECT_EQ(Captured("(a){{end}}", "a="), "a");
  EXPECT_EQ(Captured("(a){{end64}}", "a="), "");
  EXPECT_EQ(Captured("(a){{end64}}", "a\""), "a");
}

TEST(ExpandMacros, AndSeparatesParametersWhereverTheQueryStands) {
  for (const char* text : {"a=1&b=2", "a=1&amp;b=2", "a=1&#38;b=2", "a=1\\u0026b=2"}) {
    EXPECT_EQ(Captured("a=1{{and}}b=([0-9])", text), "2") << text;
  }
}

TEST(ExpandMacros, WordsMayHoldRepeats) { EXPECT_EQ(Captured("{{assign:dd[_-]{0,1}}}([0-9]{8})", "dd-x=12345678"), "12345678"); }

TEST(ExpandMacros, ExpansionIsBounded) {
  EXPECT_TRUE(LongestMatch(ExpandMacros(kRegex).value()).ok());
  EXPECT_TRUE(LongestMatch(ExpandMacros("a{{end64}}").value()).ok());
  for (const char* macro : {"{{vendor:a}}", "a{{gives-token}}", "a{{gives-password}}", "a{{gives-bare-password}}"})
    EXPECT_TRUE(LongestMatch(ExpandMacros(macro).value()).ok());
}

TEST(ExpandMacros, TextWithoutMacrosStays) { EXPECT_EQ(ExpandMacros(R"(a{2}\{\{x)").value(), R"(a{2}\{\{x)"); }

TEST(ExpandMacros, UnknownAndUnfinishedMacrosAreRefused) {
  for (const char* regex : {"{{begin}}", "{{assign:}}", "{{vendor:}}", "{{assign}}", "{{end", "{{}}"}) {
    const auto expanded = ExpandMacros(regex);
    ASSERT_FALSE(expanded.ok()) << regex;
    EXPECT_EQ(expanded.error().code, Code::kConfig);
  }
}

}  // namespace
}  // namespace sluice
