// CompiledRules: what Hyperscan made of a set of rules, and how far each rule reaches. Owns its databases.
#pragma once

#include <memory>
#include <vector>

#include "scanner/detect/near_runs.h"
#include "scanner/detect/novelty.h"

struct hs_database;

namespace sluice {

struct FreeDatabase {
  void operator()(hs_database* database) const;
  size_t mapped_bytes = 0;  // 0: Hyperscan allocated it
};
using HsDatabase = std::unique_ptr<hs_database, FreeDatabase>;

struct CompiledRules {
  HsDatabase everywhere, near_runs;  // null when no rule is in it
  HsDatabase in_binary;              // rules of the others that are looked for in all of a binary content
  std::vector<Width> widths;         // by rule
  NearRuns::Reach reach;             // of the rules in near_runs
};

}  // namespace sluice
