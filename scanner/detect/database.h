// Database: the rules compiled. Owns the Hyperscan database, each rule's expressions and each rule's width. Const after Open() and
// shared: an expression compiles itself when it is first asked, from any thread (regex.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "patterns/rule_set.h"

namespace sluice {

class Database {
 public:
  // Loads the compiled form from `cache_dir` when it is there, fits (rule digest, engine version, CPU) and belongs to this user or
  // root and nobody else can write it; otherwise compiles it and stores it there, atomically, if it can. An empty `cache_dir` means
  // no cache. A broken cache is never an error. An expression Hyperscan refuses is Code::kConfig naming the rule. `system_dir` is a
  // second folder to load from, under the same conditions; nothing is written there.
  static Result<std::shared_ptr<const Database>> Open(std::shared_ptr<const RuleSet> rules, const std::string& cache_dir,
                                                      const std::string& system_dir = "");
  ~Database();

  const RuleSet& rules() const { return *rules_; }
  bool was_cached() const { return was_cached_; }

  struct Engine;  // Hyperscan and the expressions live behind this, seen only by scanner/detect
  const Engine& engine() const { return *engine_; }

 private:
  Database();
  std::shared_ptr<const RuleSet> rules_;
  std::unique_ptr<Engine> engine_;
  bool was_cached_ = false;
};

}  // namespace sluice
