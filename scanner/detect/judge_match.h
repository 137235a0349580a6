// From a confirmed expression to a match or a refusal: checksum, placeholder, entropy, near, context, in this order, cheapest
// first.
#pragma once

#include <string_view>

#include "scanner/detect/confirm.h"
#include "scanner/detect/engine.h"
#include "scanner/detect/file_kind.h"
#include "scanner/detect/verdict.h"

namespace sluice {

// `file`: what the content's path says about it.
Verdict JudgeMatch(const Rule& rule, const RuleExpressions& expressions, std::string_view bytes, const Confirmed& confirmed,
                   FileKind file);

// The same for a value that stands near its other half. Without a name of its own only the value can speak.
Verdict JudgePairedValue(const Rule& rule, const RuleExpressions& expressions, std::string_view value, bool is_named);

}  // namespace sluice
