#include "scanner/detect/pairing.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "scanner/detect/confirm.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/extend.h"
#include "scanner/detect/features.h"
#include "scanner/detect/judge_match.h"

namespace sluice {
namespace {

// Bounds the cost on hostile input: a search looks at most this far to either side, and only so often in one content.
constexpr uint64_t kReachBytes = 4096;
constexpr int kMaxSearches = 1000;

// `lines` lines before and after the range, with the line breaks around them: an expression may ask for the byte beside a secret.
ByteRange Neighbourhood(std::string_view bytes, ByteRange around, uint32_t lines) {
  const uint64_t first = around.begin - std::min(around.begin, kReachBytes);
  const uint64_t last = std::min<uint64_t>(bytes.size(), around.end + kReachBytes);
  uint64_t begin = around.begin;
  for (uint32_t seen = 0; begin > first; --begin) {
    if (bytes[begin - 1] == '\n' && seen++ == lines) break;
  }
  uint64_t end = around.end;
  for (uint32_t seen = 0; end < last; ++end) {
    if (bytes[end] == '\n' && seen++ == lines) break;
  }
  return {begin - std::min<uint64_t>(begin, 1), std::min<uint64_t>(bytes.size(), end + 1)};
}

uint64_t Distance(ByteRange a, ByteRange b) { return a.end <= b.begin ? b.begin - a.end : a.begin - std::min(a.begin, b.end); }

// AKIA.../20260105/eu-west-1/s3/aws4_request: the scope of a signature names who signed; whoever reads it has no secret key beside
// it.
bool IsSigner(std::string_view bytes, ByteRange id) {
  std::string_view scope = bytes.substr(id.end, 12);
  const size_t slash = scope.starts_with('/') ? 1 : scope.starts_with('%') ? 3 : scope.size();
  scope = scope.substr(std::min(slash, scope.size()), 8);
  return scope.size() == 8 && std::ranges::all_of(scope, IsDigit);
}

uint32_t IndexOf(const RuleSet& rules, const Rule* rule) { return static_cast<uint32_t>(rule - rules.rules().data()); }

class Joiner {
 public:
  Joiner(const Database& database, std::string_view bytes, std::vector<Match>* matches)
      : database_(database), bytes_(bytes), matches_(*matches), known_(matches->size()) {}

  void Join(size_t index) {
    const Rule& rule = database_.rules()[matches_[index].rule];
    const Rule* other = rule.pair ? database_.rules().Find(rule.pair->rule) : nullptr;
    if (other == nullptr || matches_[index].paired_with >= 0 || IsSigner(bytes_, matches_[index].secret)) return;
    const ByteRange reach = Neighbourhood(bytes_, matches_[index].secret, rule.pair->within_lines);
    const uint32_t other_rule = IndexOf(database_.rules(), other);
    std::optional<size_t> partner = NearestKnown(index, other_rule, reach);
    if (!partner) partner = SearchUnnamed(index, other_rule, reach);
    if (partner) Link(index, *partner, rule.pair->raises_to);
  }

 private:
  std::optional<size_t> NearestKnown(size_t index, uint32_t other_rule, ByteRange reach) const {
    const ByteRange here = matches_[index].secret;
    const auto first = std::partition_point(matches_.begin(), matches_.begin() + static_cast<ptrdiff_t>(known_),
                                            [&](const Match& match) { return match.secret.begin < reach.begin; });
    std::optional<size_t> nearest;
    for (auto i = static_cast<size_t>(first - matches_.begin()); i < known_ && matches_[i].secret.begin < reach.end; ++i) {
      if (matches_[i].rule != other_rule || matches_[i].paired_with >= 0 || IsSigner(bytes_, matches_[i].secret)) continue;
      if (!nearest || Distance(here, matches_[i].secret) < Distance(here, matches_[*nearest].secret)) nearest = i;
    }
    return nearest;
  }

