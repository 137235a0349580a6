#include "scanner/detect/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/result.h"

namespace sluice {

Regex::Regex(std::string_view text, uint64_t few_bytes) : text_(text), few_bytes_(few_bytes) {}
Regex::~Regex() = default;

// Null when it has been asked about enough, or knows nothing of this expression.
const Backtracker* Regex::BacktrackerFor(uint64_t bytes) const {
  if (asked_bytes_.load(std::memory_order_relaxed) >= few_bytes_) return nullptr;  // threads do not write to the same line for ever
  if (asked_bytes_.fetch_add(bytes, std::memory_order_relaxed) + bytes > few_bytes_) return nullptr;
  std::call_once(backtracker_once_, [this] { backtracker_ = Backtracker::Make(text_); });
  return backtracker_.get();
}

const re2::RE2& Regex::Compiled() const {
  std::call_once(compiled_once_, [this] {
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);  // bytes, as Hyperscan sees them
    options.set_log_errors(false);
    compiled_ = std::make_unique<const re2::RE2>(re2::StringPiece(text_.data(), text_.size()), options);
    SLUICE_CHECK(compiled_->ok());                              // RuleSet::Make compiled it before
    asked_bytes_.store(few_bytes_, std::memory_order_relaxed);  // there is no compiling left to save
  });
  return *compiled_;
}

std::optional<Confirmed> Regex::Find(std::string_view bytes, ByteRange range) const {
  if (const Backtracker* const backtracker = BacktrackerFor(range.size()); backtracker != nullptr) {
    Confirmed found;
    const Backtracker::Answer answer = backtracker->Find(bytes, range, &found);
    if (answer == Backtracker::Answer::kFound) return found;
    if (answer == Backtracker::Answer::kNone) return std::nullopt;
  }
  const re2::RE2& regex = Compiled();
  const int groups = std::min(1, regex.NumberOfCapturingGroups());
  std::array<re2::StringPiece, 2> parts;
  const re2::StringPiece text(bytes.data(), bytes.size());
  if (!regex.Match(text, range.begin, range.end, re2::RE2::UNANCHORED, parts.data(), groups + 1)) return std::nullopt;
  const auto range_of = [&](const re2::StringPiece& part) {
    const auto begin = static_cast<uint64_t>(part.data() - bytes.data());
    return ByteRange{begin, begin + part.size()};
  };
  const ByteRange whole = range_of(parts[0]);
  return Confirmed{whole, groups == 1 && parts[1].data() != nullptr ? range_of(parts[1]) : whole};
}

bool Regex::MatchesAll(std::string_view text) const {
  if (const Backtracker* const backtracker = BacktrackerFor(text.size()); backtracker != nullptr) {
    const Backtracker::Answer answer = backtracker->MatchesAll(text);
    if (answer != Backtracker::Answer::kUnknown) return answer == Backtracker::Answer::kFound;
  }
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), Compiled());
}

}  // namespace sluice
