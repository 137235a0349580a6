// Google signed URLs and service accounts; Azure shared access signatures, storage accounts and identifiable keys; NuGet keys.
#include <algorithm>
#include <array>

#include "base/time.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr int64_t kDay_s = 24 * 3600;

// The label in front of `suffix`: "acme" of "https://acme.blob.core.windows.net/x".
std::string_view LabelBefore(std::string_view text, std::string_view suffix) {
  const size_t end = text.find(suffix);
  if (end == std::string_view::npos) return {};
  size_t begin = end;
  while (begin > 0 && !WordPrefix(text.substr(begin - 1, 1), "-").empty()) --begin;
  return text.substr(begin, end - begin);
}

// Service accounts are named <account>@<project>.iam.gserviceaccount.com.
std::string_view ProjectOfAccount(std::string_view text) {
  const std::string_view label = LabelBefore(text, ".iam.gserviceaccount.com");
  return label.starts_with("40") && text.find("%40" + std::string(label.substr(2))) != std::string_view::npos ? label.substr(2)
                                                                                                              : label;
}

std::string_view StorageAccount(std::string_view text) {
  for (const std::string_view service : {".blob.", ".file.", ".queue.", ".table.", ".dfs.", ".web."}) {
    for (const std::string_view cloud : {"core.windows.net", "core.chinacloudapi.cn", "core.usgovcloudapi.net"}) {
      const std::string_view account = LabelBefore(text, std::string(service) + std::string(cloud));
      if (!account.empty()) return account;
    }
  }
  return {};
}

// se= as service and account signatures write it: a date, or date and time with or without seconds.
std::optional<int64_t> ParseSasTime(const std::string& text) {
  const auto time_s = ParseUtc(text);
  if (time_s || text.size() < 17) return time_s;
  return ParseUtc(text.substr(0, 16) + ":00" + text.substr(16));
}

// A signature of Service Bus, Event Hubs or IoT Hub counts in seconds; storage writes a date.
std::optional<int64_t> SasExpiry(std::string_view text) {
  const std::string end = QueryParameter(text, "se").value_or("");
  auto expiry_s = ParseDigits(end);
  if (!expiry_s || end.size() == 8) expiry_s = ParseSasTime(end);
  const auto delegation_s = ParseSasTime(QueryParameter(text, "ske").value_or(""));
  if (expiry_s && delegation_s) return std::min(*expiry_s, *delegation_s);
  return expiry_s;
}

// API Management: "SharedAccessSignature <id>&<yyyyMMddHHmm>&<signature>".
std::optional<int64_t> ApiManagementExpiry(std::string_view text) {
  const size_t at = text.find('&');
  if (at == std::string_view::npos || text.size() < at + 14 || text[at + 13] != '&') return std::nullopt;
  const std::string stamp(text.substr(at + 1, 12));
  return ParseUtc(stamp.substr(0, 8) + "T" + stamp.substr(8) + "00Z");
}

void DescribeSas(std::string_view text, Facts* facts) {
  AddDetail(facts, "account", StorageAccount(text));
  AddDetail(facts, "permissions", QueryParameter(text, "sp").value_or(""));
  AddDetail(facts, "services", QueryParameter(text, "ss").value_or(""));
  const std::string resource = QueryParameter(text, "sr").value_or("");
  AddDetail(facts, "resource", resource.empty() ? QueryParameter(text, "srt").value_or("") : resource);
  AddDetail(facts, "starts_at", QueryParameter(text, "st").value_or(""));
  AddDetail(facts, "policy", QueryParameter(text, "skn").value_or(QueryParameter(text, "si").value_or("")));
  AddDetail(facts, "tenant", QueryParameter(text, "sktid").value_or(""));
}

int Base62Index(char c, std::string_view alphabet) {
  const size_t at = alphabet.find(c);
  return at == std::string_view::npos || alphabet.empty() ? -1 : static_cast<int>(at);
}

constexpr std::string_view kUpperFirst = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kDigitsFirst = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

struct ProviderName {
  std::string_view signature, service;
};

constexpr std::array<ProviderName, 10> kProviders = {{{"AZDO", "Azure DevOps"},
                                                      {"ACOG", "Azure AI services"},
                                                      {"AZMP", "Azure Maps"},
                                                      {"AZCS", "Azure Communication Services"},
                                                      {"AZAC", "Azure App Configuration"},
                                                      {"AZEG", "Azure Event Grid"},
                                                      {"AZMR", "Azure Mixed Reality"},
                                                      {"AZFR", "Azure Fluid Relay"},
                                                      {"msql", "Azure SQL"},
                                                      {"NUGT", "NuGet"}}};

std::string TwoDigits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

Facts ReadUrlExpires(std::string_view secret, std::string_view match) {
  Facts facts;
  const auto expiry_s = ParseDigits(QueryParameter(Longer(secret, match), "Expires").value_or(""));
  if (expiry_s) SetExpiry(&facts, *expiry_s, "its Expires parameter says when it ends");
  return facts;
}

