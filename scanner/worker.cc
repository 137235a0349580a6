#include "scanner/worker.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "scanner/judge/redact.h"
#include "scanner/judge/severity.h"

namespace sluice {
namespace {

// Lines and columns of ascending offsets in one content, each byte looked at once.
class LineCounter {
 public:
  explicit LineCounter(std::string_view bytes) : bytes_(bytes) {}

  std::pair<uint32_t, uint32_t> At(uint64_t offset) {
    if (offset < position_) *this = LineCounter(bytes_);
    while (const void* newline = std::memchr(bytes_.data() + position_, '\n', offset - position_)) {
      position_ = static_cast<uint64_t>(static_cast<const char*>(newline) - bytes_.data()) + 1;
      line_begin_ = position_;
      ++line_;
    }
    position_ = offset;
    return {line_, static_cast<uint32_t>(offset - line_begin_ + 1)};
  }

 private:
  std::string_view bytes_;
  uint64_t position_ = 0, line_begin_ = 0;
  uint32_t line_ = 1;
};

void Count(LocationSource source, Stats* stats) {
  switch (source) {
    case LocationSource::kCommitMessage:
      ++stats->commits;
      break;
    case LocationSource::kTagMessage:
      ++stats->tags;
      break;
    case LocationSource::kPath:
      ++stats->paths;
      break;
    case LocationSource::kBlob:
    case LocationSource::kNote:
      ++stats->blobs;
      break;
    case LocationSource::kIndex:
    case LocationSource::kWorktree:
    case LocationSource::kStdin:
      ++stats->files;
      break;
  }
}

class Sealer {
 public:
  Sealer(const WorkOrder& order, const Item& item, const Content& content, const std::vector<Match>& matches, WorkResult* result)
      : order_(order), item_(item), content_(content), matches_(matches), result_(*result), lines_(content.bytes) {}

  // Beyond this, offsets and bytes are gone: a key, a place and a redacted preview stay.
  void Seal(const Match& match) {
    const Rule& rule = order_.database->rules()[match.rule];
    const std::string_view secret = content_.bytes.substr(match.secret.begin, match.secret.size());
    const SecretKey key = MakeSecretKey(rule, secret);
    if (order_.allowlist.AllowsSecret(rule.id, secret)) {
      result_.allowed.insert(key);
      return;
    }
    MatchGroup& group = result_.matches.Group(key, match.rule);
    Occurrence occurrence{.item = item_};
    std::tie(occurrence.line, occurrence.column) = lines_.At(match.secret.begin);
    std::tie(occurrence.end_line, occurrence.end_column) = lines_.At(match.secret.end);
    occurrence.confidence = match.confidence * static_cast<float>(PathConfidence(content_.path));
    occurrence.severity = match.severity;
    occurrence.is_paired = match.paired_with >= 0;
    group.occurrences.push_back(occurrence);
    const uint64_t item_order = order_.source.Order(item_);
    if (std::tie(item_order, match.secret.begin) < std::tie(group.sealed.order, group.sealed.offset)) {
      group.sealed = MakeSealed(rule, match, secret, item_order);
    }
  }

 private:
  Sealed MakeSealed(const Rule& rule, const Match& match, std::string_view secret, uint64_t item_order) const {
    Sealed sealed{.order = item_order, .offset = match.secret.begin, .entropy_bits = match.entropy_bits};
    const ByteRange shown = WithoutOuterSpace(match);
    const std::string_view whole = content_.bytes.substr(shown.begin, shown.size());
    if (!rule.lifetime.reader.empty()) sealed.facts = ReadFacts(rule.lifetime.reader, secret, whole, Around(shown));
    sealed.secret = order_.show_secrets ? std::string(secret) : RedactSecret(rule, secret);
    sealed.match = order_.show_secrets ? std::string(whole) : RedactedMatch(match, shown, sealed.secret);
    return sealed;
  }

