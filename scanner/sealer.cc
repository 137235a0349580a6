#include "scanner/sealer.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "scanner/judge/redact.h"

namespace sluice {

std::pair<uint32_t, uint32_t> LineCounter::At(uint64_t offset) {
  if (offset < line_begin_) GoBack(offset);
  if (offset < position_) position_ = offset;
  while (const void* newline = std::memchr(bytes_.data() + position_, '\n', offset - position_)) {
    position_ = static_cast<uint64_t>(static_cast<const char*>(newline) - bytes_.data()) + 1;
    line_begin_ = position_;
    ++line_;
  }
  position_ = offset;
  return {line_, static_cast<uint32_t>(offset - line_begin_ + 1)};
}

// To the beginning of the line of an offset before this one.
void LineCounter::GoBack(uint64_t offset) {
  while (line_begin_ > offset) {
    const void* newline = memrchr(bytes_.data(), '\n', line_begin_ - 1);
    line_begin_ = newline == nullptr ? 0 : static_cast<uint64_t>(static_cast<const char*>(newline) - bytes_.data()) + 1;
    --line_;
  }
  position_ = line_begin_;
}

Sealer::Sealer(const RuleSet& rules, std::string_view bytes, const std::vector<Match>& matches, bool show_secrets)
    : rules_(rules), matches_(matches), bytes_(bytes), show_secrets_(show_secrets) {
  for (const Match& match : matches) {
    secrets_.push_back(match.secret);
    longest_bytes_ = std::max(longest_bytes_, match.secret.size());
  }
  std::ranges::sort(secrets_, {}, &ByteRange::begin);
}

const Match* Sealer::OtherHalfOf(const Match& match) const {
  return match.paired_with < 0 ? nullptr : &matches_[static_cast<size_t>(match.paired_with)];
}

Facts Sealer::FactsOf(const Match& match) const {
  Facts facts = OwnFactsOf(match);
  if (const Match* other = OtherHalfOf(match)) AddFactsOfOtherHalf(OwnFactsOf(*other), &facts);
  return facts;
}

Facts Sealer::OwnFactsOf(const Match& match) const {
  const std::string& reader = rules_[match.rule].lifetime.reader;
  if (reader.empty()) return {};
  const ByteRange shown = WithoutOuterSpace(match);
  return ReadFacts(reader, SecretOf(match), bytes_.substr(shown.begin, shown.size()), Around(shown));
}

Sealed Sealer::Seal(const Match& match) const {
  const Rule& rule = rules_[match.rule];
  const std::string_view secret = SecretOf(match);
  Sealed sealed{.entropy_bits = match.entropy_bits};
  const ByteRange shown = WithoutOuterSpace(match);
  const std::string_view whole = bytes_.substr(shown.begin, shown.size());
  sealed.facts = FactsOf(match);
  sealed.secret = show_secrets_ ? std::string(secret) : RedactSecret(rule, secret);
  sealed.match = show_secrets_ ? std::string(whole) : RedactedMatch(match, shown, sealed.secret);
  return sealed;
}

// An expression may take the line break that ends a value; a reader need not see it.
ByteRange Sealer::WithoutOuterSpace(const Match& match) const {
  ByteRange shown = match.whole;
  while (shown.begin < match.secret.begin && IsSpace(bytes_[shown.begin])) ++shown.begin;
  while (shown.end > match.secret.end && IsSpace(bytes_[shown.end - 1])) --shown.end;
  return shown;
}

// Some facts stand beside the secret: an "expiration" in the same JSON, the host of a connection string.
std::string_view Sealer::Around(ByteRange whole) const {
  constexpr uint64_t kReachBytes = 4096;
  const uint64_t begin = whole.begin - std::min(whole.begin, kReachBytes);
  return bytes_.substr(begin, whole.end + kReachBytes - begin);
}

// Other secrets may stand in the same text; none of them may show.
std::string Sealer::RedactedMatch(const Match& match, ByteRange whole, std::string_view redacted) const {
  const auto span = [&](ByteRange secret, std::string_view shown) {
    const uint64_t begin = std::max(secret.begin, whole.begin);
    return SecretSpan{begin - whole.begin, std::min(secret.end, whole.end) - begin, shown};
  };
  std::vector<SecretSpan> others;
  const uint64_t first = whole.begin - std::min(whole.begin, longest_bytes_);
  for (auto other = std::ranges::lower_bound(secrets_, first, {}, &ByteRange::begin);
       other != secrets_.end() && other->begin < whole.end; ++other) {
    if (other->Overlaps(whole) && *other != match.secret) others.push_back(span(*other, SecretSpan{}.shown));
  }
  return RedactMatch(bytes_.substr(whole.begin, whole.size()), span(match.secret, redacted), others);
}

}  // namespace sluice
