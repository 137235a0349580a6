#include "scanner/detect/lookalike.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr size_t kUuidLength = 36;

bool IsUuidAt(std::string_view text) {
  for (size_t i = 0; i < kUuidLength; ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? text[i] != '-' : !IsHex(text[i])) return false;
  }
  return true;
}

// `MII` and two characters of a length, then what the first element of the sequence is.
bool IsPublicDer(std::string_view value) {
  if (!value.starts_with("MI") || value.size() < 8) return false;
  const std::string_view element = value.substr(5, 3);
  const bool is_aligned = std::string_view("DTjz").find(element[0]) != std::string_view::npos;
  const std::string_view tag = element.substr(1);
  return value[2] == 'I' && is_aligned && (tag == "CC" || tag == "AN" || tag[0] == 'B');
}

// `00:1a:2b:3c:4d:5e`, also longer: a hardware address or the fingerprint of a key.
bool IsHexPairs(std::string_view value) {
  if (value.size() < 17 || value.size() % 3 != 2) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    if (i % 3 == 2 ? value[i] != ':' && value[i] != '-' : !IsHex(value[i])) return false;
  }
  return true;
}

// `1.24.3-rc.1+build.77`, `v2.10.0`, `^1.2.1`
bool IsVersion(std::string_view value) {
  constexpr size_t kLongest = 28;
  value.remove_prefix(std::min(value.find_first_not_of("^~>="), value.size()));
  if (value.starts_with('v')) value.remove_prefix(1);
  if (value.size() > kLongest) return false;
  for (int dots = 0;;) {
    const size_t digits = value.find_first_not_of("0123456789");
    if (digits == 0 || digits == value.npos) return digits == value.npos && dots >= 2;
    if (value[digits] != '.') return dots >= 2 && (value[digits] == '-' || value[digits] == '+');
    ++dots;
    value.remove_prefix(digits + 1);
  }
}

}  // namespace

const char* HoldsUuid(std::string_view value) {
  constexpr size_t kMostBeside = 16;
  if (value.size() < kUuidLength || value.size() > kUuidLength + kMostBeside) return nullptr;
  for (size_t i = 0; i + kUuidLength <= value.size(); ++i) {
    if (IsUuidAt(value.substr(i))) return "a UUID";
  }
  return nullptr;
}

const char* EncodedFile(std::string_view value) {
  static constexpr auto kHeads = std::to_array<std::string_view>({"iVBORw0KGgo",
                                                                  "/9j/",
                                                                  "R0lGOD",
                                                                  "UklGR",
                                                                  "PHN2Zy",
                                                                  "d09GM",
                                                                  "JVBERi0",
                                                                  "UEsDB",
                                                                  "H4sI",
                                                                  "AGFzbQ",
                                                                  "T2dnUw",
                                                                  "SUkqAA",
                                                                  "Qlpo",
                                                                  "N3q8ry",
                                                                  "/Td6WFo",
                                                                  "KLUv/",
                                                                  "AAEAAAA",
                                                                  "T1RUTw",
                                                                  "data:",
                                                                  "AAAAB3NzaC1",
                                                                  "AAAAC3Nz",
                                                                  "ssh-rsa",
                                                                  "ssh-ed25519",
                                                                  "LS0tLS1CRUdJTiBDRVJU",
                                                                  "LS0tLS1CRUdJTiBQVUJM",
                                                                  "sha1-",
                                                                  "sha256-",
                                                                  "sha384-",
                                                                  "sha512-",
                                                                  "sha256:",
                                                                  "h1:"});
  const bool is_file = std::ranges::any_of(kHeads, [&](std::string_view head) { return value.starts_with(head); });
  return is_file || IsPublicDer(value) ? "an encoded file, certificate or digest" : nullptr;
}

