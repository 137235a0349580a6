#include "scanner/detect/embedding.h"

#include <algorithm>

#include "base/ascii.h"
#include "scanner/detect/bigrams.h"
#include "scanner/detect/line.h"

namespace sluice {
namespace {

constexpr size_t kReachBytes = 256;

bool IsBase64(char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '='; }

// Of git's binary patches: a length in letters, then five characters for every four bytes.
bool IsPatchLine(std::string_view line) {
  if (line.size() < 6 || !IsAlpha(line[0])) return false;
  const size_t bytes = static_cast<size_t>(IsUpper(line[0]) ? line[0] - 'A' + 1 : line[0] - 'a' + 27);
  const auto is_base85 = [](char c) {
    return IsAlnum(c) || std::string_view("!#$%&()*+-;<=>?@^_`{|}~").find(c) != std::string_view::npos;
  };
  return line.size() == 1 + (bytes + 3) / 4 * 5 && std::ranges::all_of(line, is_base85);
}

bool IsUuencoded(std::string_view line) {
  return line.size() == 61 && line[0] == 'M' && std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '`'; });
}

bool IsWrapped(std::string_view line) { return line.size() >= 60 && line.size() <= 76 && std::ranges::all_of(line, IsBase64); }

std::string_view LineAt(std::string_view bytes, uint64_t offset) {
  const ByteRange range = LineAround(bytes, offset, kReachBytes);
  std::string_view line = bytes.substr(range.begin, range.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Of a block that goes on in the line before or after.
bool IsOneOfSeveral(std::string_view bytes, ByteRange line, bool (*is_line)(std::string_view)) {
  const std::string_view own = bytes.substr(line.begin, line.size());
  const auto is_alike = [&](std::string_view other) { return is_line(other) && other.size() == own.size(); };
  return is_line(own) && ((line.begin > 0 && is_alike(LineAt(bytes, line.begin - 1))) ||
                          (line.end + 1 < bytes.size() && is_alike(LineAt(bytes, line.end + 1))));
}

bool IsRandom(std::string_view run) { return BigramCost(run) > RandomBigramFloor(run.size()); }

// `…/x7/AKIA…+q9…`: both sides go on in base64, as random as base64 is, by more than the secret's own length.
bool IsInsideARun(std::string_view bytes, ByteRange secret) {
  constexpr size_t kFewestBeside = 8;
  uint64_t begin = secret.begin, end = secret.end;
  while (begin > 0 && secret.begin - begin < kReachBytes && IsBase64(bytes[begin - 1])) --begin;
  while (end < bytes.size() && end - secret.end < kReachBytes && IsBase64(bytes[end])) ++end;
  const std::string_view left = bytes.substr(begin, secret.begin - begin), right = bytes.substr(secret.end, end - secret.end);
  if (left.size() < kFewestBeside || right.size() < kFewestBeside || left.size() + right.size() < secret.size()) return false;
  const auto in_both = [&](auto predicate) {
    return std::ranges::any_of(left, predicate) && std::ranges::any_of(right, predicate);
  };
  return in_both(IsUpper) && in_both(IsLower) && IsRandom(left) && IsRandom(right);
}

}  // namespace

const char* EncodedSurroundings(std::string_view bytes, ByteRange secret) {
  if (IsInsideARun(bytes, secret)) return "in the middle of a longer encoded run";
  ByteRange line = LineAround(bytes, secret.begin, kReachBytes);
  if (line.end > line.begin && bytes[line.end - 1] == '\r') --line.end;
  if (secret.size() >= line.size()) return nullptr;  // a file of nothing but tokens
  for (const auto is_line : {IsWrapped, IsUuencoded, IsPatchLine}) {
    if (IsOneOfSeveral(bytes, line, is_line)) return "a line of an encoded block";
  }
  return nullptr;
}

}  // namespace sluice
