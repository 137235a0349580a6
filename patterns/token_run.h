// The long run of token characters that every match of an expression holds. Most credentials have one (AKIA and 16 more, 40 hex
// digits) and little of a text does, so the rules that ask for one need not be looked for anywhere else
// (scanner/detect/near_runs.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "patterns/expression.h"

namespace sluice {

// As long as the shortest of the common forms. Source text has 2,800 such runs a megabyte, 8 % of its bytes (November 2026).
constexpr uint32_t kTokenRunBytes = 20;

struct TokenRun {
  uint32_t before_bytes = 0, after_bytes = 0;  // what a match has on either side of it, at most
  uint32_t run_bytes = 0;                      // of the run, at least
};

// One thread at a time: it remembers the classes that it has seen.
class TokenRunFinder {
 public:
  // The first of the runs of at least kTokenRunBytes; none also where a choice decides whether there is one. `regex` is in the
  // dialect of patterns/README.md.
  std::optional<TokenRun> Find(const std::string& regex);

 private:
  bool IsTokenByte(const std::string& expression);
  bool IsOfTokenBytes(const Part& part);

  std::unordered_map<std::string, bool> known_;
};

}  // namespace sluice
