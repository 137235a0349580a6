#include "scanner/detect/database.h"

#include <hs/hs.h>
#include <re2/re2.h>

#include <algorithm>

#include "scanner/detect/database_cache.h"
#include "scanner/detect/engine.h"

namespace sluice {
namespace {

// Windows of a match this long would make every candidate expensive; patterns/README.md tells authors to use `extend`.
constexpr uint32_t kMaxWidthBytes = 1000;

std::unique_ptr<re2::RE2> CompileRe2(const std::string& expression) {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);  // bytes, as Hyperscan sees them
  options.set_log_errors(false);
  return std::make_unique<re2::RE2>(expression, options);
}

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

Result<std::vector<Width>> Widths(const RuleSet& rules) {
  std::vector<Width> widths;
  for (const Rule& rule : rules.rules()) {
    SLUICE_ASSIGN(const uint32_t match_bytes, WidthOf(rule, rule.regex));
    uint32_t candidate_bytes = match_bytes;
    if (rule.prefilter != rule.regex) {
      SLUICE_ASSIGN(candidate_bytes, WidthOf(rule, rule.prefilter));
    }
    widths.push_back({.match_bytes = std::max(match_bytes, candidate_bytes), .candidate_bytes = candidate_bytes});
  }
  return widths;
}

Result<hs_database_t*> Compile(const RuleSet& rules) {
  std::vector<const char*> expressions;
  std::vector<unsigned> flags, ids;
  for (const Rule& rule : rules.rules()) {
    expressions.push_back(rule.prefilter.c_str());
    flags.push_back(0);
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr,
                       &database, &error) == HS_SUCCESS) {
    return database;
  }
  const std::string message = error->message;
  const int index = error->expression;
  hs_free_compile_error(error);
  if (index < 0) return Error{Code::kInternal, "Hyperscan cannot compile the rules: " + message};
  const Rule& rule = rules[static_cast<uint32_t>(index)];
  return Error{Code::kConfig, rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id +
                                  ": Hyperscan refuses the expression: " + message};
}

}  // namespace

RuleExpressions::RuleExpressions(const Rule& rule) : rule_(rule) {}
RuleExpressions::~RuleExpressions() = default;

void RuleExpressions::Compile() const {
  regex_ = CompileRe2(rule_.regex);
  SLUICE_CHECK(regex_->ok());  // RuleSet::Make compiled it before
  if (rule_.pair && !rule_.pair->regex.empty()) pair_ = CompileRe2(rule_.pair->regex);
  for (const std::string& expression : rule_.ignore) ignore_.push_back(CompileRe2(expression));
}

const re2::RE2& RuleExpressions::regex() const {
  std::call_once(once_, [this] { Compile(); });
  return *regex_;
}

const re2::RE2* RuleExpressions::pair() const {
  std::call_once(once_, [this] { Compile(); });
  return pair_.get();
}

const std::vector<std::unique_ptr<re2::RE2>>& RuleExpressions::ignore() const {
  std::call_once(once_, [this] { Compile(); });
  return ignore_;
}

Database::Engine::~Engine() { hs_free_database(database); }
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
    engine.database = cached->database;
    engine.widths = std::move(cached->widths);
    database->was_cached_ = true;
  } else {
    SLUICE_ASSIGN(engine.widths, Widths(set));
    SLUICE_ASSIGN(engine.database, Compile(set));
    StoreCompiled(cache_dir, set, {engine.database, engine.widths});
  }
  for (const Rule& rule : set.rules()) engine.expressions.push_back(std::make_unique<RuleExpressions>(rule));
  return std::shared_ptr<const Database>(std::move(database));
}

}  // namespace sluice
