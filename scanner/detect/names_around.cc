#include "scanner/detect/names_around.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr uint64_t kKeyReachBytes = 80;

bool IsNameCharacter(char c) { return IsAlnum(c) || c == '_' || c == '-' || c == '.'; }

// The words that stand beside a value in the place of a name.
bool SaysValue(std::string_view word) {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"value", "default", "defaultvalue", "string", "str", "type", "body"});
  return std::ranges::find(kWords, Lower(word)) != kWords.end();
}

// `fastly: {apiKey: "`: after a bracket or a line break the name closest to the value is the key. Empty when there is none.
ByteRange KeyInSection(std::string_view bytes, ByteRange section, ByteRange secret) {
  if (bytes.substr(section.end, secret.begin - section.end).find_first_of("{([\n") == std::string_view::npos) return {};
  uint64_t end = secret.begin;
  while (end > section.end && !IsNameCharacter(bytes[end - 1])) --end;
  uint64_t begin = end;
  while (begin > section.end && IsNameCharacter(bytes[begin - 1])) --begin;
  const std::string_view word = bytes.substr(begin, end - begin);
  const std::string_view gives = bytes.substr(end, secret.begin - end);  // a comma: an argument before the value
  const bool is_key = word.size() > 1 && IsAlpha(word.front()) && !SaysValue(word) && gives.find(',') == gives.npos;
  return is_key ? ByteRange{begin, end} : ByteRange{};
}

}  // namespace

Names NamesAround(std::string_view bytes, ByteRange whole, ByteRange secret) {
  uint64_t begin = whole.begin;
  while (begin < secret.begin && !IsAlnum(bytes[begin])) ++begin;
  uint64_t end = begin;
  while (end < secret.begin && IsNameCharacter(bytes[end])) ++end;
  const uint64_t first = begin - std::min(begin, kKeyReachBytes);
  while (begin > first && IsNameCharacter(bytes[begin - 1])) --begin;
  const ByteRange key_inside = KeyInSection(bytes, {begin, end}, secret);
  return {{begin, end}, key_inside.size() > 0 ? key_inside : ByteRange{begin, end}};
}

}  // namespace sluice
