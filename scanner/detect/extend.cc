#include "scanner/detect/extend.h"

#include <algorithm>

#include "base/ascii.h"

namespace sluice {
namespace {

bool IsBase64(char c) { return IsAlnum(c) || c == '+' || c == '/'; }
bool IsWord(char c) { return IsAlnum(c) || c == '_' || c == '-'; }
bool IsJwt(char c) { return IsWord(c) || c == '.'; }

template <class Predicate>
uint64_t RunEnd(std::string_view bytes, ByteRange secret, Predicate belongs) {
  const uint64_t limit = std::min<uint64_t>(bytes.size(), secret.begin + kMaxExtendedBytes);
  uint64_t end = secret.end;
  while (end < limit && belongs(bytes[end])) ++end;
  return end;
}

uint64_t Base64End(std::string_view bytes, ByteRange secret) {
  uint64_t end = RunEnd(bytes, secret, IsBase64);
  for (int i = 0; i < 2 && end < bytes.size() && bytes[end] == '='; ++i) ++end;
  return end;
}

uint64_t JwtEnd(std::string_view bytes, ByteRange secret) {
  uint64_t end = RunEnd(bytes, secret, IsJwt);
  while (end > secret.end && bytes[end - 1] == '.') --end;
  return end;
}

// Where a run of `+` and `/` ends when it joins strings or opens a comment, not a line of base64; `at` otherwise.
uint64_t MarkEnd(std::string_view bytes, uint64_t at, uint64_t limit) {
  constexpr std::string_view kOutside = " \t\"'`\r\n";
  uint64_t end = at;
  while (end < limit && (bytes[end] == '+' || bytes[end] == '/')) ++end;
  return end < limit && kOutside.find(bytes[end]) != kOutside.npos ? end : at;
}

// Where the break between two lines of a block ends, with the quotes, plus signs and comment marks around it; `at` when no line
// break, real or escaped, stands there.
uint64_t PemBreakEnd(std::string_view bytes, uint64_t at, uint64_t limit) {
  constexpr std::string_view kAround = " \t\"'`,.>#*|;\\";
  constexpr uint64_t kMaxBreakBytes = 60;
  limit = std::min(limit, at + kMaxBreakBytes);
  bool breaks = false;
  uint64_t end = at;
  for (; end < limit; ++end) {
    end = MarkEnd(bytes, end, limit);
    const char c = bytes[end];
    const bool is_escaped_break = (c == 'n' || c == 'r') && end > at && bytes[end - 1] == '\\';
    const bool is_break = c == '\n' || c == '\r' || is_escaped_break;
    if (!is_break && kAround.find(c) == kAround.npos) break;
    breaks = breaks || is_break;
  }
  return breaks ? end : at;
}

// A block that is never closed ends with its last line of base64: the first that is shorter than the one before, and at the latest
// before a line that holds anything else.
uint64_t UnclosedPemEnd(std::string_view bytes, ByteRange secret) {
  const uint64_t limit = std::min<uint64_t>(bytes.size(), secret.begin + kMaxExtendedBytes);
  uint64_t end = RunEnd(bytes, secret, IsBase64);
  uint64_t line_begin = secret.end;
  while (line_begin > secret.begin && IsBase64(bytes[line_begin - 1])) --line_begin;
  uint64_t line_bytes = end - line_begin;
  while (end < limit) {
    const uint64_t next = PemBreakEnd(bytes, end, limit);
    const uint64_t next_end = RunEnd(bytes, {secret.begin, next}, IsBase64);
    const bool is_line = next > end && next_end > next && next_end - next <= line_bytes;
    const bool is_alone = next_end == limit || bytes[next_end] == '=' || PemBreakEnd(bytes, next_end, limit) > next_end;
    if (!is_line || !is_alone) break;
    const bool is_last = next_end - next < line_bytes;
    line_bytes = next_end - next;
    end = next_end;
    if (is_last) break;
  }
  for (int i = 0; i < 2 && end < limit && bytes[end] == '='; ++i) ++end;
  return end;
}

uint64_t PemEnd(std::string_view bytes, ByteRange secret) {
  constexpr std::string_view kEnd = "-----END ";
  constexpr std::string_view kDashes = "-----";
  const std::string_view reach = bytes.substr(secret.begin, kMaxExtendedBytes);
  const size_t end_line = reach.find(kEnd, secret.size() > kEnd.size() ? secret.size() - kEnd.size() : 0);
  const size_t next_begin = reach.find("-----BEGIN ", kDashes.size());
  if (end_line == std::string_view::npos || next_begin < end_line) return UnclosedPemEnd(bytes, secret);
  const size_t close = reach.find(kDashes, end_line + kEnd.size());
  if (close == std::string_view::npos || close - end_line > 80) return UnclosedPemEnd(bytes, secret);
  return secret.begin + close + kDashes.size();
}

// `password: ab}cd`, where nothing that the `}` could close was opened on the line.
uint64_t BareEnd(std::string_view bytes, ByteRange secret) {
  constexpr uint64_t kReach = 100;
  if (secret.end >= bytes.size() || bytes[secret.end] != '}') return secret.end;
  const uint64_t first = secret.begin - std::min(secret.begin, kReach);
  uint64_t line = secret.begin;
  while (line > first && bytes[line - 1] != '\n') --line;
  if (line == first && first > 0) return secret.end;
  if (bytes.substr(line, secret.begin - line).find_first_of("{([<\"'`") != bytes.npos) return secret.end;
  const uint64_t limit = std::min<uint64_t>(bytes.size(), secret.end + kReach);
  uint64_t end = secret.end;
  bool goes_on = false;  // with more than brackets
  for (; end < limit && bytes[end] != '\n' && bytes[end] != '\r'; ++end) {
    if (IsSpace(bytes[end]) || std::string_view("\"'`,;=<>\\").find(bytes[end]) != std::string_view::npos) return secret.end;
    goes_on = goes_on || IsAlnum(bytes[end]);
  }
  return goes_on && end < limit + (limit == bytes.size() ? 1 : 0) ? end : secret.end;
}

// A token longer than its expression, up to what may stand behind a value; `secret.begin` when it has no such end, so is the head
// of data or of code.
uint64_t ValueEnd(std::string_view bytes, ByteRange secret) {
  constexpr uint64_t kLongest = 512;
  const auto is_of_token = [](char c) { return IsAlnum(c) || std::string_view("_~./+:!@#%^*-").find(c) != std::string_view::npos; };
  if (secret.end >= bytes.size() || !is_of_token(bytes[secret.end])) return secret.end;
  uint64_t end = RunEnd(bytes, secret, is_of_token);
  for (int i = 0; i < 2 && end < bytes.size() && bytes[end] == '='; ++i) ++end;
  const bool ends =
      end == bytes.size() || IsSpace(bytes[end]) || std::string_view("\"'`,;)]}<>\\&|").find(bytes[end]) != std::string_view::npos;
  return ends && end - secret.begin <= kLongest ? end : secret.begin;
}

// A string without blanks, up to the quote that it begins with; `secret.begin` when nothing closes it or it is short.
uint64_t QuotedEnd(std::string_view bytes, ByteRange secret) {
  constexpr uint64_t kShortest = 24, kLongest = 200;
  const uint64_t limit = std::min<uint64_t>(bytes.size(), secret.begin + kLongest);
  for (uint64_t end = secret.begin; secret.begin > 0 && end < limit && bytes[end] > ' ' && bytes[end] <= '~'; ++end) {
    if (bytes[end] == bytes[secret.begin - 1]) return end - secret.begin >= kShortest ? end : secret.begin;
    if (bytes[end] == '\\') ++end;
  }
  return secret.begin;
}

}  // namespace

ByteRange ExtendSecret(std::string_view name, std::string_view bytes, ByteRange secret) {
  uint64_t end = secret.end;
  if (name == "bare") end = BareEnd(bytes, secret);
  if (name == "base64") end = Base64End(bytes, secret);
  if (name == "base64url" || name == "word") end = RunEnd(bytes, secret, IsWord);
  if (name == "jwt") end = JwtEnd(bytes, secret);
  if (name == "quoted") return {secret.begin, QuotedEnd(bytes, secret)};
  if (name == "value") return {secret.begin, ValueEnd(bytes, secret)};
  if (name == "pem") end = PemEnd(bytes, secret);
  return {secret.begin, std::max(secret.end, end)};
}

}  // namespace sluice
