#include "scanner/detect/digest.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace sluice {
namespace {

bool IsDigestLength(size_t length) {
  return length == 32 || length == 40 || length == 56 || length == 64 || length == 96 || length == 128;
}

// A whole word, whatever case joins it to the next: `sha` of `sha256` and `commitSha`, not of `share`.
bool HasWord(std::string_view text, std::string_view lower_word) {
  const auto is_joined = [](char a, char b) { return IsAlpha(a) && IsAlpha(b) && !(IsLower(a) && IsUpper(b)); };
  for (size_t at = FindIgnoringCase(text, lower_word); at != text.npos; at = FindIgnoringCase(text, lower_word, at + 1)) {
    const size_t end = at + lower_word.size();
    const bool starts = at == 0 || !is_joined(text[at - 1], text[at]);
    if (starts && (end == text.size() || !is_joined(text[end - 1], text[end]))) return true;
  }
  return false;
}

}  // namespace

bool IsDigest(std::string_view value, std::string_view around, const ValueContext& context) {
  if (!std::ranges::all_of(value, IsHex) || !IsDigestLength(value.size())) return false;
  if (context.between.ends_with('@')) return true;
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"sha", "shasum", "md5", "digest", "digests", "checksum", "checksums", "hash", "hashed", "hashes", "etag", "fingerprint",
       "commit", "commits", "revision", "uses:", "integrity", "blob", "tree"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return HasWord(around, word); });
}

}  // namespace sluice
