// What only tokens are refused for: the value is random and opens nothing, or is not random. Pure.
#pragma once

#include <string_view>

#include "scanner/detect/context.h"
#include "scanner/detect/verdict.h"

namespace sluice {

// Reported means: not refused. Requires: rule.kind is kToken.
Verdict RefuseToken(const Rule& rule, std::string_view value, const ValueContext& context);

}  // namespace sluice
