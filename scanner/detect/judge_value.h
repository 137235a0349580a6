// Judges a value that only its name gives away, by what it is and what stands around it. Pure.
#pragma once

#include <string_view>

#include "scanner/detect/context.h"
#include "scanner/detect/verdict.h"

namespace sluice {

// Requires: rule.kind is kToken or kPassword.
Verdict JudgeValue(const Rule& rule, std::string_view value, const ValueContext& context);

}  // namespace sluice
