// Backtracker: a regular expression in PCRE2. It compiles in some tens of microseconds what takes RE2 one or two milliseconds, and
// has no states to build, so it is the cheaper one for the first windows of a rule, which in a push or a small folder are all of
// them.
//
// Its answers are RE2's or "unknown": that where the two libraries would read the expression or the bytes in different ways, and
// when backtracking takes more than kMaxSteps from one place, so that no text makes it more expensive than linear. Thread-safe:
// const after Make().
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "scanner/detect/match.h"

namespace sluice {

class Backtracker {
 public:
  static constexpr uint32_t kMaxSteps = 500;

  enum class Answer : uint8_t { kFound, kNone, kUnknown };

  // None when the expression holds what RE2 and PCRE2 may not read alike. Expects one that RE2 accepts.
  static std::unique_ptr<const Backtracker> Make(std::string_view expression);
  ~Backtracker();
  Backtracker(const Backtracker&) = delete;
  Backtracker& operator=(const Backtracker&) = delete;

  // The first match that lies in the range, the bytes around it seen as its neighbours. Requires: bytes.size() >= range.end.
  Answer Find(std::string_view bytes, ByteRange range, Confirmed* found) const;
  // Whether all of the text is a match.
  Answer MatchesAll(std::string_view text) const;

 private:
  struct Traits {
    bool names_high_bytes = false;  // RE2 knows their upper and lower case, PCRE2 does not
    bool names_space = false;       // `\s` holds the vertical tab for PCRE2, and not for RE2
  };
  struct Code;

  Backtracker(std::unique_ptr<const Code> code, Traits traits);
  static bool AreReadAlike(std::string_view expression, Traits* traits);
  bool ReadsAlike(std::string_view bytes) const;
  int Run(std::string_view bytes, uint64_t from, uint32_t options) const;

  std::unique_ptr<const Code> code_;
  Traits traits_;
};

}  // namespace sluice
