#include "scanner/detect/matcher.h"

#include <algorithm>

#include "scanner/detect/candidates.h"
#include "scanner/detect/confirm.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/extend.h"
#include "scanner/detect/inline_allow.h"
#include "scanner/detect/judge_match.h"
#include "scanner/detect/list_items.h"
#include "scanner/detect/pairing.h"
#include "scanner/detect/shadow.h"
#include "scanner/detect/window_memory.h"

namespace sluice {

struct Matcher::State {
  std::shared_ptr<const Database> database;
  MatcherOptions options;
  CandidateFinder candidates;
  std::vector<Confirmed> confirmed;  // of one rule; kept to reuse its memory
  std::vector<ByteRange> refuted;    // what a vendor's rule knows to be no secret of its form
  WindowMemory known_windows;

  State(std::shared_ptr<const Database> its_database, const MatcherOptions& its_options, CandidateFinder finder)
      : database(std::move(its_database)), options(its_options), candidates(std::move(finder)) {}
  void ConfirmRule(uint32_t rule, const Content& content);
  void MatchRule(uint32_t rule, const Content& content, FileKind file, std::vector<sluice::Match>* matches,
                 std::vector<Rejection>* rejections);
  void MatchItem(uint32_t rule, const Confirmed& first, ByteRange item, const Content& content, FileKind file,
                 std::vector<sluice::Match>* matches);
  sluice::Match MatchOf(uint32_t rule, std::string_view bytes, const Confirmed& found, double confidence) const;
  void DropRefuted(std::vector<sluice::Match>* matches, std::vector<Rejection>* rejections);
};

namespace {

// False when nothing of the secret is left.
bool Extend(const Rule& rule, std::string_view bytes, Confirmed* found) {
  found->secret = ExtendSecret(rule.extend, bytes, found->secret);
  found->whole.end = std::max(found->whole.end, found->secret.end);
  return found->secret.size() > 0;
}

}  // namespace

Matcher::Matcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Result<Matcher> Matcher::Make(std::shared_ptr<const Database> database, const MatcherOptions& options) {
  SLUICE_ASSIGN(CandidateFinder finder, CandidateFinder::Make(*database));
  return Matcher(std::make_unique<State>(std::move(database), options, std::move(finder)));
}

void Matcher::State::ConfirmRule(uint32_t rule, const Content& content) {
  const Regex& regex = *database->engine().expressions[rule].regex;
  const uint64_t run_bytes = database->engine().compiled.widths[rule].run_bytes;
  confirmed.clear();
  for (const ByteRange& window : candidates.windows(rule)) {
    if (HoldsRun(content.bytes, window, run_bytes)) known_windows.Confirm(rule, regex, content.bytes, window, &confirmed);
  }
}

sluice::Match Matcher::State::MatchOf(uint32_t rule, std::string_view bytes, const Confirmed& found, double confidence) const {
  const std::string_view secret = bytes.substr(found.secret.begin, found.secret.size());
  return {.rule = rule,
          .whole = found.whole,
          .secret = found.secret,
          .entropy_bits = static_cast<float>(ShannonBits(secret)),
          .confidence = static_cast<float>(confidence),
          .severity = database->rules()[rule].severity};
}

void Matcher::State::MatchRule(uint32_t rule, const Content& content, FileKind file, std::vector<sluice::Match>* matches,
                               std::vector<Rejection>* rejections) {
  const Rule& definition = database->rules()[rule];
  ConfirmRule(rule, content);
  if (confirmed.empty() && rejections != nullptr)
    rejections->push_back({rule, Stage::kConfirm, candidates.windows(rule).front(), "no match in the candidate's window"});
  uint64_t taken_until = 0;   // an extended secret may swallow what the expression matches next
  uint64_t listed_until = 0;  // items are looked at once
  for (Confirmed& found : confirmed) {
    if (found.secret.begin < taken_until || !Extend(definition, content.bytes, &found)) continue;
    const Verdict verdict = JudgeMatch(definition, database->engine().expressions[rule], content.bytes, found, file);
    if (verdict.at == Stage::kReported) {
      taken_until = found.secret.end;
      matches->push_back(MatchOf(rule, content.bytes, found, verdict.confidence));
    } else {
      const bool refutes = verdict.at == Stage::kChecksum || verdict.at == Stage::kPlaceholder;
      if (refutes && definition.provider != "generic") refuted.push_back(found.secret);
      if (rejections != nullptr) rejections->push_back({rule, verdict.at, found.secret, verdict.because});
    }
    // What is refused for its surroundings is so for those of the whole list.
    const bool is_of_its_value =
        verdict.at == Stage::kReported || verdict.at == Stage::kPlaceholder || verdict.at == Stage::kEntropy;
    if (definition.kind != Kind::kToken || !is_of_its_value || found.secret.begin < listed_until) continue;
    for (const ByteRange item : ItemsBehind(content.bytes, found.secret)) {
      MatchItem(rule, found, item, content, file, matches);
      listed_until = item.end;
    }
  }
}

// What would be reported in the place of the first is reported where it stands.
void Matcher::State::MatchItem(uint32_t rule, const Confirmed& first, ByteRange item, const Content& content, FileKind file,
                               std::vector<sluice::Match>* matches) {
  const Rule& definition = database->rules()[rule];
  const RuleExpressions& expressions = database->engine().expressions[rule];
  constexpr uint64_t kBehind = 64;  // what an expression may ask for behind the secret
  const ItemInPlace placed = PutFirst(content.bytes, first, item);
  const uint64_t window_end = std::min<uint64_t>(placed.text.size(), placed.secret.end + kBehind);
  std::optional<Confirmed> found = expressions.regex->Find(placed.text, {placed.whole.begin, window_end});
  if (!found || found->secret.begin != placed.secret.begin || !Extend(definition, placed.text, &*found)) return;
  if (found->secret.end > placed.secret.end) return;
  const Verdict verdict = JudgeMatch(definition, expressions, placed.text, *found, file);
  if (verdict.at != Stage::kReported) return;
  const ByteRange secret = {item.begin, item.begin + found->secret.size()};
  matches->push_back(MatchOf(rule, content.bytes, {secret, secret}, verdict.confidence));
  matches->back().list_first = first;
}

// A token of a known form with a wrong checksum, or its documented sample, is no secret of an unknown provider either.
void Matcher::State::DropRefuted(std::vector<sluice::Match>* matches, std::vector<Rejection>* rejections) {
  if (refuted.empty() || matches->empty()) return;
  std::ranges::sort(refuted);
  // From here on `end` is the farthest end so far, so that the last range that begins before a match tells whether any overlaps it.
  for (size_t i = 1; i < refuted.size(); ++i) refuted[i].end = std::max(refuted[i].end, refuted[i - 1].end);
  DropMatches(matches, [&](const sluice::Match& match) {
    if (database->rules()[match.rule].provider != "generic") return false;
    const auto after = std::ranges::lower_bound(refuted, match.secret.end, {}, &ByteRange::begin);
    const bool drop = after != refuted.begin() && std::prev(after)->end > match.secret.begin;
    if (drop && rejections != nullptr)
      rejections->push_back({match.rule, Stage::kShadowed, match.secret, "a more specific rule knows these bytes to be no secret"});
    return drop;
  });
}

Status Matcher::Match(const Content& content, std::vector<sluice::Match>* matches, std::vector<Rejection>* rejections) {
  matches->clear();
  if (content.bytes.empty()) return {};  // Hyperscan takes no null pointer
  SLUICE_TRY(state_->candidates.Find(content.bytes, content.ancestry, content.chunks));
  if (state_->candidates.rules().empty()) return {};
  const FileKind file = ClassifyPath(content.path);
  state_->refuted.clear();
  for (const uint32_t rule : state_->candidates.rules()) state_->MatchRule(rule, content, file, matches, rejections);
  state_->DropRefuted(matches, rejections);
  if (matches->empty()) return {};
  std::ranges::sort(*matches, {}, [](const sluice::Match& match) { return std::pair(match.secret.begin, match.rule); });
  JoinPairs(*state_->database, content.bytes, matches);
  DropShadowed(state_->database->rules(), matches, rejections);
  if (state_->options.honour_inline_allow) {
    DropMatches(matches, [&](const sluice::Match& match) {
      return IsAllowedInline(content.bytes, match.whole, state_->database->rules()[match.rule].id);
    });
  }
  return {};
}

}  // namespace sluice
