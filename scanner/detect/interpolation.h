// Interpolation: strings of which a program fills in a part when it runs, so that only the rest is known. Pure.
#pragma once

#include <string_view>

#include "scanner/detect/context.h"

namespace sluice {

// "alice-$timestamp", `master-${Date.now()}`, f"test{short_uid()}": what the literal characters alone are too little for a
// password, as static text, or null. `Pa$sword1` is one: a dollar in the middle of a word fills nothing in.
const char* FilledIn(std::string_view value, const ValueContext& context);

// "token=$spendProofBase64": the name of a variable, as the dollar before it says.
const char* VariableBehindADollar(std::string_view value, const ValueContext& context);

}  // namespace sluice