  // The nearest value in reach that looks like the other half and that nothing else claims.
  std::optional<size_t> SearchUnnamed(size_t index, uint32_t other_rule, ByteRange reach) {
    const Regex* const regex = database_.engine().expressions[matches_[index].rule].pair.get();
    if (regex == nullptr || ++searches_ > kMaxSearches) return std::nullopt;
    const ByteRange here = matches_[index].secret;
    std::vector<Confirmed> values;
    Confirm(*regex, bytes_, reach, &values);
    std::ranges::sort(values, {}, [&](const Confirmed& value) { return Distance(here, value.secret); });
    const Rule& other = database_.rules()[other_rule];
    for (const Confirmed& value : values) {
      const std::string_view text = bytes_.substr(value.secret.begin, value.secret.size());
      const Verdict verdict = JudgeFound(other, database_.engine().expressions[other_rule], value.secret);
      if (verdict.at != Stage::kReported || IsTaken(value.secret)) continue;
      matches_.push_back({other_rule, value.secret, value.secret, static_cast<float>(ShannonBits(text)),
                          static_cast<float>(verdict.confidence), other.severity, -1});
      return matches_.size() - 1;
    }
    return std::nullopt;
  }

  // One random key in a thousand looks less random than it is; that its rule finds a name beside it makes up for that.
  Verdict JudgeFound(const Rule& rule, const RuleExpressions& expressions, ByteRange secret) const {
    const std::string_view value = bytes_.substr(secret.begin, secret.size());
    const Verdict verdict = JudgePairedValue(rule, expressions, value, false);
    return verdict.at == Stage::kEntropy && IsNamed(*expressions.regex, secret) ? JudgePairedValue(rule, expressions, value, true)
                                                                                : verdict;
  }

  bool IsNamed(const Regex& regex, ByteRange secret) const {
    constexpr uint64_t kLongestName = 150;
    const ByteRange window{secret.begin - std::min(secret.begin, kLongestName), std::min<uint64_t>(secret.end + 1, bytes_.size())};
    std::vector<Confirmed> found;
    Confirm(regex, bytes_, window, &found);
    return std::ranges::any_of(found, [&](const Confirmed& each) { return each.secret == secret; });
  }

  // Looks at the sorted matches near `secret` only, and at the halves found since: those are at most kMaxSearches.
  bool IsTaken(ByteRange secret) const {
    const auto takes = [&](const Match& match) {
      return match.secret.Overlaps(secret) && (match.paired_with >= 0 || database_.rules()[match.rule].kind == Kind::kStructured);
    };
    const auto begins_before = [](uint64_t offset) { return [offset](const Match& match) { return match.secret.begin < offset; }; };
    const auto end = matches_.begin() + static_cast<ptrdiff_t>(known_);
    const uint64_t reach_begin = secret.begin - std::min(secret.begin, kMaxExtendedBytes);
    const auto first = std::partition_point(matches_.begin(), end, begins_before(reach_begin));
    const auto last = std::partition_point(first, end, begins_before(secret.end));
    return std::any_of(first, last, takes) || std::any_of(end, matches_.end(), takes);
  }

  void Link(size_t a, size_t b, Severity raised) {
    matches_[a].paired_with = static_cast<int32_t>(b);
    matches_[b].paired_with = static_cast<int32_t>(a);
    for (const size_t index : {a, b}) {
      Match& match = matches_[index];
      match.severity = std::max(match.severity, raised);
      const FeatureValues values = MeasureStructured(database_.rules()[match.rule], true);
      match.confidence = std::max(match.confidence, static_cast<float>(BuiltinWeights().Of(Kind::kStructured).Confidence(values)));
    }
  }

  const Database& database_;
  const std::string_view bytes_;
  std::vector<Match>& matches_;
  const size_t known_;  // matches_ is sorted up to here
  int searches_ = 0;
};

}  // namespace

void JoinPairs(const Database& database, std::string_view bytes, std::vector<Match>* matches) {
  Joiner joiner(database, bytes, matches);
  const size_t count = matches->size();
  for (size_t i = 0; i < count; ++i) joiner.Join(i);
}

}  // namespace sluice
