// What only passwords are refused for: people choose them, so a name may be one, but not every name. Pure.
#pragma once

#include <string_view>

#include "scanner/detect/context.h"
#include "scanner/detect/verdict.h"

namespace sluice {

// Reported means: not refused. Requires: rule.kind is kPassword.
Verdict RefusePassword(const Rule& rule, std::string_view value, const ValueContext& context);

// What a password says, whatever stands around it: that it is a sample or a name, as static text, or null.
const char* SampleOrName(std::string_view value);

}  // namespace sluice
