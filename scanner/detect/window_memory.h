// WindowMemory: what a rule found in windows that it saw before. The versions of a file hold the same candidates with the same
// bytes around them: of 100 windows in the history of curl 93 stood in a version before, word for word (November 2026). Bounded.
// One thread at a time.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/memo.h"
#include "scanner/detect/confirm.h"

namespace sluice {

class WindowMemory {
 public:
  // Appends what Confirm() appends. `rule` names the expression.
  void Confirm(uint32_t rule, const Regex& regex, std::string_view bytes, ByteRange window, std::vector<Confirmed>* confirmed);

 private:
  struct Hash {
    size_t operator()(const PieceKey& key) const { return key.low; }
  };
  std::unordered_map<PieceKey, std::vector<Confirmed>, Hash> known_;  // offsets from the window's begin
};

}  // namespace sluice