const char* AlgorithmName(std::string_view value) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"hmac-", "-hmac", "-sha-", "-sha1", "-sha2", "-sha5", "sha256-", "sha512-", "hmacsha",
                                       "pbkdf2with", "aes128-", "aes192-", "aes256-", "scram_sha", "xsalsa20", "xchacha20"});
  const bool is_name = std::ranges::any_of(kNames, [&](std::string_view name) { return ContainsIgnoringCase(value, name); });
  return is_name ? "the name of an algorithm" : nullptr;
}

const char* NumberOrDate(std::string_view value) {
  constexpr size_t kLongestDecimal = 20, kLongestHex = 2 + 16;
  const auto all = [&](auto predicate) { return std::ranges::all_of(value, predicate); };
  const bool is_decimal = all(IsDigit) && value.size() <= kLongestDecimal;
  const auto is_of_a_date = [](char c) { return IsDigit(c) || std::string_view(".:-/+_ TZ,").find(c) != std::string_view::npos; };
  const bool is_date = !all(IsDigit) && all(is_of_a_date);
  const bool is_hex = value.starts_with("0x") && value.size() <= kLongestHex && std::ranges::all_of(value.substr(2), IsHex);
  const bool is_colour = value.starts_with('#') && (value.size() == 4 || value.size() == 7 || value.size() == 9) &&
                         std::ranges::all_of(value.substr(1), IsHex);
  return is_decimal || is_date || is_hex || is_colour || IsHexPairs(value) || IsVersion(value)
             ? "a number, date, address or version"
             : nullptr;
}

const char* StoredHash(std::string_view value) {
  constexpr size_t kMysqlHash = 1 + 40, kPostgresHash = 3 + 32;
  const auto is_hex = [](std::string_view text) { return std::ranges::all_of(text, IsHex); };
  if (value.size() == kMysqlHash && value.front() == '*' && is_hex(value.substr(1))) return "a hash of MySQL";
  if (value.size() == kPostgresHash && value.starts_with("md5") && is_hex(value.substr(3))) return "a hash of PostgreSQL";
  static constexpr auto kHeads = std::to_array<std::string_view>(
      {"pbkdf2_sha", "bcrypt_sha", "bcrypt$",      "argon2$", "scrypt$",    "scrypt:", "pbkdf2:", "sha1$",
       "sha256$",    "sha512$",    "md5$",         "crypt$",  "SCRAM-SHA-", "$2a$",    "$2b$",    "$2x$",
       "$2y$",       "$1$",        "$5$",          "$6$",     "$y$",        "$apr1$",  "$argon2", "$pbkdf2",
       "$scrypt",    "$s0$",       "AQAAAAEAACcQ", "$nt$",    "$M$",        "sha1:",   "sha256:", "argon2:"});
  if (std::ranges::any_of(kHeads, [&](std::string_view head) { return value.starts_with(head); })) return "a stored hash";
  const size_t close = value.find('}');
  static constexpr auto kSchemes = std::to_array<std::string_view>(
      {"argon2", "bcrypt", "blf-crypt", "cram-md5", "crypt", "md5", "md5-crypt", "pbkdf2", "scrypt", "sha", "sha256",
       "sha256-crypt", "sha512", "sha512-crypt", "smd5", "ssha", "ssha256", "ssha384", "ssha512"});
  const bool has_scheme = value.starts_with('{') && close != value.npos && close + 1 < value.size() &&
                          std::ranges::binary_search(kSchemes, std::string_view(Lower(value.substr(1, close - 1))));
  return has_scheme ? "a stored hash" : nullptr;
}

const char* LineOfPasswd(std::string_view value) {
  constexpr std::string_view kKeptElsewhere = ":x:";
  const size_t name = value.find(':');
  if (name == value.npos || !value.substr(name).starts_with(kKeptElsewhere)) return nullptr;
  const std::string_view rest = value.substr(name + kKeptElsewhere.size());
  return !rest.empty() && IsDigit(rest.front()) && rest.find(':') != rest.npos ? "a line of /etc/passwd" : nullptr;
}

