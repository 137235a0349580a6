#include "cli/rules_explain.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <tuple>
#include <vector>

#include "cli/rule_choice.h"
#include "scanner/detect/context.h"
#include "scanner/detect/features.h"
#include "scanner/detect/inline_allow.h"
#include "scanner/detect/list_items.h"
#include "scanner/detect/matcher.h"
#include "scanner/judge/redact.h"
#include "scanner/judge/severity.h"

namespace sluice {
namespace {

// One line of the answer: a match, or a rejection.
struct Candidate {
  ByteRange secret;
  uint32_t rule = 0;
  const Match* match = nullptr;
  const Rejection* rejection = nullptr;
};

std::string Fixed(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", value + 0.0);  // -0 is shown as 0
  return buffer;
}

std::string Right(const std::string& text, size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string Left(std::string_view text, size_t width) {
  std::string padded(text);
  padded.resize(std::max(width, text.size()), ' ');
  return padded;
}

std::string Row(std::string_view name, const std::string& value, double weight, double adds) {
  return "    " + Left(name, 20) + Right(value, 7) + Right(Fixed(weight), 9) + Right(Fixed(adds), 8) + "\n";
}

class Explainer {
 public:
  Explainer(const RuleSet& rules, const ExplainRequest& request) : rules_(rules), request_(request) {}

  std::string Text(const std::vector<Match>& matches, const std::vector<Rejection>& rejections) {
    std::vector<Candidate> candidates;
    candidates.reserve(matches.size() + rejections.size());
    size_t unconfirmed = 0;
    for (const Match& match : matches) candidates.push_back({match.secret, match.rule, &match, nullptr});
    for (const Rejection& rejection : rejections) {
      const bool is_unconfirmed = rejection.at == Stage::kConfirm;
      unconfirmed += is_unconfirmed ? 1 : 0;
      if (!is_unconfirmed || request_.lists_unconfirmed)
        candidates.push_back({rejection.secret, rejection.rule, nullptr, &rejection});
    }
    std::ranges::sort(candidates, {},
                      [](const Candidate& each) { return std::tuple(each.secret, each.rule, each.match == nullptr); });
    std::string text;
    for (const Candidate& candidate : candidates) text += Head(candidate) + (candidate.match ? Terms(*candidate.match) : "");
    return text + Summary(matches.size(), rejections.size() - unconfirmed, unconfirmed);
  }

 private:
  std::string Head(const Candidate& candidate) {
    const Rule& rule = rules_[candidate.rule];
    std::string head = Place(candidate.secret.begin) + " " + rule.id + ": ";
    if (candidate.rejection != nullptr) {
      const Stage at = candidate.rejection->at;
      head += "refused at " + std::string(StageName(at)) + ": " + candidate.rejection->because;
      return head + (at == Stage::kConfirm ? "\n" : "\n    " + Shown(rule, candidate.secret) + "\n");
    }
    head += "reported";
    if (IsAllowedInline(request_.bytes, candidate.match->whole, rule.id))
      head = head + ", but for a marker on its line that allows it";
    return head + ", confidence " + Fixed(candidate.match->confidence) + "\n    " + Shown(rule, candidate.secret) + "\n";
  }

  // Every feature that the kind of rule weighs, what it adds, and the sum.
  std::string Terms(const Match& match) const {
    const Rule& rule = rules_[match.rule];
    const bool is_named = rule.kind != Kind::kStructured && match.paired_with < 0;
    const Weights& weights = BuiltinWeights().Of(is_named ? rule.kind : Kind::kStructured);
    const FeatureValues values = is_named ? Measure(rule, match) : MeasureStructured(rule, match.paired_with >= 0);
    std::string text = "    " + Left("feature", 20) + Right("value", 7) + Right("weight", 9) + Right("adds", 8) + "\n";
    text += Row("bias", "", weights.bias, weights.bias);
    for (size_t i = 0; i < kFeatureCount; ++i) {
      const std::string_view name = FeatureName(static_cast<Feature>(i));
      const bool is_other_choice = values[i] == 0 && (name.starts_with("operator-") || name.starts_with("file-"));
      if (weights.of[i] != 0 && !is_other_choice) text += Row(name, Fixed(values[i]), weights.of[i], weights.of[i] * values[i]);
    }
    text += "    " + Left("sum", 36) + Right(Fixed(weights.Sum(values)), 8) + "  confidence " + Fixed(weights.Confidence(values)) +
            ", reported from " + Fixed(BuiltinWeights().threshold) + " on\n";
    const double factor = PathConfidence(request_.path);
    if (factor < 1)
      text += "    times " + Fixed(factor) + " for what the path is called: " + Fixed(match.confidence * factor) + "\n";
    return text;
  }

  FeatureValues Measure(const Rule& rule, const Match& match) const {
    const FileKind file = ClassifyPath(request_.path);
    const std::string_view secret = request_.bytes.substr(match.secret.begin, match.secret.size());
    if (match.list_first.secret.size() == 0)
      return MeasureNamed(rule, secret, ReadContext(request_.bytes, match.whole, match.secret, file));
    const ItemInPlace placed = PutFirst(request_.bytes, match.list_first, match.secret);
    return MeasureNamed(rule, secret, ReadContext(placed.text, placed.whole, placed.secret, file));
  }

  std::string Shown(const Rule& rule, ByteRange secret) const {
    return RedactSecret(rule, request_.bytes.substr(secret.begin, secret.size()));
  }

  // Requires: offsets ascend.
  std::string Place(uint64_t offset) {
    while (const void* newline = std::memchr(request_.bytes.data() + read_, '\n', offset - read_)) {
      read_ = static_cast<uint64_t>(static_cast<const char*>(newline) - request_.bytes.data()) + 1;
      line_begin_ = read_;
      ++line_;
    }
    read_ = offset;
    return std::to_string(line_) + ":" + std::to_string(offset - line_begin_ + 1);
  }

  static std::string Summary(size_t reported, size_t refused, size_t unconfirmed) {
    std::string text = std::to_string(reported) + " reported, " + std::to_string(refused) + " refused";
    if (unconfirmed > 0) text += "; " + std::to_string(unconfirmed) + " rules saw a word of theirs and no match (--all lists them)";
    return text + "\n";
  }

  const RuleSet& rules_;
  const ExplainRequest& request_;
  uint64_t read_ = 0, line_begin_ = 0;
  uint32_t line_ = 1;
};

}  // namespace

Result<std::string> ExplainMatches(const std::shared_ptr<const RuleSet>& rules, const ExplainRequest& request) {
  SLUICE_ASSIGN(auto database, Database::Open(rules, CacheFolder(), kSystemCacheFolder));
  SLUICE_ASSIGN(Matcher matcher, Matcher::Make(std::move(database), {.honour_inline_allow = false}));
  std::vector<Match> matches;
  std::vector<Rejection> rejections;
  SLUICE_TRY(matcher.Match({request.bytes, request.path}, &matches, &rejections));
  return Explainer(*rules, request).Text(matches, rejections);
}

}  // namespace sluice
