#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

TEST(UrlUserinfoReader, NamesSchemeUserAndHost) {
  const Facts facts = ReadFacts("url-userinfo", "s3cr3t!",
                                "DATABASE_URL=postgres://app:"
                                "s3cr3t!@db.acme.net:5432/prod");
  EXPECT_EQ(Detail(facts, "scheme"), "postgres");
  EXPECT_EQ(Detail(facts, "user"), "app");
  EXPECT_EQ(Detail(facts, "host"), "db.acme.net");
  EXPECT_FALSE(facts.severity);
}

TEST(UrlUserinfoReader, APasswordWithDelimitersDoesNotReachTheHost) {
  const Facts facts = ReadFacts("url-userinfo", "p@ss/w:rd", "mysql://app:p@ss/w:rd@db.acme.net/x");
  EXPECT_EQ(Detail(facts, "host"), "db.acme.net");
  EXPECT_EQ(Detail(facts, "user"), "app");
}

TEST(UrlUserinfoReader, NothingOfAnUndelimitedPasswordIsTakenForAHost) {
  for (const auto& [key, value] : ReadFacts("url-userinfo", "other", "mysql://app:pa/ss@db.acme.net").details) {
    EXPECT_EQ(key, "scheme") << value;
  }
}

TEST(UrlUserinfoReader, AnAddressAsUserNameStaysOut) {
  EXPECT_EQ(Detail(ReadFacts("url-userinfo", "pw1234",
                             "smtp://joe%40acme.net:"
                             "pw1234@mail.acme.net"),
                   "user"),
            "(absent)");
}

TEST(UrlUserinfoReader, LoopbackAndReservedHostsAreLow) {
  for (const char* host : {"localhost", "127.0.0.1", "[::1]", "db.example.com", "x.test"}) {
    const Facts facts = ReadFacts("url-userinfo", "pw1234",
                                  "redis://u:"
                                  "pw1234@" +
                                      std::string(host) + ":6379/0");
    EXPECT_EQ(facts.severity, Severity::kLow) << host;
    EXPECT_EQ(Detail(facts, "host"), host);
  }
  EXPECT_FALSE(ReadFacts("url-userinfo", "pw1234",
                         "redis://u:"
                         "pw1234@example.company.net")
                   .severity);
}

TEST(ConnectionStringReader, NamesServerDatabaseAndUser) {
  const Facts facts =
      ReadFacts("azure-sql", "pw", "Server=tcp:acme.database.windows.net,1433;Initial Catalog=prod;User ID=app;Password=pw;");
  EXPECT_EQ(Detail(facts, "host"), "acme.database.windows.net");
  EXPECT_EQ(Detail(facts, "database"), "prod");
  EXPECT_EQ(Detail(facts, "user"), "app");
}

TEST(ConnectionStringReader, NamesNamespaceAndPolicy) {
  const Facts facts =
      ReadFacts("connection-string", "k", "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=k");
  EXPECT_EQ(Detail(facts, "host"), "acme.servicebus.windows.net");
  EXPECT_EQ(Detail(facts, "policy"), "Root");
}

TEST(DockerAuthReader, NamesTheUser) {
  EXPECT_EQ(Detail(ReadFacts("docker-auth", Base64Encode("deploy:hunter22"), ""), "user"), "deploy");
}

TEST(DockerAuthReader, KnowsRegistryTokensByTheirUser) {
  const std::string token = Base64Encode(R"({"payload":"p","expiration":1369353600})");
  EXPECT_EQ(ReadFacts("docker-auth", Base64Encode("AWS:" + token), "").expires_at_s, 1369353600);
  EXPECT_EQ(Detail(ReadFacts("docker-auth", Base64Encode(R"(_json_key:{"project_id": "acme"})"), ""), "project"), "acme");
  EXPECT_EQ(ReadFacts("docker-auth", Base64Encode("oauth2accesstoken:x"), "").max_age_s, 12 * 3600);
}

TEST(OtpauthReader, NamesTheIssuerAndNotTheAccount) {
  const std::string secret(32, 'B');
  const Facts facts =
      ReadFacts("otpauth", secret, "otpauth://totp/Acme%20Corp:joe@acme.net?secret=" + secret + "&issuer=Acme%20Corp");
  EXPECT_EQ(Detail(facts, "issuer"), "Acme Corp");
  EXPECT_EQ(Detail(facts, "type"), "totp");
  EXPECT_EQ(facts.details.size(), 2u);
  EXPECT_EQ(Detail(ReadFacts("otpauth", secret, "otpauth://totp/Acme:joe?secret=" + secret), "issuer"), "Acme");
}

}  // namespace
}  // namespace sluice
