// What ends by a clock the bearer can read: cookies (RFC 6265), signed sessions of itsdangerous, macaroons and their caveats.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/hex.h"
#include "base/number.h"
#include "base/percent.h"
#include "base/time.h"
#include "scanner/judge/facts_readers.h"
#include "scanner/judge/facts_text.h"

namespace sluice {
namespace {

// A comma and `name=`: the next of several cookies in one line. The comma of a date is none.
size_t NextCookie(std::string_view text) {
  for (size_t at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
    const std::string_view after = text.substr(std::min(text.find_first_not_of(' ', at + 1), text.size()));
    const std::string_view name = WordPrefix(after, "_-.");
    if (!name.empty() && after.substr(name.size()).starts_with('=')) return at;
  }
  return std::string_view::npos;
}

// What stands behind the secret on its line: the attributes of a cookie.
std::string_view AttributesBehind(std::string_view text, std::string_view secret) {
  const size_t at = secret.empty() ? std::string_view::npos : text.find(secret);
  if (at == std::string_view::npos) return {};
  std::string_view rest = text.substr(at + secret.size());
  rest = rest.substr(0, rest.find_first_of("\r\n"));
  return rest.substr(0, NextCookie(rest));
}

// The value of `name=` up to the next semicolon or quote; names compare without case.
std::string_view Attribute(std::string_view text, std::string_view name) {
  for (size_t at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    if (at < name.size() || !EqualsIgnoringCase(text.substr(at - name.size(), name.size()), name)) continue;
    const std::string_view value = text.substr(at + 1);
    return value.substr(0, value.find_first_of(";\"'"));
  }
  return {};
}

// "Wed, 09 Jun 2027 10:18:14 GMT" (RFC 9110), also with dashes, as older servers write cookies.
std::optional<int64_t> ParseHttpDate(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const size_t comma = text.find(", ");
  if (comma == std::string_view::npos || text.size() < comma + 22) return std::nullopt;
  text = text.substr(comma + 2);
  for (size_t month = 0; month < kMonths.size(); ++month) {
    if (text.substr(3, 3) != kMonths[month]) continue;
    const std::string number = std::to_string(101 + month).substr(1);
    return ParseUtc(std::string(text.substr(7, 4)) + "-" + number + "-" + std::string(text.substr(0, 2)) + "T" +
                    std::string(text.substr(12, 8)) + "Z");
  }
  return std::nullopt;
}

// The bytes at the end of the text before the last dot but one: PAYLOAD.TIME.SIGNATURE.
std::string_view MiddlePart(std::string_view token) {
  const size_t last = token.rfind('.');
  if (last == std::string_view::npos || last == 0) return {};
  const size_t middle = token.rfind('.', last - 1);
  return middle == std::string_view::npos ? std::string_view() : token.substr(middle + 1, last - middle - 1);
}

// A caveat of a macaroon is free text; those about time are written "time-before 2026-05-01T10:00:00Z", "time < ...", "before:
// ...", "expires = ..." with a date or seconds at their end.
void ReadTimeCaveat(std::string_view caveat, Facts* facts) {
  const std::string lower = Lower(caveat);
  bool is_about_time = false;
  for (const std::string_view word : {"time", "before", "expire", "valid"}) is_about_time |= lower.find(word) != std::string::npos;
  if (!is_about_time || lower.find("after") != std::string::npos) return;
  const std::string_view last = caveat.substr(caveat.find_last_of(" =<|") + 1);
  auto end_s = ParseUtc(last);
  if (!end_s) end_s = last.size() == 10 ? ParseDigits(last) : std::nullopt;
  if (!end_s || (facts->expires_at_s && *facts->expires_at_s <= *end_s)) return;
  SetExpiry(facts, *end_s, "a caveat of the macaroon says when it ends");
}

// The value of a form: percent-encoded base64, of which the secret is what stands before the first escape.
std::string WholeOfForm(std::string_view secret, std::string_view text) {
  const size_t at = text.find(secret);
  return at == std::string_view::npos ? std::string(secret) : PercentDecode(WordPrefix(text.substr(at), "+/%"), 1);
}

}  // namespace

// Set-Cookie tells by Max-Age or Expires; the first of the two wins (RFC 6265, 5.3).
Facts ReadCookie(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string_view attributes = AttributesBehind(match, secret);
  const auto max_age_s = ParseDigits(Attribute(attributes, "max-age"));
  const auto end_s = ParseHttpDate(Attribute(attributes, "expires"));
  if (max_age_s && *max_age_s > 0) {
    facts.lifetime = LifetimeClass::kExpiring;
    facts.max_age_s = *max_age_s;
    facts.why = "its Max-Age says how long it lives";
  } else if (end_s) {
    SetExpiry(&facts, *end_s, "its Expires attribute says when it ends");
  }
  return facts;
}

// itsdangerous/timed.py: big-endian seconds, since 1970 or, in versions before 1.1, since 2011. How old a session may be is for the
// application to say: 31 days by default in Flask.
Facts ReadItsdangerous(std::string_view secret, std::string_view) {
  Facts facts;
  constexpr int64_t kYear2000_s = 946684800, kYear2011_s = 1293840000;
  const auto time = Base64Decode(MiddlePart(secret));
  if (!time || time->size() != 4) return facts;
  auto signed_s = static_cast<int64_t>(BigEndian(*time, 0, 4));
  if (signed_s < kYear2000_s) signed_s += kYear2011_s;
  AddDetail(&facts, "signed_at", FormatUtc(signed_s));
  return facts;
}

// libmacaroons, format 1: packets of four hex digits (the packet's length with them), a name, a blank, the value and a line break.
Facts ReadMacaroon(std::string_view secret, std::string_view) {
  Facts facts;
  const std::string bytes = DecodeBase64Run(secret);
  std::string_view rest = bytes;
  while (rest.size() > 6) {
    const int32_t size = HexValue(rest, 0, 4);
    if (size < 6 || static_cast<size_t>(size) > rest.size()) break;
    std::string_view packet = rest.substr(4, static_cast<size_t>(size) - 4);
    if (packet.ends_with('\n')) packet.remove_suffix(1);
    if (packet.starts_with("location ") && facts.details.empty()) AddDetail(&facts, "location", packet.substr(9));
    if (packet.starts_with("cid ")) ReadTimeCaveat(packet.substr(4), &facts);
    rest.remove_prefix(size);
  }
  if (!facts.expires_at_s && !facts.details.empty()) SetLongLived(&facts, "no caveat of it names an end");
  return facts;
}

// An assertion in base64, not deflated: the earliest NotOnOrAfter of its conditions. Without one that can be read it is as old as
// its commit; twelve hours are more than any issuer allows (saml-core-2.0, 2.5.1.2).
Facts ReadSaml(std::string_view secret, std::string_view match) {
  Facts facts;
  const std::string xml = DecodeBase64Run(WholeOfForm(secret, match));
  constexpr std::string_view kName = "NotOnOrAfter=\"";
  std::optional<int64_t> earliest_s;
  for (size_t at = xml.find(kName); at != std::string::npos; at = xml.find(kName, at + 1)) {
    const std::string_view value = std::string_view(xml).substr(at + kName.size());
    const auto end_s = ParseUtc(value.substr(0, value.find('"')));
    if (end_s && (!earliest_s || *end_s < *earliest_s)) earliest_s = end_s;
  }
  facts.lifetime = LifetimeClass::kExpiring;
  facts.max_age_s = 12 * 3600;
  if (earliest_s) SetExpiry(&facts, *earliest_s, "its NotOnOrAfter says when it ends");
  return facts;
}

// fm1r_, fm2_: base64 of MessagePack. Caveat 4, ValidityWindow, is an array of two 32-bit times: not before, not after. The first
// window counts that makes sense as one; several tokens may be joined by commas.
Facts ReadFlyio(std::string_view secret, std::string_view) {
  Facts facts;
  const size_t start = secret.find('_');
  if (start == std::string_view::npos) return facts;
  const std::string bytes = DecodeBase64Run(secret.substr(start + 1));
  constexpr std::string_view kWindow = "\x04\x92\xCE";
  constexpr int64_t kYear2015_s = 1420070400, kYear2100_s = 4102444800;
  for (size_t at = bytes.find(kWindow); at != std::string::npos && at + 12 <= bytes.size(); at = bytes.find(kWindow, at + 1)) {
    const auto begin_s = static_cast<int64_t>(BigEndian(bytes, at + 3, 4)),
               end_s = static_cast<int64_t>(BigEndian(bytes, at + 8, 4));
    if (bytes[at + 7] != '\xCE' || begin_s < kYear2015_s || end_s < begin_s || end_s > kYear2100_s) continue;
    SetExpiry(&facts, end_s, "its ValidityWindow caveat says when it ends");
    break;
  }
  return facts;
}

}  // namespace sluice