  // An expression may take the line break that ends a value; a reader need not see it.
  ByteRange WithoutOuterSpace(const Match& match) const {
    ByteRange shown = match.whole;
    while (shown.begin < match.secret.begin && IsSpace(content_.bytes[shown.begin])) ++shown.begin;
    while (shown.end > match.secret.end && IsSpace(content_.bytes[shown.end - 1])) --shown.end;
    return shown;
  }

  // Some facts stand beside the secret: an "expiration" in the same JSON, the host of a connection string.
  std::string_view Around(ByteRange whole) const {
    constexpr uint64_t kReachBytes = 4096;
    const uint64_t begin = whole.begin - std::min(whole.begin, kReachBytes);
    return content_.bytes.substr(begin, whole.end + kReachBytes - begin);
  }

  // Other secrets may stand in the same text; none of them may show.
  std::string RedactedMatch(const Match& match, ByteRange whole, std::string_view redacted) const {
    const auto span = [&](const Match& each, std::string_view shown) {
      const uint64_t begin = std::max(each.secret.begin, whole.begin);
      return SecretSpan{begin - whole.begin, std::min(each.secret.end, whole.end) - begin, shown};
    };
    std::vector<SecretSpan> others;
    for (const Match& other : matches_) {
      if (other.secret.Overlaps(whole) && other.secret != match.secret) others.push_back(span(other, SecretSpan{}.shown));
    }
    return RedactMatch(content_.bytes.substr(whole.begin, whole.size()), span(match, redacted), others);
  }

  const WorkOrder& order_;
  const Item& item_;
  const Content& content_;
  const std::vector<Match>& matches_;
  WorkResult& result_;
  LineCounter lines_;
};

class Loop {
 public:
  Loop(WorkOrder* order, std::unique_ptr<SourceReader> reader, Matcher matcher)
      : order_(*order), reader_(std::move(reader)), matcher_(std::move(matcher)) {}

  void Run(std::atomic<uint64_t>* done_items, const std::stop_token& stop) {
    const std::vector<Item>& items = order_.plan.items;
    while (!stop.stop_requested()) {
      const size_t begin = order_.next_item.fetch_add(kRunItems, std::memory_order_relaxed);
      if (begin >= items.size()) return;
      const size_t end = std::min(items.size(), begin + kRunItems);
      for (size_t i = begin; i < end && !stop.stop_requested(); ++i) {
        One(items[i]);
        done_items->fetch_add(1, std::memory_order_relaxed);
      }
    }
  }

  WorkResult TakeResult() { return std::move(result_); }

 private:
  void One(const Item& item) {
    Result<Content> content = Read(item);
    if (!content) {
      result_.unread.push_back({order_.source.Describe(item), content.error().message});
      return;
    }
    Count(item.source, &result_.stats);
    ++result_.stats.items;
    result_.stats.bytes += content->bytes.size();
    if (Status matched = MatchContent(*content); !matched) {
      result_.unread.push_back({order_.source.Describe(item), matched.error().message});
      return;
    }
    if (matches_.empty()) return;
    const StageTimer timer(&result_.stats.sealing);
    result_.stats.matches += matches_.size();
    Sealer sealer(order_, item, *content, matches_, &result_);
    for (const Match& match : matches_) sealer.Seal(match);
  }

  Result<Content> Read(const Item& item) {
    const StageTimer timer(&result_.stats.reading);
    return reader_->Read(item);
  }

  Status MatchContent(const Content& content) {
    const StageTimer timer(&result_.stats.matching);
    return matcher_.Match(content, &matches_);
  }

  WorkOrder& order_;
  std::unique_ptr<SourceReader> reader_;
  Matcher matcher_;
  std::vector<Match> matches_;
  WorkResult result_;
};

}  // namespace

Result<WorkResult> Work(WorkOrder* order, std::atomic<uint64_t>* done_items, std::stop_token stop) {
  SLUICE_ASSIGN(Matcher matcher, Matcher::Make(order->database, order->matcher));
  SLUICE_ASSIGN(std::unique_ptr<SourceReader> reader, order->source.OpenReader());
  Loop loop(order, std::move(reader), std::move(matcher));
  loop.Run(done_items, stop);
  return loop.TakeResult();
}

}  // namespace sluice
