#include "scanner/detect/confirm.h"

#include <algorithm>

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

void Confirm(const Regex& regex, std::string_view bytes, ByteRange window, std::vector<Confirmed>* confirmed) {
  uint64_t position = window.begin;
  while (position < window.end) {
    const std::optional<Confirmed> found = regex.Find(bytes, {position, window.end});
    if (!found) return;
    if (found->secret.size() > 0) confirmed->push_back(*found);
    position = std::max(found->secret.end, found->whole.begin + 1);
  }
}

}  // namespace sluice