const char* ShortenedToken(std::string_view value) {
  struct Form {
    std::string_view part;
    size_t shortest;  // of a whole one
  };
  static constexpr auto kForms = std::to_array<Form>({{"github_pat_", 93},
                                                      {"ghp_", 40},
                                                      {"gho_", 40},
                                                      {"ghs_", 40},
                                                      {"ghu_", 40},
                                                      {"glpat-", 26},
                                                      {"ya29.", 60},
                                                      {"xoxb-", 50},
                                                      {"xoxp-", 60},
                                                      {"npm_", 40},
                                                      {"hvs.", 90},
                                                      {"SG.", 69},
                                                      {"shpat_", 38},
                                                      {"dop_v1_", 71},
                                                      {"pypi-", 100},
                                                      {"sk_live_", 32},
                                                      {"glsa_", 46},
                                                      {"AIza", 39}});
  const bool is_short =
      std::ranges::any_of(kForms, [&](const Form& form) { return value.starts_with(form.part) && value.size() < form.shortest; });
  constexpr size_t kShortestTerraform = 80;
  const bool is_terraform = value.find(".atlasv1.") != value.npos && value.size() < kShortestTerraform;
  return is_short || is_terraform ? "a token of a provider, shortened" : nullptr;
}

const char* CharsetName(std::string_view value) {
  constexpr size_t kLongest = 14;
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"ascii", "big5", "euc-jp", "gb18030", "gb2312", "latin-1", "latin1", "latin_1", "shift_jis", "us-ascii", "utf16", "utf8"});
  static constexpr auto kFamilies =
      std::to_array<std::string_view>({"cp125", "iso-8859-", "iso8859-", "iso_8859", "utf-", "utf_", "windows-125"});
  if (value.size() > kLongest) return nullptr;
  const std::string lower = Lower(value);
  const bool is_name =
      std::ranges::find(kNames, lower) != kNames.end() || std::ranges::any_of(kFamilies, [&](std::string_view family) {
        return lower.starts_with(family) && lower.size() > family.size() && IsDigit(lower[family.size()]);
      });
  return is_name ? "the name of a set of characters" : nullptr;
}

const char* LanguageTag(std::string_view value) {
  const size_t dash = value.find('-');
  if (dash != 2 && dash != 3) return nullptr;
  const std::string_view script = value.substr(dash + 1, 4), country = value.substr(std::min(value.size(), dash + 5));
  const auto is_lower = [](std::string_view text) { return std::ranges::all_of(text, IsLower); };
  const bool is_script = script.size() == 4 && IsUpper(script[0]) && is_lower(script.substr(1));
  const bool is_country =
      country.empty() || (country.size() == 3 && country[0] == '-' && IsUpper(country[1]) && IsUpper(country[2]));
  return is_lower(value.substr(0, dash)) && is_script && is_country ? "the tag of a language" : nullptr;
}

const char* HostName(std::string_view value) {
  static constexpr auto kEndings =
      std::to_array<std::string_view>({".com", ".dev", ".example", ".internal", ".io", ".local", ".net", ".org"});
  const auto is_of_host = [](char c) { return IsLower(c) || IsDigit(c) || c == '-' || c == '.'; };
  const bool is_host = std::ranges::all_of(value, is_of_host) &&
                       std::ranges::any_of(kEndings, [&](std::string_view ending) { return value.ends_with(ending); });
  return is_host ? "the name of a host" : nullptr;
}

const char* HostAndPort(std::string_view value) {
  constexpr size_t kFewestDigits = 2, kMostDigits = 5;
  const std::string_view host = value.substr(0, value.find(':'));
  const std::string_view port = value.substr(std::min(value.size(), host.size() + 1));
  const bool is_port = port.size() >= kFewestDigits && port.size() <= kMostDigits && std::ranges::all_of(port, IsDigit);
  return is_port && (host == "localhost" || HostName(host) != nullptr) ? "a host and a port" : nullptr;
}

