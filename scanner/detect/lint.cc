#include "scanner/detect/lint.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

#include "patterns/forge.h"
#include "scanner/detect/matcher.h"

namespace sluice {
namespace {

constexpr int kLiteralCharacters = 3;
constexpr uint64_t kFirstRejectSeed = 1000;

// The prefilter may be wider than the expression, and Hyperscan's candidate may be one of another place: both mean "no match".
bool IsEarly(Stage stage) { return stage == Stage::kCandidate || stage == Stage::kConfirm; }

bool DiedThere(const std::vector<Rejection>& own, Stage at) {
  const auto died_there = [&](const Rejection& rejection) {
    return IsEarly(at) ? rejection.at == Stage::kConfirm : rejection.at == at;
  };
  return (IsEarly(at) && own.empty()) || std::ranges::any_of(own, died_there);
}

std::string Join(const std::vector<std::string>& ids) {
  std::string joined;
  for (const std::string& id : ids) joined += (joined.empty() ? "" : ", ") + id;
  return joined;
}

std::string Failure(const Example& example, const Proof& proof) {
  const bool is_accept = example.at == Stage::kReported;
  std::string what = is_accept ? "an accepted example is not reported" : "a rejected example is reported, or dies elsewhere";
  if (is_accept && !proof.reported.empty())
    what = "shadowed: an accepted example is reported under " + Join(proof.reported) + "; narrow one of the two";
  if (!is_accept) what += " than at " + std::string(StageName(example.at));
  return what + "\n  template: " + example.text + "\n  text:     " + proof.text + "\n" + proof.trace;
}

void LintExamples(const std::shared_ptr<const Database>& database, const Rule& rule, bool is_accept,
                  std::vector<std::string>* complaints) {
  const std::vector<Example>& examples = is_accept ? rule.accept : rule.reject;
  for (size_t i = 0; i < examples.size(); ++i) {
    const Result<Proof> proof = ProveExample(database, rule, examples[i], ExampleSeed(rule, is_accept, i));
    if (!proof) complaints->push_back(Complaint(rule, "`" + examples[i].text + "`: " + proof.error().message));
    if (proof && !proof->holds) complaints->push_back(Complaint(rule, Failure(examples[i], *proof)));
  }
}

bool AsksTheSame(const Rule& a, const Rule& b) {
  const auto words = [](const Rule& rule) { return rule.near ? rule.near->words : std::vector<std::string>(); };
  return a.regex == b.regex && a.checksum == b.checksum && words(a) == words(b);
}

std::string Named(const Rule& rule) { return "`" + rule.id + "` (" + rule.file + ":" + std::to_string(rule.line) + ")"; }

// Rules by what two of them must not share.
using RulesByText = std::multimap<std::string_view, const Rule*>;

std::vector<std::string> TwinsOf(const Rule& rule, const RulesByText& by_regex, const RulesByText& by_example) {
  std::vector<std::string> complaints;
  std::set<std::string_view> seen{rule.id};
  const auto complain = [&](const Rule& other, const std::string& what) {
    if (seen.insert(other.id).second) complaints.push_back(Complaint(rule, what));
  };
  for (auto [each, end] = by_regex.equal_range(rule.regex); each != end; ++each) {
    if (AsksTheSame(rule, *each->second))
      complain(*each->second, "the expression is that of " + Named(*each->second) + "; keep one of the two");
  }
  for (const Example& example : rule.accept) {
    for (auto [each, end] = by_example.equal_range(example.text); each != end; ++each)
      complain(*each->second, "an accepted example is one of " + Named(*each->second) + " too; one of the two never speaks");
  }
  return complaints;
}

}  // namespace

std::string Complaint(const Rule& rule, std::string_view what) {
  return rule.file + ":" + std::to_string(rule.line) + ": rule `" + rule.id + "`: " + std::string(what);
}

bool HasLiteral(const Rule& rule) {
  re2::FilteredRE2 filter(kLiteralCharacters);
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  int id = 0;
  if (filter.Add(rule.prefilter, options, &id) != RE2::NoError) return false;
  std::vector<std::string> literals;
  filter.Compile(&literals);
  return !literals.empty();
}

uint64_t ExampleSeed(const Rule& rule, bool is_accept, size_t index) {
  return ForgeSeed(rule.id, index + (is_accept ? 0 : kFirstRejectSeed));
}

Result<Proof> ProveExample(const std::shared_ptr<const Database>& database, const Rule& rule, const Example& example,
                           uint64_t seed) {
  SLUICE_ASSIGN(Matcher matcher, Matcher::Make(database, {}));
  Proof proof;
  SLUICE_ASSIGN(proof.text, ForgeExample(example.text, seed));
  std::vector<Match> matches;
  std::vector<Rejection> rejections, own;
  SLUICE_TRY(matcher.Match({proof.text, example.path}, &matches, &rejections));
  const RuleSet& rules = database->rules();
  for (const Match& match : matches) proof.reported.push_back(rules[match.rule].id);
  for (const std::string& id : proof.reported) proof.trace += "  reported by " + id + "\n";
  for (const Rejection& rejection : rejections) {
    const std::string& id = rules[rejection.rule].id;
    proof.trace += "  " + id + " died at " + std::string(StageName(rejection.at)) + ": " + rejection.because + "\n";
    if (id == rule.id) own.push_back(rejection);
  }
  if (proof.trace.empty()) proof.trace = "  no rule saw a candidate\n";
  const bool is_reported = std::ranges::find(proof.reported, rule.id) != proof.reported.end();
  proof.holds = example.at == Stage::kReported ? is_reported : !is_reported && DiedThere(own, example.at);
  return proof;
}

std::vector<std::string> LintRule(const std::shared_ptr<const Database>& database, const Rule& rule) {
  std::vector<std::string> complaints;
  if (!HasLiteral(rule)) {
    complaints.push_back(Complaint(rule,
                                   "no three characters in a row stand in every match, so the expression is tried at every byte; "
                                   "begin it with a fixed prefix or with {{assign:NAME}}"));
  }
  if (rule.accept.empty()) complaints.push_back(Complaint(rule, "no example under `accept` proves it"));
  LintExamples(database, rule, true, &complaints);
  LintExamples(database, rule, false, &complaints);
  return complaints;
}

std::vector<std::string> LintTwins(std::span<const Rule> checked, const RuleSet& all) {
  std::set<std::string_view> ids;
  for (const Rule& rule : checked) ids.insert(rule.id);
  RulesByText by_regex, by_example;
  std::vector<std::string> complaints;
  const auto add = [&](const Rule& rule) {
    by_regex.emplace(rule.regex, &rule);
    for (const Example& example : rule.accept) by_example.emplace(example.text, &rule);
  };
  for (const Rule& rule : all.rules()) {
    if (!ids.contains(rule.id)) add(rule);
  }
  for (const Rule& rule : checked) {  // of two checked ones the second complains
    for (std::string& complaint : TwinsOf(rule, by_regex, by_example)) complaints.push_back(std::move(complaint));
    add(rule);
  }
  return complaints;
}

}  // namespace sluice
