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

// A block that is never closed ends with the last character a block can hold.
uint64_t UnclosedPemEnd(std::string_view bytes, ByteRange secret) {
  return RunEnd(bytes, secret, [](char c) { return IsBase64(c) || c == '=' || c == '\\' || IsSpace(c) || c == '"' || c == ','; });
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

}  // namespace

ByteRange ExtendSecret(std::string_view name, std::string_view bytes, ByteRange secret) {
  uint64_t end = secret.end;
  if (name == "base64") end = Base64End(bytes, secret);
  if (name == "base64url" || name == "word") end = RunEnd(bytes, secret, IsWord);
  if (name == "jwt") end = JwtEnd(bytes, secret);
  if (name == "pem") end = PemEnd(bytes, secret);
  return {secret.begin, std::max(secret.end, end)};
}

}  // namespace sluice