const char* Markup(std::string_view value) {
  for (size_t open = value.find('<'); open != value.npos; open = value.find('<', open + 1)) {
    std::string_view element = value.substr(open + 1);
    const bool closes = element.starts_with('/');
    if (closes) element.remove_prefix(1);
    const size_t name = static_cast<size_t>(std::ranges::find_if_not(element, closes ? IsAlpha : IsLower) - element.begin());
    if (name > 0 && (closes || element.substr(name).starts_with('>') || element.substr(name).starts_with("/>"))) return "markup";
  }
  return nullptr;
}

const char* QualifiedName(std::string_view value) {
  const auto is_name = [](std::string_view text) {
    return !text.empty() && IsAlpha(text[0]) && std::ranges::all_of(text, [](char c) { return IsAlnum(c) || c == '_'; });
  };
  const auto is_class = [&](std::string_view text) {
    return is_name(text) && IsUpper(text[0]) && std::ranges::any_of(text, IsLower);
  };
  if (value.starts_with("ROLE_") && std::ranges::none_of(value, IsLower)) return "the name of a role";
  const size_t joint = value.find_first_of("@:");
  if (joint != value.npos) {
    const std::string_view owner = value.substr(0, joint);
    const std::string_view member = value.substr(value.substr(joint).starts_with("::") ? joint + 2 : joint + 1);
    const bool is_joined = member.size() + owner.size() + 2 == value.size() || value[joint] == '@';
    static constexpr auto kOwners = std::to_array<std::string_view>(
        {"Controller", "Handler", "Job", "Listener", "Middleware", "Provider", "Repository", "Service", "Stub", "Test"});
    const bool is_owner = std::ranges::any_of(kOwners, [&](std::string_view ending) { return owner.ends_with(ending); });
    const bool is_method = is_class(owner) && is_name(member) && IsLower(member[0]) && (is_owner || value[joint] == ':');
    return is_joined && is_method ? "the name of a method" : nullptr;
  }
  size_t parts = 0;
  for (; !value.empty(); ++parts) {
    const std::string_view part = value.substr(0, value.find('\\'));
    if (!is_class(part)) return nullptr;
    value.remove_prefix(part.size());
    while (value.starts_with('\\')) value.remove_prefix(1);
  }
  return parts >= 2 ? "the name of a class" : nullptr;
}

const char* ScopeOfASignature(std::string_view value) {
  if (!value.ends_with("_request")) return nullptr;
  constexpr size_t kDate = 8;
  for (size_t slash = value.find('/'); slash != value.npos; slash = value.find('/', slash + 1)) {
    const std::string_view date = value.substr(slash + 1, kDate);
    if (date.size() == kDate && std::ranges::all_of(date, IsDigit)) return "the scope of a signature";
  }
  return nullptr;
}

const char* JsonWebToken(std::string_view value) {
  const auto is_json = [](std::string_view part) {
    return part.starts_with("ey") || part.starts_with("ew") || part.starts_with('{');
  };
  const size_t dot = value.find('.');
  return dot != value.npos && is_json(value) && is_json(value.substr(dot + 1)) ? "a JSON Web Token" : nullptr;
}

const char* KeyboardShortcut(std::string_view value) {
  static constexpr auto kModifiers = std::to_array<std::string_view>(
      {"alt+", "cmd+", "command+", "control+", "ctrl+", "meta+", "option+", "shift+", "super+", "win+"});
  const bool has_modifier =
      std::ranges::any_of(kModifiers, [&](std::string_view name) { return ContainsIgnoringCase(value, name); });
  const auto is_part = [](char c) { return IsAlnum(c) || c == '+' || c == ' ' || c == '-'; };
  return has_modifier && std::ranges::all_of(value, is_part) ? "a keyboard shortcut" : nullptr;
}

}  // namespace sluice
