#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

std::string Field(char type, const std::string& value) {
  std::string field(1, type);
  size_t size = value.size();
  for (; size >= 0x80; size >>= 7) field += static_cast<char>(size & 0x7F) | '\x80';
  return field + static_cast<char>(size) + value;
}

std::string MakePypi(const std::vector<std::string>& caveats) {
  std::string bytes = "\x02" + Field(1, "pypi.org") + Field(2, "00000000-0000-4000-8000-000000000000") + std::string(1, '\0');
  for (const std::string& caveat : caveats) bytes += Field(2, caveat) + std::string(1, '\0');
  return std::string("pypi") + "-" + Base64UrlEncode(bytes + std::string(1, '\0') + Field(6, std::string(32, 's')));
}

TEST(PypiReader, ReadsScopeAndExpiryFromCaveats) {
  const Facts facts = ReadFacts("pypi", MakePypi({R"([1,["sluice","flume"]])", "[0,1700000000,1600000000]"}), "");
  EXPECT_EQ(Detail(facts, "projects"), "sluice,flume");
  EXPECT_EQ(Detail(facts, "registry"), "pypi.org");
  EXPECT_EQ(facts.expires_at_s, 1700000000);
}

TEST(PypiReader, OfSeveralEndsTheEarliestCounts) {
  EXPECT_EQ(ReadFacts("pypi", MakePypi({"[0,1700000000,1600000000]", "[0,1900000000,1600000000]"}), "").expires_at_s, 1700000000);
  EXPECT_EQ(ReadFacts("pypi", MakePypi({"[0,1900000000,1600000000]", "[0,1700000000,1600000000]"}), "").expires_at_s, 1700000000);
}

TEST(PypiReader, ReadsTheOlderPermissionCaveat) {
  const Facts user = ReadFacts("pypi", MakePypi({R"({"version": 1, "permissions": "user"})"}), "");
  EXPECT_EQ(Detail(user, "scope"), "user");
  EXPECT_EQ(user.lifetime, LifetimeClass::kLongLived);
  EXPECT_EQ(Detail(ReadFacts("pypi", MakePypi({R"({"version":1,"permissions":{"projects":["sluice"]}})"}), ""), "projects"),
            "sluice");
}

TEST(PypiReader, ALongCaveatNeedsAVarint) {
  EXPECT_EQ(Detail(ReadFacts("pypi", MakePypi({"[1,[\"" + std::string(150, 'p') + "\"]]"}), ""), "projects"),
            std::string(150, 'p'));
}

TEST(JfrogReferenceReader, ReadsTheExpiry) {
  EXPECT_EQ(ReadFacts("jfrog-reference", Base64Encode("reftkn:01:1700000000:" + std::string(27, 'r')), "").expires_at_s,
            1700000000);
  EXPECT_EQ(ReadFacts("jfrog-reference", Base64Encode("reftkn:01:0000000000:" + std::string(27, 'r')), "").lifetime,
            LifetimeClass::kLongLived);
  EXPECT_FALSE(ReadFacts("jfrog-reference", Base64Encode("other:01:1700000000:x"), "").expires_at_s);
}

TEST(SentryOrgReader, ReadsOrganizationAndIssueTime) {
  const std::string json = R"({"iat":1600000000.5,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"acme"})";
  const Facts facts = ReadFacts("sentry-org", "sntrys_" + Base64Encode(json) + "_" + std::string(43, 'x'), "");
  EXPECT_EQ(Detail(facts, "organization"), "acme");
  EXPECT_EQ(Detail(facts, "region_url"), "https://us.sentry.io");
  EXPECT_EQ(Detail(facts, "issued_at"), "2020-09-13T12:26:40Z");
  EXPECT_EQ(facts.lifetime, LifetimeClass::kLongLived);
}

TEST(GrafanaCloudReader, ReadsOrganizationNameAndRegion) {
  const Facts facts =
      ReadFacts("grafana-cloud", "glc_" + Base64Encode(R"({"o":"652992","n":"stack-policy","k":"kkkk","m":{"r":"eu"}})"), "");
  EXPECT_EQ(Detail(facts, "organization"), "652992");
  EXPECT_EQ(Detail(facts, "token_name"), "stack-policy");
  EXPECT_EQ(Detail(facts, "region"), "eu");
  EXPECT_EQ(Detail(ReadFacts("grafana-cloud", Base64Encode(R"({"k":"kkkk","n":"ci","id":7})"), ""), "organization"), "7");
}

TEST(OnepasswordReader, NamesTheAddressOnly) {
  const Facts facts = ReadFacts(
      "onepassword",
      std::string("ops") + "_" + Base64UrlEncode(R"({"signInAddress":"acme.1password.com","email":"a@b.c","secretKey":"k"})"), "");
  EXPECT_EQ(Detail(facts, "sign_in_address"), "acme.1password.com");
  EXPECT_EQ(facts.details.size(), 1u);
}

TEST(DiscordTokenReader, ReadsIdAndTimes) {
  // 175928847299117063 is the worked example of Discord's documentation of snowflakes: 2016-04-30 11:18:25.796 UTC.
  const std::string time_2011(std::string("\x0A\x0E\x30\x80", 4)), time_1970("\x5F\x5E\x10\x00", 4);
  const Facts old_form =
      ReadFacts("discord-token", Base64UrlEncode("175928847299117063") + "." + Base64UrlEncode(time_2011) + ".x", "");
  EXPECT_EQ(Detail(old_form, "application_id"), "175928847299117063");
  EXPECT_EQ(Detail(old_form, "created_at"), "2016-04-30T11:18:25Z");
  EXPECT_EQ(Detail(old_form, "issued_at"), "2016-05-06T13:41:20Z");
  EXPECT_EQ(Detail(ReadFacts("discord-token", Base64UrlEncode("175928847299117063") + "." + Base64UrlEncode(time_1970) + ".x", ""),
                   "issued_at"),
            "2020-09-13T12:26:40Z");
}

TEST(DiscordWebhookReader, ReadsTheId) {
  const Facts facts = ReadFacts("discord-webhook", "x", "https://discord.com/api/webhooks/175928847299117063/x");
  EXPECT_EQ(Detail(facts, "webhook_id"), "175928847299117063");
}

TEST(StripeModeReader, TestModeIsLow) {
  const Facts test = ReadFacts("stripe-mode", std::string("sk_") + "test_" + std::string(24, 'a'), "");
  EXPECT_EQ(test.severity, Severity::kLow);
  EXPECT_EQ(Detail(test, "mode"), "test");
  const Facts live = ReadFacts("stripe-mode", std::string("rk_") + "live_" + std::string(24, 'a') + "_test_", "");
  EXPECT_FALSE(live.severity);
  EXPECT_EQ(Detail(live, "mode"), "live");
}

TEST(AlgoliaSecuredReader, ReadsValidUntil) {
  const std::string head(64, 'a');
  EXPECT_EQ(ReadFacts("algolia-secured", Base64Encode(head + "validUntil=1700000000&restrictIndices=a"), "").expires_at_s,
            1700000000);
  EXPECT_EQ(ReadFacts("algolia-secured", Base64Encode(head + "filters=x"), "").lifetime, LifetimeClass::kLongLived);
}

}  // namespace
}  // namespace sluice
