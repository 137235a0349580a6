#include "scanner/detect/matcher.h"

#include <algorithm>

#include "scanner/detect/candidates.h"
#include "scanner/detect/confirm.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/extend.h"
#include "scanner/detect/inline_allow.h"
#include "scanner/detect/judge_match.h"
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
  void DropRefuted(std::vector<sluice::Match>* matches, std::vector<Rejection>* rejections);
};

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

void Matcher::State::MatchRule(uint32_t rule, const Content& content, FileKind file, std::vector<sluice::Match>* matches,
                               std::vector<Rejection>* rejections) {
  const Rule& definition = database->rules()[rule];
  const RuleExpressions& expressions = database->engine().expressions[rule];
  ConfirmRule(rule, content);
  if (confirmed.empty() && rejections != nullptr)
    rejections->push_back({rule, Stage::kConfirm, candidates.windows(rule).front(), "no match in the candidate's window"});
  uint64_t taken_until = 0;  // an extended secret may swallow what the expression matches next
  for (Confirmed& found : confirmed) {
    if (found.secret.begin < taken_until) continue;
    found.secret = ExtendSecret(definition.extend, content.bytes, found.secret);
    if (found.secret.size() == 0) continue;
    found.whole.end = std::max(found.whole.end, found.secret.end);
    const Verdict verdict = JudgeMatch(definition, expressions, content.bytes, found, file);
    if (verdict.at != Stage::kReported) {
      const bool refutes = verdict.at == Stage::kChecksum || verdict.at == Stage::kPlaceholder;
      if (refutes && definition.provider != "generic") refuted.push_back(found.secret);
      if (rejections != nullptr) rejections->push_back({rule, verdict.at, found.secret, verdict.because});
      continue;
    }
    taken_until = found.secret.end;
    const std::string_view secret = content.bytes.substr(found.secret.begin, found.secret.size());
    matches->push_back({rule, found.whole, found.secret, static_cast<float>(ShannonBits(secret)),
                        static_cast<float>(verdict.confidence), definition.severity, -1});
  }
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
