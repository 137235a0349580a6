// Regex: the regular expression of a rule, of its pair or of what it ignores, compiled when it is first asked for: most never are.
// RE2 says what it finds; as compiling it takes up to two milliseconds, and building its states as long, a Backtracker answers for
// it at first, as far as it can (backtracker.h). Which of them did cannot be seen from the answer
// (tests/differential/regex_test.cc). Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "scanner/detect/backtracker.h"
#include "scanner/detect/match.h"

namespace re2 {
class RE2;
}

namespace sluice {

class Regex {
 public:
  // Of what is asked about, the Backtracker is given this much. Some expressions cost it 250 ns a byte, and RE2 30.
  static constexpr uint64_t kFewBytes = 32 << 10;

  // In the dialect of rules, as RuleSet::Make checks it; borrowed. `few_bytes` is for tests: 0 asks RE2 only.
  explicit Regex(std::string_view text, uint64_t few_bytes = kFewBytes);
  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  // The first match that lies in the range. Its neighbours are those in `bytes`: `\b`, `^` and `$` see them.
  std::optional<Confirmed> Find(std::string_view bytes, ByteRange range) const;
  // Whether all of the text is a match.
  bool MatchesAll(std::string_view text) const;

 private:
  const Backtracker* BacktrackerFor(uint64_t bytes) const;
  const re2::RE2& Compiled() const;

  const std::string_view text_;
  const uint64_t few_bytes_;
  mutable std::atomic<uint64_t> asked_bytes_{0};
  mutable std::once_flag backtracker_once_, compiled_once_;
  mutable std::unique_ptr<const Backtracker> backtracker_;  // null also when there is none for this expression
  mutable std::unique_ptr<const re2::RE2> compiled_;
};

}  // namespace sluice
