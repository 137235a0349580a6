// Context: what the surroundings of a value say about it. Decides for rules that only a name gives away (Kind::kToken, kPassword).
#pragma once

#include <string_view>

#include "patterns/rule.h"
#include "scanner/detect/file_kind.h"
#include "scanner/detect/match.h"

namespace sluice {

struct ValueContext {
  std::string_view key;          // the identifier before the value: `DB_PASSWORD`, `spring.datasource.password`
  std::string_view before;       // what stands before the key, at most 16 bytes: `"$`
  std::string_view section;      // from a name before the key to the key: `: {` of `fastly: {apiKey: "x"`
  std::string_view between;      // from the key to the value: `": "`, ` = d.Get("`
  std::string_view after;        // from the value to the end of its line
  std::string_view line;         // the line around the value, at most 1000 bytes to either side
  std::string_view preceding;    // what stands before the key, at most 600 bytes
  std::string_view following;    // what stands behind the value, at most 600 bytes
  bool is_quoted = false;        // in quotes, between tags, or the default of a template: `${KEY:value}`
  bool is_on_long_line = false;  // over 1000 bytes to one side: minified or data
  FileKind file = FileKind::kUnknown;
};

ValueContext ReadContext(std::string_view bytes, ByteRange whole, ByteRange secret, FileKind file);

}  // namespace sluice
