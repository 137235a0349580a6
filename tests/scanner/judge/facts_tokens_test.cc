#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

using namespace std::string_literals;

TEST(TokenPartsReader, NamesTheIdsThatStandInClear) {
  const Facts bot = ReadFacts("token-parts", "xoxb"s + "-1234567890-9876543210-" + std::string(24, 'k'), "");
  EXPECT_EQ(Detail(bot, "workspace_id"), "1234567890");
  EXPECT_EQ(Detail(bot, "bot_id"), "9876543210");
  const Facts hook =
      ReadFacts("token-parts", "https://hooks.slack.com/"s + "services/T12345678/B12345678/" + std::string(24, 'k'), "");
  EXPECT_EQ(Detail(hook, "workspace_id"), "T12345678");
  EXPECT_EQ(Detail(hook, "webhook_id"), "B12345678");
}

TEST(TokenPartsReader, NeverShowsTheLastPart) {
  EXPECT_TRUE(ReadFacts("token-parts", "sgp"s + "_" + std::string(40, 'a'), "").details.empty());
  EXPECT_TRUE(ReadFacts("token-parts", "SG"s + "." + std::string(22, 'a'), "").details.empty());
  EXPECT_EQ(Detail(ReadFacts("token-parts", "sgp"s + "_0123456789abcdef_" + std::string(40, 'a'), ""), "instance_id"),
            "0123456789abcdef");
}

TEST(TokenPartsReader, ReadsTheTimeInAnId) {
  const Facts postman = ReadFacts("token-parts", "PMAK"s + "-6553f100" + std::string(16, '0') + "-" + std::string(34, 'a'), "");
  EXPECT_EQ(Detail(postman, "created_at"), "2023-11-14T22:13:20Z");
  const Facts paddle =
      ReadFacts("token-parts", "pdl"s + "_live_apikey_01HF7YAT00" + std::string(16, 'A') + "_" + std::string(22, 'k'), "");
  EXPECT_EQ(Detail(paddle, "created_at"), "2023-11-14T22:13:20Z");
  EXPECT_EQ(Detail(ReadFacts("token-parts", "PMAK"s + "-zz-" + std::string(34, 'a'), ""), "created_at"), "(absent)");
}

TEST(FirstPartReader, IsTheIdOfAPair) {
  EXPECT_EQ(Detail(ReadFacts("first-part", "123456789:AA" + std::string(33, 'k'), ""), "id"), "123456789");
  EXPECT_TRUE(ReadFacts("first-part", std::string(40, 'k'), "").details.empty());
}

TEST(CloudflareTunnelReader, ReadsAccountAndTunnel) {
  const Facts facts = ReadFacts("cloudflare-tunnel", Base64Encode(R"({"a":"0123","t":"4567","s":"c2VjcmV0"})"), "");
  EXPECT_EQ(Detail(facts, "account_id"), "0123");
  EXPECT_EQ(Detail(facts, "tunnel_id"), "4567");
  EXPECT_TRUE(ReadFacts("cloudflare-tunnel", "bm90aGluZw==", "").details.empty());
}

TEST(GitlabRoutableReader, ReadsTheRoutes) {
  const std::string random(16, '\x7F'), routes = "o:1\nu:1kx";
  const Facts facts =
      ReadFacts("gitlab-routable", "glpat"s + "-" + Base64UrlEncode(random + routes + "\x10") + ".01.0z1234567", "");
  EXPECT_EQ(Detail(facts, "organization_id"), "1");
  EXPECT_EQ(Detail(facts, "user_id"), "2049");
  EXPECT_EQ(Detail(ReadFacts("gitlab-routable", "glpat"s + "-" + Base64UrlEncode(routes + random + "\x10") + ".0z1234567", ""),
                   "user_id"),
            "2049");
  EXPECT_TRUE(ReadFacts("gitlab-routable", "glpat"s + "-" + std::string(20, 'k'), "").details.empty());
}

}  // namespace
}  // namespace sluice
