// Sealer: from a match on bytes to what may be kept: a key, a place, a redacted preview, facts. Beyond it secret bytes are gone
// (unless the user asked to see them). One for each text; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patterns/rule_set.h"
#include "scanner/content.h"
#include "scanner/detect/match.h"
#include "scanner/match_table.h"

namespace sluice {

// Lines and columns of offsets in one text. Each costs its distance from the one before, and going back the rest of that line.
class LineCounter {
 public:
  explicit LineCounter(std::string_view bytes) : bytes_(bytes) {}

  std::string_view bytes() const { return bytes_; }
  // From 1; columns in bytes.
  std::pair<uint32_t, uint32_t> At(uint64_t offset);

 private:
  void GoBack(uint64_t offset);

  std::string_view bytes_;
  uint64_t position_ = 0, line_begin_ = 0;
  uint32_t line_ = 1;
};

class Sealer {
 public:
  // `matches` are all of this text: none of them may show in the preview of another. They and `rules` must outlive this.
  Sealer(const RuleSet& rules, std::string_view bytes, const std::vector<Match>& matches, bool show_secrets);

  std::string_view SecretOf(const Match& match) const { return bytes_.substr(match.secret.begin, match.secret.size()); }
  // Without `order` and `offset`.
  Sealed Seal(const Match& match) const;
  // Those of Seal() alone: with what its other half says.
  Facts FactsOf(const Match& match) const;
  // Null when none stands near.
  const Match* OtherHalfOf(const Match& match) const;

 private:
  Facts OwnFactsOf(const Match& match) const;
  ByteRange WithoutOuterSpace(const Match& match) const;
  std::string_view Around(ByteRange whole) const;
  std::string RedactedMatch(const Match& match, ByteRange whole, std::string_view redacted) const;

  const RuleSet& rules_;
  const std::vector<Match>& matches_;
  std::string_view bytes_;
  std::vector<ByteRange> secrets_;  // by where they begin
  uint64_t longest_bytes_ = 0;      // of them
  const bool show_secrets_;
};

}  // namespace sluice
