#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

constexpr int64_t k2024_s = 1704067200;

TEST(GcpSignedUrlReader, AddsTheLifeToTheDate) {
  const std::string url =
      "https://storage.googleapis.com/acme-backups/x.zip?X-Goog-Credential=ci%40acme-prod.iam.gserviceaccount.com%2F20240101%2Fauto"
      "&X-Goog-Date=20240101T000000Z&X-Goog-Expires=3600&X-Goog-Signature=" +
      std::string(64, 'a');
  const Facts facts = ReadFacts("gcp-signed-url", std::string(64, 'a'), url);
  EXPECT_EQ(facts.expires_at_s, k2024_s + 3600);
  EXPECT_EQ(Detail(facts, "project"), "acme-prod");
  EXPECT_EQ(Detail(facts, "bucket"), "acme-backups");
}

TEST(GcpSignedUrlReader, TheOldFormCountsInSeconds) {
  EXPECT_EQ(ReadFacts("gcp-signed-url", "", "?GoogleAccessId=a&Expires=1704067200&Signature=x").expires_at_s, k2024_s);
}

TEST(GoogleServiceAccountReader, NamesTheProjectAndNotTheAddress) {
  const std::string json =
      R"({"type": "service_account", "project_id": "acme-prod", "private_key_id": "0123abcd", "client_email": "ci@acme-prod.iam.gserviceaccount.com"})";
  for (const Facts& facts :
       {ReadFacts("google-service-account", "key", json), ReadFacts("google-service-account", Base64Encode(json), "x")}) {
    EXPECT_EQ(Detail(facts, "project"), "acme-prod");
    EXPECT_EQ(Detail(facts, "private_key_id"), "0123abcd");
    EXPECT_EQ(facts.details.size(), 2u);
  }
}

TEST(GoogleServiceAccountReader, FallsBackToTheProjectInTheAddress) {
  EXPECT_EQ(
      Detail(ReadFacts("google-service-account", "key", "\"client_email\": \"ci@acme-prod.iam.gserviceaccount.com\""), "project"),
      "acme-prod");
}

TEST(AzureSasReader, ReadsExpiryScopeAndAccount) {
  const std::string url =
      "https://acmedata.blob.core.windows.net/"
      "c?sv=2022-11-02&st=2023-01-01T00%3A00%3A00Z&se=2024-01-01T00%3A00%3A00Z&sr=c&sp=rl&sig=x";
  const Facts facts = ReadFacts("azure-sas", "x", url);
  EXPECT_EQ(facts.expires_at_s, k2024_s);
  EXPECT_EQ(Detail(facts, "permissions"), "rl");
  EXPECT_EQ(Detail(facts, "resource"), "c");
  EXPECT_EQ(Detail(facts, "account"), "acmedata");
  EXPECT_EQ(Detail(facts, "starts_at"), "2023-01-01T00:00:00Z");
}

TEST(AzureSasReader, AcceptsDatesWithoutSecondsOrTime) {
  EXPECT_EQ(ReadFacts("azure-sas", "", "?se=2024-01-01T00:00Z&sig=x").expires_at_s, k2024_s);
  EXPECT_EQ(ReadFacts("azure-sas", "", "?se=2024-01-01&sig=x").expires_at_s, k2024_s);
}

TEST(AzureSasReader, TheDelegationKeyEndsItFirst) {
  EXPECT_EQ(ReadFacts("azure-sas", "", "?se=2030-01-01T00:00:00Z&ske=2024-01-01T00:00:00Z&sktid=t1&sig=x").expires_at_s, k2024_s);
}

TEST(AzureSasReader, AStoredPolicyHidesTheExpiry) {
  const Facts facts = ReadFacts("azure-sas", "", "?sv=2022-11-02&si=backup&sr=c&sig=x");
  EXPECT_FALSE(facts.expires_at_s);
  EXPECT_FALSE(facts.lifetime);
  EXPECT_NE(facts.why.find("policy"), std::string::npos);
}

