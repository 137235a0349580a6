#include "scanner/detect/database.h"

#include <hs/hs.h>
#include <sys/mman.h>

#include <algorithm>
#include <functional>

#include "patterns/prefilter.h"
#include "patterns/token_run.h"
#include "scanner/detect/binary.h"
#include "scanner/detect/database_cache.h"
#include "scanner/detect/engine.h"

namespace sluice {
namespace {

// Windows of a match this long would make every candidate expensive; patterns/README.md tells authors to use `extend`.
constexpr uint32_t kMaxWidthBytes = 1000;

Result<uint32_t> WidthOf(const Rule& rule, const std::string& expression) {
  hs_expr_info_t* info = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_expression_info(expression.c_str(), 0, &info, &error) != HS_SUCCESS) {
    const std::string message = error->message;
    hs_free_compile_error(error);
    return Error{Code::kConfig, rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id +
                                    ": Hyperscan refuses the expression: " + message};
  }
  const uint32_t width_bytes = info->max_width;
  std::free(info);  // Hyperscan's default allocator is malloc
  if (width_bytes > kMaxWidthBytes) {
    return Error{Code::kConfig,
                 rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id +
                     ": the longest match must have at most 1000 bytes; match the head and use `extend` for the rest"};
  }
  return width_bytes;
}

// Long enough for a name and what stands between it and its value. Farther than that near a run is everywhere.
constexpr uint32_t kMaxBeforeRunBytes = 128, kMaxAfterRunBytes = 16;

// Whether a rule need only be looked for near long runs; then `width` says how far ahead of a candidate its run is.
bool IsNearRun(const Rule& rule, TokenRunFinder* finder, Width* width, NearRuns::Reach* reach) {
  const std::optional<TokenRun> inside = finder->Find(rule.prefilter);
  const bool begins_match = rule.regex.starts_with(rule.prefilter);
  const std::optional<TokenRun> ahead = inside || !begins_match ? std::nullopt : finder->Find(rule.regex);
  const std::optional<TokenRun>& run = inside ? inside : ahead;
  if (!run || run->before_bytes > kMaxBeforeRunBytes) return false;
  NearRuns::Reach needed{run->before_bytes + 1, 1};
  if (inside) {
    if (run->after_bytes > kMaxAfterRunBytes) return false;
    needed.after_bytes += run->after_bytes + 1;
  } else {
    width->ahead_bytes = run->before_bytes + kTokenRunBytes;
    if (Novelty::DecisiveBytes(*width) > kNarrowBytes) return false;
    needed.before_bytes += width->candidate_bytes;
  }
  reach->before_bytes = std::max(reach->before_bytes, needed.before_bytes);
  reach->after_bytes = std::max(reach->after_bytes, needed.after_bytes);
  return true;
}

Status Measure(const RuleSet& rules, CompiledRules* compiled) {
  TokenRunFinder finder;
  for (const Rule& rule : rules.rules()) {
    Width width;
    SLUICE_ASSIGN(width.match_bytes, WidthOf(rule, rule.regex));
    width.candidate_bytes = width.match_bytes;
    if (rule.prefilter != rule.regex) {
      SLUICE_ASSIGN(width.candidate_bytes, WidthOf(rule, rule.prefilter));
    }
    width.match_bytes = std::max(width.match_bytes, width.candidate_bytes);
    width.is_near_run = IsNearRun(rule, &finder, &width, &compiled->reach) ? 1 : 0;
    if (width.is_near_run == 0) width.ahead_bytes = 0;
    if (const std::optional<TokenRun> run = finder.Find(rule.regex)) width.run_bytes = run->run_bytes;
    width.is_in_binary = NamesControlCharacter(rule.prefilter) ? 1 : 0;
    compiled->widths.push_back(width);
  }
  return {};
}

Result<HsDatabase> CompileThose(const RuleSet& rules, const std::function<bool(uint32_t rule)>& is_in) {
  std::vector<const char*> expressions;
  std::vector<unsigned> flags, ids;
  for (uint32_t i = 0; i < rules.size(); ++i) {
    if (!is_in(i)) continue;
    expressions.push_back(rules[i].prefilter.c_str());
    flags.push_back(0);
    ids.push_back(i);
  }
  if (ids.empty()) return HsDatabase();
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr,
                       &database, &error) == HS_SUCCESS) {
    return HsDatabase(database);
  }
  const std::string message = error->message;
  const int index = error->expression;
  hs_free_compile_error(error);
  if (index < 0) return Error{Code::kInternal, "Hyperscan cannot compile the rules: " + message};
  const Rule& rule = rules[ids[static_cast<size_t>(index)]];
  return Error{Code::kConfig, rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id +
                                  ": Hyperscan refuses the expression: " + message};
}

Result<CompiledRules> Compile(const RuleSet& rules) {
  CompiledRules compiled;
  SLUICE_TRY(Measure(rules, &compiled));
  SLUICE_ASSIGN(compiled.everywhere, CompileThose(rules, [&](uint32_t rule) { return compiled.widths[rule].is_near_run == 0; }));
  SLUICE_ASSIGN(compiled.near_runs, CompileThose(rules, [&](uint32_t rule) { return compiled.widths[rule].is_near_run != 0; }));
  SLUICE_ASSIGN(compiled.in_binary, CompileThose(rules, [&](uint32_t rule) { return compiled.widths[rule].is_in_binary != 0; }));
  return compiled;
}

}  // namespace

RuleExpressions::RuleExpressions(const Rule& rule, SharedExpressions* shared)
    : regex(std::make_unique<Regex>(rule.regex)),
      pair(rule.pair && !rule.pair->regex.empty() ? std::make_unique<Regex>(rule.pair->regex) : nullptr) {
  for (const std::string& expression : rule.ignore) {
    std::shared_ptr<const Regex> known = shared == nullptr ? nullptr : (*shared)[expression];
    if (known == nullptr) known = std::make_shared<Regex>(expression);
    if (shared != nullptr) (*shared)[expression] = known;
    ignore.push_back(std::move(known));
  }
}

void FreeDatabase::operator()(hs_database* database) const {
  if (mapped_bytes > 0) {
    munmap(database, mapped_bytes);
  } else {
    hs_free_database(database);
  }
}
Database::Database() : engine_(std::make_unique<Engine>()) {}
Database::~Database() = default;

Result<std::shared_ptr<const Database>> Database::Open(std::shared_ptr<const RuleSet> rules, const std::string& cache_dir,
                                                       const std::string& system_dir) {
  if (rules->size() == 0) return Error{Code::kConfig, "no rules are left to scan with; check --only and --skip"};
  std::shared_ptr<Database> database(new Database);
  database->rules_ = std::move(rules);
  Engine& engine = *database->engine_;
  const RuleSet& set = *database->rules_;
  std::optional<CompiledRules> cached = LoadCompiled(cache_dir, set);
  if (!cached) cached = LoadCompiled(system_dir, set);
  if (cached) {
    engine.compiled = std::move(*cached);
    database->was_cached_ = true;
  } else {
    SLUICE_ASSIGN(engine.compiled, Compile(set));
    StoreCompiled(cache_dir, set, engine.compiled);
  }
  SharedExpressions shared;
  for (const Rule& rule : set.rules()) engine.expressions.emplace_back(rule, &shared);
  return std::shared_ptr<const Database>(std::move(database));
}

}  // namespace sluice
