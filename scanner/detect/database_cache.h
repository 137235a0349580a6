// The compiled rules on disk, so that a hook loads in two milliseconds what takes over two seconds to compile (832 rules,
// November 2026).
//
// A compiled database is trusted code-like data: it is used only when this user or root owns the file and its folder and nobody
// else can write them. The file's name carries the rules' digest, the engine's version and the CPU it was compiled for; the header
// repeats them.
#pragma once

#include <optional>
#include <string>

#include "patterns/rule_set.h"
#include "scanner/detect/compiled_rules.h"

namespace sluice {

// Nothing when there is no cache, it does not fit, or it cannot be trusted.
std::optional<CompiledRules> LoadCompiled(const std::string& cache_dir, const RuleSet& rules);

// Writes a temporary file and renames it. Failing to is not an error: the next run compiles again.
void StoreCompiled(const std::string& cache_dir, const RuleSet& rules, const CompiledRules& compiled);

}  // namespace sluice