TEST(AzureSasReader, ServiceBusCountsInSecondsAndApiManagementInMinutes) {
  const Facts facts =
      ReadFacts("azure-sas", "x", "SharedAccessSignature sr=https%3A%2F%2Fns.servicebus.windows.net&sig=x&se=1704067200&skn=Root");
  EXPECT_EQ(facts.expires_at_s, k2024_s);
  EXPECT_EQ(Detail(facts, "policy"), "Root");
  EXPECT_EQ(ReadFacts("azure-sas", "integration&202401010000&" + std::string(86, 'a'), "").expires_at_s, k2024_s);
}

TEST(AzureStorageAccountReader, ReadsTheFieldOrTheHost) {
  EXPECT_EQ(Detail(ReadFacts("azure-storage-account", "k", "DefaultEndpointsProtocol=https;AccountName=acmedata;AccountKey=k"),
                   "account"),
            "acmedata");
  EXPECT_EQ(Detail(ReadFacts("azure-storage-account", "k", "https://acmedata.table.core.windows.net/ key k"), "account"),
            "acmedata");
}

std::string MakeCask(const std::string& kind_and_date, const std::string& platform, const std::string& signature) {
  return std::string(52, 'a') + "JQQJ9" + kind_and_date + platform + "AAAA" + signature + "abcd";
}

TEST(CaskReader, ReadsMonthAndService) {
  const Facts facts = ReadFacts("cask", MakeCask("9BC", std::string(16, 'A').substr(0, 12), "ACOG"), "");
  EXPECT_EQ(Detail(facts, "created"), "2025-03");
  EXPECT_EQ(Detail(facts, "service"), "Azure AI services");
  EXPECT_FALSE(facts.expires_at_s);
}

TEST(CaskReader, ADevopsTokenLivesAYearAtMost) {
  const Facts facts = ReadFacts("cask", MakeCask("9AA", std::string(12, 'A'), "AZDO"), "");
  EXPECT_EQ(facts.expires_at_s, k2024_s + 397 * 86400);
}

TEST(CaskReader, OtherTextSaysNothing) { EXPECT_TRUE(ReadFacts("cask", std::string(84, 'a'), "").details.empty()); }

TEST(NugetKeyReader, AddsTheLifeToTheMinuteOfCreation) {
  // 60..75: nine characters, day, hour, minute, one character, three characters of life: 2024-01-02T03:04 + 12 * 5 minutes
  const Facts facts =
      ReadFacts("nuget-key", MakeCask("9AA", std::string(9, 'A') + "BDE", "").substr(0, 72) + "A00C" + "NUGTabcd", "");
  EXPECT_EQ(facts.expires_at_s, k2024_s + 86400 + 3 * 3600 + 4 * 60 + 12 * 300);
}

TEST(AzureSasReader, ReadsTheWholeQueryAroundTheMatch) {
  const std::string match = "sv=2022-11-02&sr=b&sig=abc%3D";
  const std::string url = "https://acme.blob.core.windows.net/c?se=2024-01-01T00%3A00%3A00Z&sp=r&" + match + "&spr=https";
  for (const std::string& around : {url, "a(" + url + ")", "https://h/?se=2030-01-01," + url + ",https://h/?se=2040-01-01"}) {
    EXPECT_EQ(ReadFacts("azure-sas", match, match, around).expires_at_s, 1704067200) << around;
  }
}

TEST(AzureSasReader, AUserDelegationEndsWithItsKeyAndIsRevokedByIt) {
  const std::string match = "sv=2022-11-02&se=2030-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=abc%3D";
  const std::string around = "https://acme.blob.core.windows.net/c?skoid=x&sktid=y&ske=2024-01-01T00%3A00%3A00Z&sks=b&" + match;
  const Facts facts = ReadFacts("azure-sas", match, match, around);
  EXPECT_EQ(facts.expires_at_s, 1704067200);
  EXPECT_NE(facts.remedy.find("revoke-delegation-keys"), std::string::npos);
  EXPECT_EQ(ReadFacts("azure-sas", match, match, match).remedy, "");
}

}  // namespace
}  // namespace sluice
