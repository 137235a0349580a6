#include "config/allowlist.h"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>

#include "config/glob.h"

namespace sluice {
namespace {

// An allowlist can come from the repository that is scanned: what it may cost is bounded to 250 MiB and 1,000 expressions a secret.
constexpr int64_t kMaxExpressionBytes = 256 * 1024;  // of memory, compiled
constexpr size_t kMaxExpressions = 1000;

using Expressions = std::vector<std::unique_ptr<re2::RE2>>;

// Latin1: bytes, as rules see them; a secret need not be UTF-8.
Result<std::unique_ptr<re2::RE2>> CompileExpression(const std::string& regex) {
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_log_errors(false);
  options.set_max_mem(kMaxExpressionBytes);
  auto compiled = std::make_unique<re2::RE2>(regex, options);
  if (!compiled->ok()) return Error{Code::kConfig, compiled->error()};
  if (re2::RE2::PartialMatch("", *compiled)) {
    return Error{Code::kConfig,
                 "matches the empty text, and so every secret; to switch a rule off, name it under `rules`, `disable`"};
  }
  return compiled;
}

Result<Expressions> CompileAll(const std::vector<std::string>& regexes, const std::string& key) {
  Expressions all;
  for (const std::string& regex : regexes) {
    auto compiled = CompileExpression(regex);
    if (!compiled) return Context(std::move(compiled).error(), key + ": `" + regex.substr(0, 100) + "`");
    all.push_back(std::move(compiled).value());
  }
  return all;
}

bool Holds(const std::vector<std::string>& sorted, std::string_view text) { return std::ranges::binary_search(sorted, text, {}); }

}  // namespace

Status CheckSecretRegex(const std::string& regex) {
  auto compiled = CompileExpression(regex);
  return compiled ? Status() : Status(std::move(compiled).error());
}

struct Allowlist::Entry {
  std::vector<Glob> paths;
  std::vector<std::string> fingerprints, rules;  // sorted
  std::vector<std::string> commits;
  Expressions regexes, path_regexes;
  bool needs_all = false;
  std::string place, why;
  // A pointer, so that entries can move. Relaxed: nothing else depends on it.
  std::unique_ptr<std::atomic<uint64_t>> times = std::make_unique<std::atomic<uint64_t>>(0);

  static Result<Entry> Make(const AllowEntry& entry);
  bool IsFor(std::string_view rule_id) const { return rules.empty() || Holds(rules, rule_id); }
  bool AllowsPath(std::string_view path) const {
    const re2::StringPiece text(path.data(), path.size());
    return std::ranges::any_of(paths, [&](const Glob& glob) { return glob.Matches(path); }) ||
           std::ranges::any_of(path_regexes, [&](const auto& regex) { return re2::RE2::PartialMatch(text, *regex); });
  }
  bool AllowsCommit(std::string_view commit_hex) const {
    return std::ranges::any_of(commits, [&](const std::string& commit) { return commit_hex.starts_with(commit); });
  }
};

// True when `accepts` holds for an entry, which is then counted.
template <class Accepts>
bool Allowlist::AnyEntry(std::string_view rule_id, Accepts accepts) const {
  if (empty()) return false;
  const auto entry = std::ranges::find_if(*entries_, [&](const Entry& each) { return each.IsFor(rule_id) && accepts(each); });
  if (entry == entries_->end()) return false;
  entry->times->fetch_add(1, std::memory_order_relaxed);
  return true;
}

Result<Allowlist::Entry> Allowlist::Entry::Make(const AllowEntry& entry) {
  Entry made;
  for (const std::string& path : entry.paths) {
    auto glob = Glob::Compile(path);
    if (!glob) return Context(glob.error(), "`paths`: `" + path.substr(0, 100) + "`");
    made.paths.push_back(std::move(glob).value());
  }
  SLUICE_ASSIGN(made.regexes, CompileAll(entry.regexes, "`regex`"));
  SLUICE_ASSIGN(made.path_regexes, CompileAll(entry.path_regexes, "`path_regex`"));
  made.fingerprints = entry.fingerprints;
  std::ranges::sort(made.fingerprints);
  made.rules = entry.rules;
  std::ranges::sort(made.rules);
  made.commits = entry.commits;
  made.needs_all = entry.needs_all;
  made.why = entry.why;
  return made;
}

Result<Allowlist> Allowlist::Make(const std::vector<AllowEntry>& entries, const std::string& file) {
  std::vector<Entry> made;
  size_t expressions = 0;
  for (const AllowEntry& entry : entries) {
    const std::string place = (entry.file.empty() ? file : entry.file) + ":" + std::to_string(entry.line);
    expressions += entry.regexes.size() + entry.path_regexes.size();
    if (expressions > kMaxExpressions) return Error{Code::kConfig, place + ": more than 1000 expressions; join them with `|`"};
    auto compiled = Entry::Make(entry);
    if (!compiled) return Context(std::move(compiled).error(), place);
    compiled->place = place;
    made.push_back(std::move(compiled).value());
  }
  Allowlist list;
  list.entries_ = std::make_shared<const std::vector<Entry>>(std::move(made));
  return list;
}

bool Allowlist::empty() const { return entries_ == nullptr || entries_->empty(); }

std::vector<Allowlist::Use> Allowlist::Uses() const {
  std::vector<Use> uses;
  if (empty()) return uses;
  for (const Entry& entry : *entries_) uses.push_back({entry.place, entry.why, entry.times->load(std::memory_order_relaxed)});
  return uses;
}

bool Allowlist::AllowsSecret(std::string_view rule_id, std::string_view secret) const {
  const re2::StringPiece text(secret.data(), secret.size());
  return AnyEntry(rule_id, [&](const Entry& entry) {
    return std::ranges::any_of(entry.regexes, [&](const auto& regex) { return re2::RE2::PartialMatch(text, *regex); });
  });
}

bool Allowlist::AllowsPlace(std::string_view rule_id, std::string_view path, std::string_view commit_hex) const {
  return AnyEntry(rule_id, [&](const Entry& entry) {
    return entry.needs_all ? entry.AllowsCommit(commit_hex) && entry.AllowsPath(path)
                           : entry.AllowsCommit(commit_hex) || entry.AllowsPath(path);
  });
}

bool Allowlist::AllowsFingerprint(std::string_view rule_id, std::string_view fingerprint) const {
  return AnyEntry(rule_id, [&](const Entry& entry) { return Holds(entry.fingerprints, fingerprint); });
}

}  // namespace sluice
