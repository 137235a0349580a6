// Small total readers of text shared by the named readers: parameters, fields, base64 heads. Private to this
// module. Bounded by their input, which ReadFacts has cut to 64 KiB.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/judge/facts.h"

namespace sluice {

// Adds a detail unless it is empty, longer than 200 bytes, not printable ASCII, or holds an e-mail address: any
// '@', encoded or not.
void AddDetail(Facts* facts, std::string key, std::string_view value);

// Sets the expiry and, with it, the class; `why` is a sentence without a date.
void SetExpiry(Facts* facts, int64_t expires_at_s, std::string why);

// For a credential whose own words say that it has no expiry.
void SetLongLived(Facts* facts, std::string why);

// The decoded value of `name=` in a query string, wherever that stands in `text`: also when the query itself was percent-encoded,
// HTML-escaped (&amp;) or JSON-escaped (\u0026). Names compare without case.
std::optional<std::string> QueryParameter(std::string_view text, std::string_view name);

// The URL, or what of one the text holds, in which `secret` stands; empty when it does not. Parameters come in any order, and a
// rule may see a part of them only.
std::string_view QueryAround(std::string_view text, std::string_view secret);

// The value of `"name": "value"`, `name: value` or `"name": 123`, also with escaped quotes. Names compare with case.
std::optional<std::string> JsonField(std::string_view text, std::string_view name);

// Every such value, and where its name begins. XML's <name>value</name> counts too.
struct Field {
  size_t at;
  std::string value;
};
std::vector<Field> FieldsNamed(std::string_view text, std::string_view name);

// The value of `Name=value;` in a connection string. Names compare without case.
std::optional<std::string> ConnectionField(std::string_view text, std::string_view name);

inline std::string_view Longer(std::string_view a, std::string_view b) { return a.size() > b.size() ? a : b; }

// Decimal digits only, at most 15 of them.
std::optional<int64_t> ParseDigits(std::string_view text);

// Decodes the longest run of base64 characters (either alphabet) at the start of `text`; a dangling last character is dropped.
std::string DecodeBase64Run(std::string_view text);

// The longest prefix of `text` made of letters, digits and `extra`.
std::string_view WordPrefix(std::string_view text, std::string_view extra);

}  // namespace sluice
