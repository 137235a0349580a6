#include "scanner/unpack/key_file.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr uint64_t kMaxListBytes = uint64_t{1} << 20;

enum class Holds { kNothing, kKey, kPppSecrets, kMailLogins, kUserList };

Holds WhatIsIn(std::string_view path) {
  const size_t slash = path.rfind('/');
  const std::string_view name = path.substr(slash + 1);  // npos + 1 is 0
  if (name == "master.key") return Holds::kKey;
  if (name == "chap-secrets" || name == "pap-secrets") return Holds::kPppSecrets;
  if (name == "sasl_passwd" || name == "sasl_password") return Holds::kMailLogins;
  if (name == "userlist.txt") return Holds::kUserList;
  const std::string_view folder = slash == path.npos ? "" : path.substr(0, slash);
  const bool is_of_rails = folder == "config/credentials" || folder.ends_with("/config/credentials");
  return is_of_rails && name.ends_with(".key") ? Holds::kKey : Holds::kNothing;
}

// All of the text but the space around; empty when that is no key.
std::string_view KeyIn(std::string_view text) {
  constexpr size_t kMostSpaceBytes = 4, kKeyDigits = 32;
  if (text.size() > kKeyDigits + kMostSpaceBytes) return {};
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text.size() == kKeyDigits && std::ranges::all_of(text, IsHex) ? text : std::string_view();
}

// Takes the next field from the front of a line: what stands between quotes, or up to a blank. Empty at its end.
std::string_view TakeField(std::string_view* line) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!line->empty() && is_blank(line->front())) line->remove_prefix(1);
  if (line->empty()) return {};
  const bool is_quoted = line->front() == '"';
  if (is_quoted) line->remove_prefix(1);
  const auto end = std::ranges::find_if(*line, [&](char c) { return is_quoted ? c == '"' : is_blank(c); });
  const auto size = static_cast<size_t>(end - line->begin());
  const std::string_view field = line->substr(0, size);
  line->remove_prefix(std::min(line->size(), size + (is_quoted ? 1 : 0)));
  return field;
}

// A hash is no password; it has rules of its own.
bool IsHash(std::string_view value) {
  constexpr size_t kMd5Bytes = 35;
  return (value.starts_with("md5") && value.size() == kMd5Bytes) || value.starts_with("SCRAM-SHA-256$");
}

std::string_view PasswordIn(std::string_view line, Holds holds) {
  std::array<std::string_view, 3> fields;
  const bool begins_with_quote = line.starts_with('"');
  if (line.starts_with('#')) return {};
  for (std::string_view& field : fields) field = TakeField(&line);
  if (holds == Holds::kPppSecrets) return fields[2];
  if (holds == Holds::kUserList) return begins_with_quote && !IsHash(fields[1]) ? fields[1] : std::string_view();
  const size_t colon = fields[1].find(':');
  return colon == fields[1].npos ? std::string_view() : fields[1].substr(colon + 1);
}

}  // namespace

bool NamesWhatItHolds(std::string_view path) { return WhatIsIn(path) != Holds::kNothing; }

void FindNamedByFile(std::string_view text, std::string_view path, std::vector<Region>* regions) {
  const Holds holds = WhatIsIn(path);
  if (holds == Holds::kNothing) return;
  const auto add = [&](std::string_view value, Encoding encoding) {
    if (value.empty()) return;
    const auto begin = static_cast<uint64_t>(value.data() - text.data());
    regions->push_back({begin, begin + value.size(), begin, begin + value.size(), encoding});
  };
  if (holds == Holds::kKey) return add(KeyIn(text), Encoding::kKeyFile);
  std::string_view rest = text.substr(0, kMaxListBytes);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    add(PasswordIn(line, holds), Encoding::kListedPassword);
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
}

}  // namespace sluice