Facts ReadGcpSignedUrl(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = Longer(secret, match);
  const auto date_s = ParseUtc(QueryParameter(text, "X-Goog-Date").value_or(""));
  const auto life_s = ParseDigits(QueryParameter(text, "X-Goog-Expires").value_or(""));
  const auto expires_s = ParseDigits(QueryParameter(text, "Expires").value_or(""));
  if (date_s && life_s) {
    AddDetail(&facts, "issued_at", FormatUtc(*date_s));
    SetExpiry(&facts, *date_s + std::min<int64_t>(*life_s, 7 * kDay_s),
              "it is a signed URL that names its own end, 7 days at most");
  } else if (expires_s) {
    SetExpiry(&facts, *expires_s, "its Expires parameter says when it ends");
  }
  AddDetail(&facts, "project", ProjectOfAccount(text));
  constexpr std::string_view kHost = "storage.googleapis.com/";
  const size_t host = text.find(kHost);
  if (host != std::string_view::npos) AddDetail(&facts, "bucket", WordPrefix(text.substr(host + kHost.size()), "-_."));
  return facts;
}

// The match may be the JSON file, the key inside it, or the file in base64.
Facts ReadGoogleServiceAccount(std::string_view secret, std::string_view match) {
  Facts facts;
  std::string text(match);
  if (text.find("project_id") == std::string::npos && text.find("private_key_id") == std::string::npos)
    text = DecodeBase64Run(secret);
  const std::string project = JsonField(text, "project_id").value_or(std::string(ProjectOfAccount(match)));
  AddDetail(&facts, "project", project);
  AddDetail(&facts, "private_key_id", JsonField(text, "private_key_id").value_or(""));
  return facts;
}

Facts ReadAzureSas(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = Longer(secret, match);
  auto expiry_s = SasExpiry(text);
  if (!expiry_s) expiry_s = ApiManagementExpiry(secret);
  if (expiry_s) {
    SetExpiry(&facts, *expiry_s, "its se field says when it ends");
  } else if (QueryParameter(text, "si")) {
    facts.why = "its end is in a stored access policy, not in the token";
  }
  if (QueryParameter(text, "skoid")) {
    facts.remedy =
        "Revoke the user delegation keys of the storage account (az storage account revoke-delegation-keys) or take the role away "
        "from the identity that asked for it: no account key signed it";
  }
  DescribeSas(text, &facts);
  return facts;
}

Facts ReadAzureStorageAccount(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = Longer(secret, match);
  AddDetail(&facts, "account", ConnectionField(text, "AccountName").value_or(std::string(StorageAccount(text))));
  return facts;
}

// Azure's identifiable keys: "JQQJ9" at offset 52, kind at 57, year at 58 (A = 2024), month at 59 (A = January), service at 76
// (Microsoft Security Utilities, "CommonAnnotatedSecurityKey"). A DevOps token lives a year at most, the others until replaced.
Facts ReadCask(std::string_view secret, std::string_view) {
  Facts facts;
  if (secret.size() < 80 || secret.substr(52, 5) != "JQQJ9") return facts;
  const int year = Base62Index(secret[58], kUpperFirst);
  const int month = Base62Index(secret[59], kUpperFirst);
  const std::string_view signature = secret.substr(76, 4);
  for (const ProviderName& provider : kProviders) {
    if (provider.signature == signature) AddDetail(&facts, "service", provider.service);
  }
  if (year < 0 || month < 0 || month > 11) return facts;
  const std::string created = std::to_string(2024 + year) + "-" + TwoDigits(month + 1);
  AddDetail(&facts, "created", created);
  const auto month_s = ParseUtc(created + "-01");
  if (signature == "AZDO" && month_s) {
    SetExpiry(&facts, *month_s + 397 * kDay_s, "it was made in " + created + " and a DevOps token lasts a year at most");
  }
  return facts;
}

// The same format with a lifetime: year 58, month 59, day 69, hour 70, minute 71, then a life in units of five minutes at 73..75.
Facts ReadNugetKey(std::string_view secret, std::string_view match) {
  Facts facts = ReadCask(secret, match);
  if (secret.size() < 80 || secret.substr(52, 5) != "JQQJ9") return facts;
  int64_t life = 0;
  for (size_t i = 73; i <= 75; ++i) {
    const int value = Base62Index(secret[i], kDigitsFirst);
    if (value < 0) return facts;
    life = life * 62 + value;
  }
  const int year = Base62Index(secret[58], kUpperFirst), month = Base62Index(secret[59], kUpperFirst);
  const int day = Base62Index(secret[69], kUpperFirst), hour = Base62Index(secret[70], kUpperFirst);
  const int minute = Base62Index(secret[71], kUpperFirst);
  if (std::min({year, month, day, hour, minute}) < 0) return facts;
  const auto made_s = ParseUtc(std::to_string(2024 + year) + TwoDigits(month + 1) + TwoDigits(day + 1) + "T" + TwoDigits(hour) +
                               TwoDigits(minute) + "00Z");
  if (made_s && life > 0) SetExpiry(&facts, *made_s + life * 300, "the key holds its own creation time and lifetime");
  return facts;
}

}  // namespace sluice
