// Where a password opens a door: hosts and users of URLs, connection strings and logins; issuers of one-time passwords.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/ascii.h"
#include "base/percent.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

constexpr std::string_view kUrlEnd = " \t\r\n\"'<>`";

// Host of "host:port/path", "[::1]:5432" or "a,b:27017"; empty when it is none.
std::string_view HostPrefix(std::string_view text) {
  if (text.starts_with("[")) {
    const size_t close = text.find(']');
    return close == std::string_view::npos || close > 50 ? std::string_view() : text.substr(0, close + 1);
  }
  const std::string_view host = WordPrefix(text, ".-_");
  return host.size() > 253 ? std::string_view() : host;
}

bool IsLoopback(std::string_view host) {
  return EqualsIgnoringCase(host, "localhost") || host.starts_with("127.") || host == "[::1]" || host == "0.0.0.0" ||
         host.ends_with(".localhost");
}

// Names that RFC 2606 and RFC 6761 keep out of the real network.
bool IsReserved(std::string_view host) {
  for (const std::string_view suffix : {".test", ".invalid", ".example", ".example.com", ".example.org", ".example.net"}) {
    if (host.ends_with(suffix) || host == suffix.substr(1)) return true;
  }
  return false;
}

void AddHost(std::string_view host, Facts* facts) {
  AddDetail(facts, "host", host);
  if (host.empty() || (!IsLoopback(host) && !IsReserved(host))) return;
  AddDetail(facts, "host_kind", IsLoopback(host) ? "loopback" : "reserved for examples");
  facts->severity = Severity::kLow;
}

std::string_view SchemeBefore(std::string_view text, size_t colon) {
  size_t begin = colon;
  while (begin > 0 && colon - begin < 30 && !WordPrefix(text.substr(begin - 1, 1), "+.-").empty()) --begin;
  return text.substr(begin, colon - begin);
}

struct Authority {
  std::string_view user, host;
};

// The secret's place is trusted more than the syntax: people paste passwords with '/' and '@' into URLs.
Authority Split(std::string_view text, size_t start, std::string_view secret) {
  const size_t at = text.find(secret, start);
  if (!secret.empty() && at != std::string_view::npos && text.substr(at + secret.size()).starts_with('@')) {
    const std::string_view before = text.substr(start, at - start);
    const std::string_view user = before.ends_with(':') ? before.substr(0, before.size() - 1) : std::string_view();
    return {user, HostPrefix(text.substr(at + secret.size() + 1))};
  }
  std::string_view rest = text.substr(start);
  rest = rest.substr(0, rest.find_first_of(kUrlEnd));
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const size_t sign = authority.rfind('@');
  if (sign == std::string_view::npos) return {{}, rest.find('@') == std::string_view::npos ? HostPrefix(rest) : std::string_view()};
  const std::string_view userinfo = authority.substr(0, sign);
  const size_t colon = userinfo.find(':');
  return {colon == std::string_view::npos ? std::string_view() : userinfo.substr(0, colon), HostPrefix(authority.substr(sign + 1))};
}

// The first field of several spellings.
std::string FirstField(std::string_view text, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto value = ConnectionField(text, name);
    if (value && !value->empty()) return *value;
  }
  return {};
}

// "tcp:db.example.net,1433" and "https://acme.documents.azure.com:443/" name a host among other things.
std::string_view HostOfServer(std::string_view server) {
  const size_t scheme = server.find("://");
  if (scheme != std::string_view::npos) return HostPrefix(server.substr(scheme + 3));
  for (const std::string_view protocol : {"tcp:", "np:", "lpc:"}) {
    if (EqualsIgnoringCase(server.substr(0, protocol.size()), protocol)) server.remove_prefix(protocol.size());
  }
  return HostPrefix(server);
}

}  // namespace

Facts ReadUrlUserinfo(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = match.find("://") == std::string_view::npos ? secret : match;
  const size_t secret_at = text.find(secret);
  size_t colon = secret_at == std::string_view::npos ? std::string_view::npos : text.substr(0, secret_at).rfind("://");
  if (colon == std::string_view::npos) colon = text.find("://");
  if (colon == std::string_view::npos) return facts;
  const Authority authority = Split(text, colon + 3, secret);
  AddDetail(&facts, "scheme", SchemeBefore(text, colon));
  AddDetail(&facts, "user", authority.user);
  AddHost(authority.host, &facts);
  return facts;
}

Facts ReadConnectionString(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = match.size() >= secret.size() ? match : secret;
  AddHost(HostOfServer(
              FirstField(text, {"Data Source", "Server", "Host", "HostName", "Endpoint", "AccountEndpoint", "Addr", "Address"})),
          &facts);
  AddDetail(&facts, "account", FirstField(text, {"AccountName"}));
  AddDetail(&facts, "database", FirstField(text, {"Initial Catalog", "Database", "DbName"}));
  AddDetail(&facts, "user", FirstField(text, {"User ID", "UserId", "User Id", "Username", "User", "Uid"}));
  AddDetail(&facts, "policy", FirstField(text, {"SharedAccessKeyName"}));
  AddDetail(&facts, "device", FirstField(text, {"DeviceId"}));
  return facts;
}

// base64 of user:password, as docker's config.json, .npmrc and Basic headers write it. Some user names tell what the password is.
Facts ReadDockerAuth(std::string_view secret, std::string_view match) {
  const std::string decoded = DecodeBase64Run(secret);
  const size_t colon = decoded.find(':');
  if (colon == std::string::npos) return {};
  const std::string_view user = std::string_view(decoded).substr(0, colon);
  const std::string_view password = std::string_view(decoded).substr(colon + 1);
  Facts facts;
  if (user == "AWS") facts = ReadAwsEcr(password, match);
  if (user == "_json_key") facts = ReadGoogleServiceAccount(password, password);
  if (user == "oauth2accesstoken") {
    facts.lifetime = LifetimeClass::kExpiring;
    facts.max_age_s = 12 * 3600;
    facts.why = "a Google access token lasts an hour, 12 where a policy allows it";
  }
  AddDetail(&facts, "user", user);
  return facts;
}

// otpauth://totp/Issuer:account?secret=...&issuer=Issuer (Key Uri Format of Google Authenticator).
// The account is personal: left out.
Facts ReadOtpauth(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view text = match.find("otpauth://") == std::string_view::npos ? secret : match;
  std::string issuer = QueryParameter(text, "issuer").value_or("");
  constexpr std::string_view kScheme = "otpauth://";
  const size_t start = text.find(kScheme);
  if (start != std::string_view::npos) {
    const std::string_view rest = text.substr(start + kScheme.size());
    AddDetail(&facts, "type", WordPrefix(rest, ""));
    const size_t slash = rest.find('/');
    const std::string label =
        slash == std::string_view::npos ? "" : PercentDecode(rest.substr(slash + 1, rest.substr(slash + 1).find('?')));
    if (issuer.empty() && label.find(':') != std::string::npos) issuer = label.substr(0, label.find(':'));
  }
  AddDetail(&facts, "issuer", issuer);
  return facts;
}

}  // namespace sluice
