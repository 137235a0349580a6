#include "scanner/detect/confirm.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/word_bytes.h"
#include "patterns/token_run.h"

namespace sluice {

bool HoldsRun(std::string_view bytes, ByteRange window, uint64_t run_bytes) {
  if (run_bytes < kTokenRunBytes) return true;
  bool holds = false;
  TokenBytes::EachRun<kTokenRunBytes>(bytes, window.begin, window.end,
                                      [&](uint64_t begin, uint64_t end) { holds |= end - begin >= run_bytes; });
  return holds;
}

void Confirm(const re2::RE2& regex, std::string_view bytes, ByteRange window, std::vector<Confirmed>* confirmed) {
  const re2::StringPiece text(bytes.data(), bytes.size());
  const int groups = std::min(1, regex.NumberOfCapturingGroups());
  uint64_t position = window.begin;
  while (position < window.end) {
    std::array<re2::StringPiece, 2> parts;
    if (!regex.Match(text, position, window.end, re2::RE2::UNANCHORED, parts.data(), groups + 1)) return;
    const auto range = [&](const re2::StringPiece& part) {
      const auto begin = static_cast<uint64_t>(part.data() - bytes.data());
      return ByteRange{begin, begin + part.size()};
    };
    const ByteRange whole = range(parts[0]);
    const ByteRange secret = groups == 1 && parts[1].data() != nullptr ? range(parts[1]) : whole;
    if (secret.size() > 0) confirmed->push_back({whole, secret});
    position = std::max(secret.end, whole.begin + 1);
  }
}

}  // namespace sluice
