#include "config/allowlist.h"

#include <re2/re2.h>

#include <algorithm>

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
  Expressions regexes;

  static Result<Entry> Make(const AllowEntry& entry);
  bool IsFor(std::string_view rule_id) const { return rules.empty() || Holds(rules, rule_id); }
};

Result<Allowlist::Entry> Allowlist::Entry::Make(const AllowEntry& entry) {
  Entry made;
  for (const std::string& path : entry.paths) {
    auto glob = Glob::Compile(path);
    if (!glob) return Context(glob.error(), "`paths`: `" + path.substr(0, 100) + "`");
    made.paths.push_back(std::move(glob).value());
  }
  for (const std::string& regex : entry.regexes) {
    auto compiled = CompileExpression(regex);
    if (!compiled) return Context(std::move(compiled).error(), "`regex`: `" + regex.substr(0, 100) + "`");
    made.regexes.push_back(std::move(compiled).value());
  }
  made.fingerprints = entry.fingerprints;
  std::ranges::sort(made.fingerprints);
  made.rules = entry.rules;
  std::ranges::sort(made.rules);
  made.commits = entry.commits;
  return made;
}

Result<Allowlist> Allowlist::Make(const std::vector<AllowEntry>& entries, const std::string& file) {
  std::vector<Entry> made;
  size_t expressions = 0;
  for (const AllowEntry& entry : entries) {
    const std::string place = (entry.file.empty() ? file : entry.file) + ":" + std::to_string(entry.line);
    expressions += entry.regexes.size();
    if (expressions > kMaxExpressions) return Error{Code::kConfig, place + ": more than 1000 expressions; join them with `|`"};
    auto compiled = Entry::Make(entry);
    if (!compiled) return Context(std::move(compiled).error(), place);
    made.push_back(std::move(compiled).value());
  }
  Allowlist list;
  list.entries_ = std::make_shared<const std::vector<Entry>>(std::move(made));
  return list;
}

bool Allowlist::empty() const { return entries_ == nullptr || entries_->empty(); }

bool Allowlist::AllowsSecret(std::string_view rule_id, std::string_view secret) const {
  if (empty()) return false;
  const re2::StringPiece text(secret.data(), secret.size());
  return std::ranges::any_of(*entries_, [&](const Entry& entry) {
    const auto matches = [&](const auto& regex) { return re2::RE2::PartialMatch(text, *regex); };
    return entry.IsFor(rule_id) && std::ranges::any_of(entry.regexes, matches);
  });
}

bool Allowlist::AllowsPlace(std::string_view rule_id, std::string_view path, std::string_view commit_hex) const {
  if (empty()) return false;
  return std::ranges::any_of(*entries_, [&](const Entry& entry) {
    const auto is_start = [&](const std::string& commit) { return commit_hex.starts_with(commit); };
    return entry.IsFor(rule_id) && (std::ranges::any_of(entry.commits, is_start) ||
                                    std::ranges::any_of(entry.paths, [&](const Glob& glob) { return glob.Matches(path); }));
  });
}

bool Allowlist::AllowsFingerprint(std::string_view rule_id, std::string_view fingerprint) const {
  if (empty()) return false;
  return std::ranges::any_of(*entries_,
                             [&](const Entry& entry) { return entry.IsFor(rule_id) && Holds(entry.fingerprints, fingerprint); });
}

}  // namespace sluice
