// Credentials are untrusted: every offline reader of scanner/judge/facts.h takes any bytes.
// Input goes in as it is, and as the payload of a JWT, which most readers would otherwise never get to see decoded.
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "base/base64.h"
#include "base/result.h"
#include "patterns/load.h"
#include "scanner/judge/facts.h"

namespace {

// Those that facts.h documents, and whatever else a built-in rule names.
std::set<std::string> ReaderNames() {
  std::set<std::string> names{"jwt",
                              "github-app",
                              "paseto",
                              "mapbox",
                              "algolia-secured",
                              "aws-account-id",
                              "aws-sts",
                              "aws-bedrock-long",
                              "aws-bedrock-short",
                              "aws-ecr",
                              "aws-eks",
                              "aws-rds",
                              "aws-presigned-v4",
                              "aws-presigned-v2",
                              "cloudfront-expires",
                              "gcp-signed-url",
                              "azure-sas",
                              "azure-storage-account",
                              "google-service-account",
                              "connection-string",
                              "url-userinfo",
                              "docker-auth",
                              "private-key",
                              "x509",
                              "pypi",
                              "jfrog-reference",
                              "sentry-org",
                              "grafana-cloud",
                              "onepassword",
                              "discord-token",
                              "discord-webhook",
                              "stripe-mode",
                              "otpauth",
                              "cask",
                              "nuget-key",
                              "json-expiry",
                              "ttl-12h",
                              "ttl-90d"};
  const auto rules = sluice::BuiltinRules();
  SLUICE_CHECK(rules.ok());
  for (const sluice::Rule& rule : *rules) {
    if (!rule.lifetime.reader.empty()) names.insert(rule.lifetime.reader);
  }
  return names;
}

void Read(std::string_view name, std::string_view secret, std::string_view match) {
  const sluice::Facts facts = sluice::ReadFacts(name, secret, match);
  for (const auto& [key, value] : facts.details) {
    SLUICE_CHECK(!key.empty());
    SLUICE_CHECK(value.size() < 4096);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::set<std::string> names = ReaderNames();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string head = sluice::Base64UrlEncode(R"({"alg":"HS256"})");
  const std::string jwt = head + "." + sluice::Base64UrlEncode(input) + "." + std::string(43, 'x');
  const std::string_view secret = input.substr(0, input.find('\n'));
  for (const std::string& name : names) {
    SLUICE_CHECK(sluice::IsReaderName(name));
    Read(name, input, input);
    Read(name, secret, input);
    Read(name, jwt, jwt);
    Read(name, sluice::Base64Encode(input), input);
  }
  return 0;
}
